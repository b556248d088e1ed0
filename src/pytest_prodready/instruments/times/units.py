"""Times in the unit in which people say their limit."""

from dataclasses import replace

from pytest_prodready.core.estimate import Estimate

DAY, HOUR = 86_400.0, 3_600.0
"""Seconds."""


def unit_of(limit: float) -> tuple[float, str]:
    """The seconds in the unit that fits a limit in seconds, and the unit's name: days from two of them on, hours, s."""
    if limit >= 2 * DAY:
        return DAY, "days"
    return (HOUR, "h") if limit >= HOUR else (1.0, "s")


def scaled(estimate: Estimate, seconds: float) -> Estimate:
    """An estimate in seconds, counted in units of so many."""
    value, low, high = (number / seconds for number in (estimate.value, estimate.low, estimate.high))
    return replace(estimate, value=value, low=low, high=high)
