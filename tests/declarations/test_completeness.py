import pytest

from pytest_prodready.declarations.completeness import Completeness


def test_nothing_may_be_lost_unless_it_is_said():
    assert Completeness(source="counts.csv", window="day", rows="n").budget == 0


def test_one_column_cannot_be_both():
    with pytest.raises(ValueError, match="window and rows are two columns"):
        Completeness(source="counts.csv", window="n", rows="n")
