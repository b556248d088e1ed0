import random

import pytest

from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.statistics.association import cramers_v


def test_counts_come_from_the_table(shop):
    table = shop.table({"a": ["x"] * 30 + ["y"] * 30, "b": ["u"] * 25 + ["v"] * 30 + ["u"] * 5})
    found = shop.associations.between(table, "a", "b")
    assert found == cramers_v([[25, 5], [5, 25]])


def test_a_column_tells_itself_and_nothing_of_a_coin(shop):
    chance = random.Random(5)
    values = list(range(1000))
    table = shop.table(
        {"a": values, "same": [2 * value for value in values], "coin": [chance.choice("ht") for _ in values]}
    )
    assert shop.associations.between(table, "a", "same").value > 0.99
    assert shop.associations.between(table, "a", "coin").value < 0.1


def test_a_column_that_is_not_there(shop):
    with pytest.raises(CannotLook, match="there is no column z in"):
        shop.associations.between(shop.table({"a": [1, 2]}), "a", "z")
