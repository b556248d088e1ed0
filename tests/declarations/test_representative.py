import pytest

from pytest_prodready.declarations.representative import Representative


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"auc": 0.5}, "auc lies between 0.5"),
        ({"auc": 1.0}, "auc lies between 0.5"),
        ({"auc": float("nan")}, "auc lies between 0.5"),
        ({"missing": 0.0}, "missing lies between 0%"),
        ({"missing": 1.0}, "missing lies between 0%"),
        ({"columns": ()}, "columns names at least one column"),
        ({"columns": ("x", "x")}, "columns names a column twice"),
        ({"columns": ("x", "t"), "time": "t"}, "'t' is the time, which always differs"),
        ({"seed": -1}, "a seed is a whole number from 0"),
        ({"seed": 2**31}, "a seed is a whole number from 0"),
    ],
)
def test_what_makes_no_sense_is_refused(fields, message):
    with pytest.raises(ValueError, match=message):
        Representative(**{"of": "live", **fields})
