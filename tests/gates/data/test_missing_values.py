import pytest

from pytest_prodready.core.location import Location
from pytest_prodready.core.wording import said
from pytest_prodready.gates.data.missing_values import missing_values
from pytest_prodready.testing import cases, prove


@pytest.mark.parametrize("case", cases(missing_values), ids=str)
def test_missing_values(case, tmp_path):
    prove(case, tmp_path)


def test_a_column_without_a_budget_has_the_default_of_two_percent(judged):
    text = "a,b\n" + "1,x\n" * 200
    named, unnamed = judged(missing_values, text, missing={"a": 0.5})
    assert (named.limit, named.limit_is_default, named.where) == (0.5, False, Location("prodready.yaml", 7))
    assert (unnamed.limit, unnamed.limit_is_default, unnamed.where) == (0.02, True, Location("prodready.yaml", 3))
    assert said(unnamed) == "missing b: 0% <= 2% [0%, 1.33%], n=200; 0 of 200 rows"


def test_a_default_of_ones_own_is_no_default(judged):
    (found,) = judged(missing_values, "a\n" + "1\n" * 20, missing={"default": 0.3})
    assert (found.limit, found.limit_is_default) == (0.3, False)


def test_names_of_columns_are_cleaned(judged):
    (found,) = judged(missing_values, "\x1b[2J\n" + "1\n" * 20)
    assert found.what == r"missing \x1b[2J"
