import numpy as np
import pytest

from pytest_prodready.instruments.statistics.differences import apart


def test_the_example_of_newcombe():
    # 56 of 70 against 48 of 80, two-sided 95 %: table II of the paper, method 10.
    found = apart(56, 70, 48, 80, confidence=0.975)
    assert found.value == pytest.approx(0.2)
    assert (found.low, found.high) == (pytest.approx(0.0524, abs=5e-5), pytest.approx(0.3339, abs=5e-5))
    assert apart(48, 80, 56, 70, confidence=0.975) == found


@pytest.mark.parametrize(("one", "other"), [(0.0, 0.0), (0.02, 0.02), (0.1, 0.15), (0.05, 0.4)])
@pytest.mark.parametrize(("n", "m"), [(40, 40), (400, 60)])
def test_nineteen_of_twenty_upper_bounds_hold_what_is_true(one, other, n, m):
    random = np.random.default_rng(3)
    missed = sum(
        apart(int(random.binomial(n, one)), n, int(random.binomial(m, other)), m).high < abs(one - other)
        for _ in range(1000)
    )
    # 5 % of 1,000 are 50; three standard deviations more are 71.
    assert missed <= 71


def test_what_is_equal_may_yet_be_apart():
    assert apart(0, 40, 0, 40).value == 0
    assert 0.05 < apart(0, 40, 0, 40).high < 0.1
    assert apart(0, 4000, 0, 4000).high < 0.001
    assert apart(40, 40, 0, 40).high == 1
