import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from pytest_prodready.instruments.statistics.percentile import binomial_quantile, percentile_estimate, smallest_n


@pytest.mark.parametrize(("percentile", "n"), [(0.5, 5), (0.95, 59), (0.99, 299), (0.999, 2995)])
def test_how_many_samples_a_percentile_needs(percentile: float, n: int) -> None:
    assert smallest_n(percentile) == n
    assert percentile_estimate(range(n), percentile).high == n - 1
    with pytest.raises(ValueError, match=f"needs at least {n:,} samples, got {n - 1:,}"):
        percentile_estimate(range(n - 1), percentile)


@given(st.integers(1, 20000), st.sampled_from([0.5, 0.9, 0.95, 0.99, 0.999]), st.sampled_from([0.05, 0.5, 0.95, 0.99]))
def test_the_ranks_are_scipys(n: int, p: float, probability: float) -> None:
    k = binomial_quantile(probability, n, p)
    # By its definition and not scipy's own ppf, which rounds to the next rank at an exact tie.
    assert binom.cdf(k, n, p) >= probability - 1e-9
    assert binom.cdf(k - 1, n, p) < probability + 1e-9


def test_a_million_samples_are_bounded_closely() -> None:
    estimate = percentile_estimate(range(1_000_000), 0.95)
    assert estimate.value == 949_999
    assert 949_600 < estimate.low < estimate.value < estimate.high < 950_400


def test_the_upper_bound_covers_the_true_percentile_as_often_as_it_says() -> None:
    draw = random.Random(7)
    covered = sum(
        percentile_estimate(sorted(draw.random() for _ in range(200)), 0.95).high >= 0.95 for _ in range(2000)
    )
    assert covered >= 0.93 * 2000
