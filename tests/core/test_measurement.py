import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_prodready.core.estimate import Estimate
from pytest_prodready.core.measurement import Standing, at_least, at_most, none_of

finite = st.floats(allow_nan=False, allow_infinity=False, width=32)


@given(value=finite, limit=finite)
def test_a_point_holds_exactly_when_it_is_on_the_right_side(value: float, limit: float) -> None:
    assert (at_most("x", value, limit, unit="s").standing is Standing.HOLDS) == (value <= limit)
    assert (at_least("x", value, limit, unit="s").standing is Standing.HOLDS) == (value >= limit)


@pytest.mark.parametrize("odd", [math.nan, math.inf, -math.inf, True, "3"], ids=str)
def test_no_comparison_holds_with_what_is_no_finite_number(odd: float) -> None:
    assert at_most("x", odd, 1, unit="s").standing is Standing.NOT_A_NUMBER
    assert at_most("x", 1, odd, unit="s").standing is Standing.NOT_A_NUMBER
    assert at_least("x", odd, -1, unit="s").standing is Standing.NOT_A_NUMBER


def test_an_infinite_bound_is_no_proof() -> None:
    assert at_most("x", Estimate(1, 0, math.inf, 10), 2, unit="s").standing is Standing.NOT_A_NUMBER


@pytest.mark.parametrize(
    ("limit", "standing"), [(0.30, Standing.HOLDS), (0.25, Standing.UNDECIDED), (0.19, Standing.BROKEN)]
)
def test_a_ceiling_is_judged_on_the_upper_bound(limit: float, standing: Standing) -> None:
    assert at_most("x", Estimate(0.2, 0.1, 0.3, 100), limit, unit="share").standing is standing


@pytest.mark.parametrize(
    ("limit", "standing"), [(0.10, Standing.HOLDS), (0.15, Standing.UNDECIDED), (0.21, Standing.BROKEN)]
)
def test_a_floor_is_judged_on_the_lower_bound(limit: float, standing: Standing) -> None:
    assert at_least("x", Estimate(0.2, 0.1, 0.3, 100), limit, unit="share").standing is standing


def test_none_of_counts_and_keeps_the_first_twenty() -> None:
    found = none_of("typos", [f"t{n}" for n in range(30)], unit="typos")
    assert (found.value, len(found.details), found.standing) == (30, 20, Standing.BROKEN)
    assert none_of("typos", [], unit="typos").standing is Standing.HOLDS
