import warnings

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst
from scipy.stats import ks_2samp

from pytest_prodready.instruments.drift import cells as module
from pytest_prodready.instruments.drift.cells import EXACT, count_cells, decile_cells

ROWS = 40_000
SHAPES = {
    "normal": lambda random, n: random.normal(size=n),
    "far from zero": lambda random, n: 1e6 + random.normal(size=n),
    "heavy tailed": lambda random, n: random.standard_cauchy(n) ** 3,
    "one binade": lambda random, n: 1 + random.random(n),
    "two heaps far apart": lambda random, n: np.where(random.random(n) < 0.5, 0, 1e9) + random.random(n),
    "counts": lambda random, n: random.poisson(30, n).astype(float),
    "spike in a cloud": lambda random, n: np.where(random.random(n) < 0.3, 0.1, random.normal(size=n)),
    "both signs, tiny": lambda random, n: random.normal(size=n) * 1e-300,
    "huge": lambda random, n: random.normal(size=n) * 1e307,
}
floats = npst.arrays(
    np.float64, st.integers(1, 60), elements=st.floats(allow_nan=True, allow_infinity=True, allow_subnormal=True)
)


def distance(cells):
    ours, theirs = (np.cumsum(side) / side.sum() for side in (cells.reference, cells.current))
    return np.abs(ours - theirs).max()


def scipys(ours, theirs):
    with warnings.catch_warnings():
        # About its p-value for a handful of rows, which nobody here asks for.
        warnings.simplefilter("ignore", RuntimeWarning)
        return ks_2samp(ours, theirs, method="asymp").statistic


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("shift", [0.0, 0.05])
def test_the_distance_is_scipys_and_the_deciles_are_exact(shop, shape, shift):
    random = np.random.default_rng(3)
    ours, theirs = SHAPES[shape](random, ROWS), SHAPES[shape](random, ROWS // 2)
    theirs = theirs + shift * np.median(np.abs(ours))
    cells = count_cells(*shop.pair({"x": ours}, {"x": theirs}), "x")
    assert (cells.reference.sum(), cells.current.sum()) == (ROWS, ROWS // 2)
    assert distance(cells) == pytest.approx(ks_2samp(ours, theirs, method="asymp").statistic, abs=1e-4)
    at = decile_cells(cells)
    assert cells.single[at].all()
    assert list(cells.low[at]) == list(np.quantile(ours, np.arange(1, 10) / 10, method="inverted_cdf"))


@pytest.mark.parametrize("few", [0, 200_000])
def test_cells_are_disjoint_and_lose_no_row(shop, few, monkeypatch):
    # With few = 0 every refinement goes through several levels of bits instead of straight to the values.
    monkeypatch.setattr(module, "FEW_ROWS", few)
    random = np.random.default_rng(5)
    ours = np.concatenate((random.normal(size=5000) * 1e-6 + 3, 1000 + random.random(5000), [0, -0.0, 5e-324] * 900))
    theirs = random.permutation(ours) + 1e-7
    cells = count_cells(*shop.pair({"x": ours}, {"x": theirs}), "x")
    assert (cells.low <= cells.high).all()
    assert (cells.high[:-1] < cells.low[1:]).all()
    assert (cells.reference.sum(), cells.current.sum()) == (len(ours), len(theirs))
    assert distance(cells) == pytest.approx(ks_2samp(ours, theirs, method="asymp").statistic, abs=1e-4)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(floats, floats)
@example(np.array([np.inf, -np.inf, 0.0]), np.array([1.7e308, -1.7e308, 1e290]))
def test_any_numbers_are_counted_as_scipy_counts_them(shop, ours, theirs):
    cells = count_cells(*shop.pair({"x": ours}, {"x": theirs}), "x")
    present = ours[~np.isnan(ours)], theirs[~np.isnan(theirs)]
    assert (cells.reference.sum(), cells.current.sum()) == tuple(map(len, present))
    if all(map(len, present)):
        assert distance(cells) == pytest.approx(scipys(*present), abs=1e-4)


def test_a_column_of_few_values_needs_no_second_look(shop):
    cells = count_cells(*shop.pair({"x": [1, 2, 2, 3]}, {"x": [2, 9]}), "x")
    assert list(zip(cells.low, cells.reference, cells.current, strict=True)) == [
        (1, 1, 0),
        (2, 2, 1),
        (3, 1, 0),
        (9, 0, 1),
    ]


def test_the_splitting_is_not_rewritten_by_the_engine(shop):
    values = module._Values(*shop.pair({"x": [1.0, 1.00001, 1.5]}, {"x": [1.000011]}), "x")  # noqa: SLF001 - what the passes stand on
    values.middle = 0.0
    assert [len(values.grouped(bits).low) for bits in (14, EXACT)] == [2, 4]
