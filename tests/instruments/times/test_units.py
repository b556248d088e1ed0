import pytest

from pytest_prodready.core.estimate import Estimate
from pytest_prodready.instruments.times.units import scaled, unit_of


@pytest.mark.parametrize(
    ("limit", "unit"),
    [
        (0.5, (1, "s")),
        (3599, (1, "s")),
        (3600, (3600, "h")),
        (86400, (3600, "h")),
        (172799, (3600, "h")),
        (172800, (86400, "days")),
    ],
)
def test_a_limit_is_said_in_the_unit_that_fits(limit, unit):
    assert unit_of(limit) == unit


def test_bounds_go_with_their_value():
    assert scaled(Estimate(7200, 3600, 10800, 9, method="x"), 3600) == Estimate(2, 1, 3, 9, method="x")
