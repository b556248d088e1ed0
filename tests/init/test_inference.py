import pandas as pd
import pytest

from pytest_prodready.init.inference import Inferred, infer


@pytest.mark.parametrize(
    ("values", "inferred"),
    [
        (pd.Series([1, 3]), Inferred("int", False, "1", "3")),
        (pd.Series([18.25, None]), Inferred("float", True, "18.25", "18.25")),
        (pd.Series(["b", "a"]), Inferred("str", False)),
        (pd.Series([True, False]), Inferred("bool", False)),
        (pd.Series([1, 2], dtype="UInt8"), Inferred("pa.UINT8", False, "1", "2")),
        (pd.Series(pd.to_datetime(["2020-01-01"])), Inferred("pa.DateTime", False, *["2020-01-01 00:00:00"] * 2)),
        (pd.Series([None, None], dtype=object), Inferred("pa.Object", True)),
        (pd.Series([2**70, None], dtype=object), Inferred("pa.Object", True)),
    ],
    ids=lambda one: str(one.dtype) if isinstance(one, pd.Series) else "",
)
def test_a_type_is_named_as_a_schema_names_it(values, inferred):
    assert infer(values) == inferred


def test_a_type_that_the_values_do_not_pass_is_any():
    assert infer(pd.Series(pd.to_datetime(["2020-01-01"], utc=True))).annotation == "Any"
