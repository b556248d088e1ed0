import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy.stats import chi2, kstwo

from pytest_prodready.instruments.statistics.tails import chi_squared_tail, kolmogorov_tail


@given(st.floats(0, 5000), st.integers(1, 1200))
def test_chi_squared_is_scipys(value: float, freedom: int) -> None:
    assert chi_squared_tail(value, freedom) == pytest.approx(chi2.sf(value, freedom), rel=1e-7, abs=1e-12)


@given(st.floats(0, 1), st.integers(100, 100_000), st.integers(100, 100_000))
@example(0.09375, 100, 100)
def test_kolmogorov_is_scipys_to_two_hundredths(distance: float, n: int, m: int) -> None:
    exact = kstwo.sf(distance, round(n * m / (n + m)))
    assert kolmogorov_tail(distance, n, m) == pytest.approx(exact, abs=0.02)


@pytest.mark.parametrize(("p", "distance"), [(0.05, 0.01921), (0.01, 0.02302)])
def test_kolmogorov_where_alarms_are_decided(p: float, distance: float) -> None:
    assert kolmogorov_tail(distance, 10_000, 10_000) == pytest.approx(p, rel=0.02)


def test_no_distance_surprises_nobody() -> None:
    assert (kolmogorov_tail(0, 5, 5), kolmogorov_tail(0.5, 0, 5), chi_squared_tail(0, 3), chi_squared_tail(3, 0)) == (
        (1, 1, 1, 1)
    )
