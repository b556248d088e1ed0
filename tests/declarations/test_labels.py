import pytest

from pytest_prodready.declarations.labels import Labels


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"kappa": 0.0}, "kappa lies between 0, which is chance"),
        ({"kappa": 1.0}, "kappa lies between 0, which is chance"),
        ({"kappa": float("nan")}, "kappa lies between 0, which is chance"),
        ({"contradictions": 0.0}, "contradictions lies between 0%"),
        ({"contradictions": 1.0}, "contradictions lies between 0%"),
        ({"second": "y"}, "second is another column than target"),
        ({"columns": ()}, "columns names at least one column"),
        ({"columns": ("a", "y")}, "columns are features"),
        ({"columns": ("a", "z"), "second": "z"}, "columns are features"),
    ],
)
def test_what_makes_no_sense_is_refused(fields, message):
    with pytest.raises(ValueError, match=message):
        Labels(**{"target": "y", **fields})
