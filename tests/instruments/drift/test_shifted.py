import numpy as np
import pytest

from pytest_prodready.core.looking import CannotLook
from pytest_prodready.declarations.drift import Shift
from pytest_prodready.instruments.drift.cells import count_cells
from pytest_prodready.instruments.drift.histogram import of_categories, on_a_line, wide
from pytest_prodready.instruments.drift.shifted import shifted

PLANS = of_categories("plan", {"a": (6, 1), "b": (2, 1)}, (0, 0), (2, 0))


@pytest.fixture
def ages(shop):
    values = np.random.default_rng(2).normal(40, 10, 20_000)
    return values, on_a_line("age", count_cells(*shop.pair({"x": values}, {"x": values}), "x"), (0, 0), (5000, 0))


@pytest.mark.parametrize(
    ("shift", "change"),
    [
        ({"by": 0.5}, lambda x: x + 0.5 * x.std()),
        ({"by": -2}, lambda x: x - 2 * x.std()),
        ({"scale": 1.3}, lambda x: 1.3 * x),
    ],
)
def test_moved_values_stand_where_they_would(ages, shift, change):
    values, histogram = ages
    edges = np.quantile(values, np.arange(1, 10) / 10, method="inverted_cdf")
    wanted = np.bincount(np.searchsorted(edges, change(values)), minlength=10) / 25_000
    found = wide(histogram, shifted(histogram, Shift(column="age", **shift)))
    assert list(found[:10]) == pytest.approx(list(wanted), abs=2e-3)
    assert list(found[10:]) == [0, 0.2]


def test_lost_values_are_missing_in_proportion(ages):
    _, histogram = ages
    found = wide(histogram, shifted(histogram, Shift(column="age", missing=0.5)))
    assert list(found) == pytest.approx([0.04] * 10 + [0, 0.6])


def test_unseen_categories_take_their_share_of_all():
    assert list(shifted(PLANS, Shift(column="plan", unseen=0.5))) == pytest.approx([0.3, 0.1, 0.5, 0.1])


def test_every_shift_is_a_distribution(ages):
    for shift in ({"by": 3}, {"scale": -2}, {"scale": 0}, {"missing": 1}):
        assert shifted(ages[1], Shift(column="age", **shift)).sum() == pytest.approx(1)


def test_what_cannot_be_is_refused(ages, shop):
    with pytest.raises(CannotLook, match=r"plan cannot be moved by \+1 sd: it holds categories"):
        shifted(PLANS, Shift(column="plan", by=1))
    with pytest.raises(CannotLook, match="age cannot be 10% unseen: it holds numbers"):
        shifted(ages[1], Shift(column="age", unseen=0.1))
    for odd, spread in ([5.0, 5.0], "0"), ([np.inf, 1.0], "nan"), ([1e308, -1e308], "inf"):
        cells = count_cells(*shop.pair({"x": odd}, {"x": odd}), "x")
        with pytest.raises(CannotLook, match=f"x cannot be moved by -1 sd: its standard deviation is {spread}"):
            shifted(on_a_line("x", cells, (0, 0), (0, 0)), Shift(column="x", by=-1))
