import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from pytest_prodready.instruments.statistics.proportion import wilson


@given(
    st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.sampled_from([0.9, 0.95, 0.99])
)
def test_the_bounds_are_scipys(counted: tuple[int, int], confidence: float) -> None:
    count, n = counted
    ours = wilson(count, n, confidence=confidence)
    # Two one-sided bounds make a two-sided interval at 2 c - 1.
    theirs = binomtest(count, n).proportion_ci(2 * confidence - 1, method="wilson")
    assert (ours.low, ours.high) == (pytest.approx(theirs.low, abs=1e-9), pytest.approx(theirs.high, abs=1e-9))


def test_nothing_in_7043_still_has_an_upper_bound() -> None:
    estimate = wilson(0, 7043)
    assert (estimate.value, estimate.low) == (0, 0)
    assert estimate.high == pytest.approx(0.000384, abs=1e-6)


@pytest.mark.parametrize(("count", "n"), [(0, 0), (-1, 5), (6, 5)])
def test_no_share_no_estimate(count: int, n: int) -> None:
    with pytest.raises(ValueError, match="a share needs"):
        wilson(count, n)
