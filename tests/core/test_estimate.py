import math

import pytest

from pytest_prodready.core.estimate import Estimate


@pytest.mark.parametrize(("value", "low", "high"), [(0.5, 0.6, 0.7), (0.5, 0.1, 0.4)])
def test_bounds_must_enclose_the_value(value: float, low: float, high: float) -> None:
    with pytest.raises(ValueError, match="do not enclose 0.5"):
        Estimate(value, low, high, 10)


def test_nothing_observed_is_no_estimate() -> None:
    with pytest.raises(ValueError, match="at least one observation, got n=0"):
        Estimate(0.5, 0.4, 0.6, 0)


def test_a_bound_that_is_no_number_is_not_finite() -> None:
    assert not Estimate(0.5, math.nan, 0.6, 10).finite
    assert Estimate(0.5, 0.4, 0.6, 10).finite


def test_half_the_room_needs_four_times_the_observations() -> None:
    estimate = Estimate(0.10, 0.06, 0.14, 100)
    assert estimate.needed(0.12) == 400
    assert estimate.needed(0.08) == 400


def test_no_number_of_observations_decides_a_value_on_its_limit() -> None:
    assert Estimate(0.10, 0.06, 0.14, 100).needed(0.10) is None
