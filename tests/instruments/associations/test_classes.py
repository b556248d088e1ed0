from collections import Counter

from pytest_prodready.instruments.associations.classes import MOST, classes


def counted(table, name):
    found = table.arrow(table.expression.order_by("place").select(x=classes(table, name)))
    return found["x"].to_pylist()


def test_numbers_are_in_tenths_and_equal_ones_together(shop):
    assert list(Counter(counted(shop.table({"x": list(range(100))}), "x")).values()) == [10] * 10
    flags = counted(shop.table({"x": [0, 1] * 50}, "f.csv"), "x")
    assert len(set(flags)) == 2
    assert flags[0] != flags[1]


def test_what_is_missing_is_a_class_of_its_own(shop):
    assert counted(shop.table({"x": [1, None, 2, None], "y": [0, 0, 0, 0]}), "x").count("missing") == 2
    assert counted(shop.table({"x": ["missing", None, "b"], "y": [0, 0, 0]}, "w.csv"), "x").count("missing") == 1


def test_rare_categories_are_one_class_together(shop):
    words = [f"w{number}" for number in range(MOST)] * 2 + ["rare1", "rare2", "others"]
    found = counted(shop.table({"x": words}), "x")
    assert found[-3:] == ["others"] * 3
    assert len(set(found)) == MOST + 1
