import pytest

from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.tables.near import no_such_column


def test_the_nearest_names_are_told():
    with pytest.raises(CannotLook) as caught:
        no_such_column("total_charge", ("total_charges", "plan"), "data/t.csv", "datasets.customers.missing")
    assert caught.value.reason == "datasets.customers.missing: there is no column total_charge in data/t.csv"
    assert caught.value.details == ("near: total_charges",)


def test_where_nothing_is_near_the_columns_are_told():
    with pytest.raises(CannotLook) as caught:
        no_such_column("\x1b[31m", ("b", "a"), "t.csv", "key")
    assert caught.value.reason == r"key: there is no column \x1b[31m in t.csv"
    assert caught.value.details == ("there are: a, b",)


def test_a_column_that_is_there_is_let_through():
    no_such_column("a", ("a",), "t.csv", "key")
