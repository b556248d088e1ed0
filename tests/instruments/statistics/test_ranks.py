import math

import numpy as np
import pytest
from scipy.stats import norm

from pytest_prodready.instruments.statistics.ranks import auc_estimate


def auc(positives, negatives):
    return ((positives[:, None] > negatives).mean() + (positives[:, None] >= negatives).mean()) / 2


@pytest.mark.parametrize("true", [0.5, 0.6, 0.75, 0.95])
@pytest.mark.parametrize("sizes", [(12, 12), (10, 60), (60, 15)])
@pytest.mark.parametrize("levels", [None, 4])
def test_nineteen_of_twenty_bounds_hold_what_is_true(true, sizes, levels):
    random = np.random.default_rng(7)
    shift = math.sqrt(2) * norm.ppf(true)
    if levels is not None:
        edges = np.linspace(-1, 2, levels - 1)
        crowd = np.random.default_rng(0).normal(size=(2, 4000))
        true = auc(np.digitize(crowd[0] + shift, edges), np.digitize(crowd[1], edges))
    above = below = 0
    for _ in range(600):
        sides = random.normal(size=sizes[0]) + shift, random.normal(size=sizes[1])
        if levels is not None:
            sides = tuple(np.digitize(side, edges) for side in sides)
        found = auc_estimate(auc(*sides), *sizes)
        above += found.high < true
        below += found.low > true
    # 5 % of 600 are 30; four standard deviations of that more are 51.
    assert above <= 51
    assert below <= 51


def test_at_chance_the_width_is_that_of_the_wilcoxon_test():
    found = auc_estimate(0.5, 20_000, 30_000)
    assert found.high - 0.5 == pytest.approx(norm.ppf(0.95) * math.sqrt(50_001 / (12 * 20_000 * 30_000)), rel=1e-3)
    assert found.low == pytest.approx(1 - found.high)


@pytest.mark.parametrize(("positives", "negatives"), [(1, 1), (3, 40), (500, 2)])
def test_what_is_perfect_in_few_rows_need_not_be_so_in_all(positives, negatives):
    best, worst = auc_estimate(1, positives, negatives), auc_estimate(0, positives, negatives)
    assert best.low < 1 == best.high
    assert worst.high > 0 == worst.low
    assert worst.high == pytest.approx(1 - best.low)
    assert best.n == positives + negatives


@pytest.mark.parametrize("wrong", [(0.5, 0, 1), (0.5, 1, 0), (1.1, 1, 1), (-0.1, 1, 1), (math.nan, 1, 1)])
def test_what_is_no_auc_is_refused(wrong):
    with pytest.raises(ValueError, match="an AUC needs both classes and lies in 0..1"):
        auc_estimate(*wrong)
