"""Each check, on the kinds of columns in which pandas may hold the same values."""

from decimal import Decimal

import pandas as pd
import pytest

from pytest_prodready.instruments.schemas.standards import checks

HELD = [object, "int64", "Int64", "float64", "uint8"]


def broken(check, values):
    return [position for position, fine in enumerate(check(pd.Series(values)).check_output) if not fine]


@pytest.mark.parametrize("dtype", HELD)
def test_bounds_do_not_depend_on_how_numbers_are_held(dtype):
    values = pd.Series([1, 2, 3]).astype(dtype)
    assert broken(checks.bound("minimum", 2), values) == [0]
    assert broken(checks.bound("exclusiveMinimum", 2), values) == [0, 1]
    assert broken(checks.bound("maximum", 2), values) == [2]
    assert broken(checks.bound("exclusiveMaximum", 2), values) == [1, 2]
    assert broken(checks.of_type("integer"), values) == broken(checks.of_type("number"), values) == []
    assert broken(checks.of_type("string"), values) == [0, 1, 2]


@pytest.mark.parametrize(
    ("name", "values", "wrong"),
    [
        ("integer", [1, 1.0, Decimal(1), 1.5, float("inf"), True, "1"], [3, 4, 5, 6]),
        ("number", [1, 1.5, Decimal("1.5"), float("inf"), True, "1"], [4, 5]),
        ("string", ["1", 1, b"1"], [1, 2]),
        ("boolean", [True, 1, "true"], [1, 2]),
        ("object", [{}, [], "{}"], [1, 2]),
        ("array", [[], (), {}, "[]"], [2, 3]),
    ],
)
def test_a_value_is_of_the_type_that_it_has(name, values, wrong):
    assert broken(checks.of_type(name), pd.Series([*values, None], dtype=object)) == wrong


@pytest.mark.parametrize("dtype", ["Int64", "Float64", "boolean", "string", "datetime64[us]", object])
def test_what_is_missing_breaks_nothing(dtype):
    values = pd.Series([None, None], dtype=dtype)
    for check in (
        *(checks.of_type("integer"), checks.bound("minimum", 5), checks.multiple_of(2), checks.length("minLength", 9)),
        *(checks.one_of("enum", ["x"]), checks.check("unique", checks.unique)),
    ):
        assert broken(check, values) == []


def test_true_is_not_1():
    assert broken(checks.one_of("enum", [1]), pd.Series([1, 1.0, True], dtype=object)) == [2]
    assert broken(checks.one_of("enum", [True]), pd.Series([True, 1], dtype=object)) == [1]


def test_multiples_are_those_of_decimal_fractions():
    assert broken(checks.multiple_of(0.01), [0.07, 0.29, 0.295, 1e300, float("inf")]) == [2, 4]


def test_rows_that_lack_a_value_repeat_none():
    frame = pd.DataFrame({"a": [1, 1, None, None], "b": [[1], [1], "x", "x"]})
    assert list(checks.unique_by(["a", "b"])(frame).check_output) == [False, False, True, True]
