import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from pytest_prodready.instruments.drift.cells import count_cells
from pytest_prodready.instruments.drift.histogram import exact, of_categories, on_a_line, wide
from pytest_prodready.instruments.drift.measures import psi

VALUES = st.one_of(st.integers(-3, 3).map(float), st.floats(-1e6, 1e6))
columns = npst.arrays(np.float64, st.integers(1, 50), elements=VALUES)


def histogram(shop, ours, theirs):
    return on_a_line("x", count_cells(*shop.pair({"x": ours}, {"x": theirs}), "x"), (0, 0), (0, 0))


def by_hand(ours, theirs):
    """Bins end at the deciles; a value that is two deciles has a bin of its own."""
    deciles = np.quantile(ours, np.arange(1, 10) / 10, method="inverted_cdf")
    values, times = np.unique(deciles, return_counts=True)
    edges = np.unique([*values, *np.nextafter(values[times > 1], -np.inf)])
    return [np.bincount(np.searchsorted(edges, side, side="left"), minlength=len(edges) + 1) for side in (ours, theirs)]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(columns, columns)
def test_wide_bins_are_those_counted_by_hand(shop, ours, theirs):
    made = histogram(shop, ours, theirs)
    found = [list(wide(made, side)) for side in (made.reference, made.current)]
    assert found == [[*side, 0, 0] for side in by_hand(ours, theirs)]
    assert len(made.labels) == len(found[0])
    assert [side.sum() for side in exact(made)] == [len(ours), len(theirs)]


@pytest.mark.parametrize("shape", ["normal", "lognormal", "standard_cauchy"])
def test_psi_on_full_columns(shop, shape):
    random = np.random.default_rng(11)
    ours, theirs = (getattr(random, shape)(size=30_000) for _ in range(2))
    made = histogram(shop, ours, theirs * 1.1)
    p, q = (side / side.sum() for side in by_hand(ours, theirs * 1.1))
    value = psi(wide(made, made.reference), wide(made, made.current))
    assert value == pytest.approx(((q - p) * np.log(q / p)).sum(), abs=1e-6)


def test_a_constant_reference_sees_both_sides(shop):
    made = histogram(shop, np.full(50, 7.0), np.array([6.0, 7, 7, 8]))
    assert list(wide(made, made.current)) == [1, 2, 1, 0, 0]
    assert made.labels == ("<= 7", "<= 7", "> 7", "no number", "missing")


def test_categories_stand_for_themselves():
    made = of_categories("x", {"a": (3, 1), "b": (1, 0)}, (0, 2), (0, 5))
    assert (list(made.reference), list(made.current)) == ([3, 1, 0, 0], [1, 0, 2, 5])
    assert made.labels == ("a", "b", "unseen", "missing")
    assert not made.continuous
    assert list(wide(made, made.current)) == [1, 0, 2, 5]
    assert exact(made)[1] is made.current
