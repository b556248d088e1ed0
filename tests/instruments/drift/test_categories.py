import pytest

from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.drift.categories import count_categories


def test_categories_of_the_reference_and_all_others(shop):
    ours, theirs = {"x": ["b", "a", "a", None, " "]}, {"x": ["a", "new", "newer", None, "b", "b"]}
    counts, other = count_categories(*shop.pair(ours, theirs), "x")
    assert (list(counts.items()), other) == ([("a", (2, 1)), ("b", (1, 2))], (0, 2))


def test_truth_values_are_categories(shop):
    counts, other = count_categories(*shop.pair({"x": [True, True, False]}, {"x": [False]}), "x")
    assert (counts, other) == ({"true": (2, 0), "false": (1, 1)}, (0, 0))


def test_a_thousand_and_one_categories_are_an_identifier(shop):
    names = [f"C{number}" for number in range(1001)]
    with pytest.raises(CannotLook, match=r"x has more than 1,000 categories: an identifier, or free text"):
        count_categories(*shop.pair({"x": names}, {"x": names}), "x")
    counts, _ = count_categories(*shop.pair({"x": names[:1000]}, {"x": names}), "x")
    assert len(counts) == 1000
