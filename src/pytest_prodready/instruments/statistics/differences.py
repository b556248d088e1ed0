"""Bounds for how far two shares lie apart."""

import math

from pytest_prodready.core.estimate import Estimate
from pytest_prodready.instruments.statistics.proportion import wilson


def apart(count: int, n: int, other_count: int, other_n: int, *, confidence: float = 0.95) -> Estimate:
    """How far two independent shares lie apart, either way, with bounds at `confidence`.

    R. G. Newcombe (1998), "Interval estimation for the difference between independent proportions", Statistics in
    Medicine 17:873-890, method 10: the Wilson bounds of both, squared and added. The upper bound is the farther end.

    Raises:
        ValueError: a count does not lie between 0 and its n, or an n is zero.

    """
    one, other = wilson(count, n, confidence=confidence), wilson(other_count, other_n, confidence=confidence)
    if one.value < other.value:
        one, other = other, one
    difference = one.value - other.value
    down = math.hypot(one.value - one.low, other.high - other.value)
    up = math.hypot(one.high - one.value, other.value - other.low)
    low, high = max(0.0, difference - down), min(1.0, max(difference + up, down - difference))
    return Estimate(difference, low, high, n + other_n, confidence, "Newcombe 10")
