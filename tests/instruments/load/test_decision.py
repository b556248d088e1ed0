import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_prodready.instruments.load.decision import (
    MAX_BATCHES,
    decided,
    estimates,
    samples_needed,
    steady,
    surely_broken,
)
from pytest_prodready.instruments.statistics.percentile import percentile_estimate

P95 = {0.95: 0.2}


def bounds(*samples: float) -> dict[float, object]:
    return estimates(samples, [0.95])


@pytest.mark.parametrize(
    ("slow", "is_decided", "is_broken"),
    [(0, True, False), (30, True, False), (50, False, False), (64, True, True), (1000, True, True)],
)
def test_three_zones(slow: int, is_decided: bool, is_broken: bool) -> None:
    """Of 1,000 samples 50 may be slow; with 38 to 61 of them nobody can tell at 95 %."""
    found = bounds(*[0.3] * slow, *[0.1] * (1000 - slow))
    assert decided(found, P95) is is_decided
    assert surely_broken(found, P95, 0.0) is is_broken


def test_one_broken_budget_decides_and_one_open_budget_does_not() -> None:
    found = estimates([0.1] * 900 + [0.3] * 100, [0.5, 0.95])
    assert decided(found, {0.5: 0.2, 0.95: 0.2})
    assert not decided(estimates([0.1] * 950 + [0.3] * 50, [0.5, 0.95]), {0.5: 0.2, 0.95: 0.2})


def test_lateness_of_the_generator_is_given_back_before_a_service_is_blamed() -> None:
    found = bounds(*[0.3] * 100)
    assert surely_broken(found, P95, 0.09)
    assert not surely_broken(found, P95, 0.11)


def test_a_noisy_machine_needs_more_room() -> None:
    assert steady(bounds(*[0.1] * 100), P95, 0.5)
    assert not steady(bounds(*[0.15] * 100), P95, 0.5)
    assert not steady(bounds(*[0.25] * 100), P95, 0.5)
    assert steady(bounds(*[0.31] * 100), P95, 0.5)


def test_the_highest_percentile_says_how_many_it_takes() -> None:
    assert samples_needed({0.5: 0.1, 0.95: 0.2}) == 59
    assert samples_needed({0.99: 0.1}) == 299


@given(st.lists(st.floats(0.001, 1), min_size=59, max_size=400), st.floats(0.001, 1))
def test_it_agrees_with_the_percentile_and_no_order_of_samples_matters(samples: list[float], budget: float) -> None:
    one = percentile_estimate(sorted(samples), 0.95)
    assert decided(bounds(*samples), {0.95: budget}) is (one.high <= budget or one.low > budget)
    assert bounds(*samples) == bounds(*reversed(samples))


def pooled_verdict(draw: random.Random, ratio: float) -> str:
    """What the pooled rule says of lognormal times whose true p95 is `ratio` budgets (as in the simulated table)."""
    sigma, samples = 0.5, []
    median = ratio / 2.718281828 ** (1.644853627 * sigma)
    for _ in range(MAX_BATCHES):
        samples += [median * draw.lognormvariate(0, sigma) for _ in range(300)]
        if decided(bounds(*samples), {0.95: 1.0}):
            break
    found = bounds(*samples)[0.95]
    return "held" if found.high <= 1 else "broken" if found.low > 1 else "open"


def test_pooling_neither_lets_a_miss_pass_nor_alarms_falsely() -> None:
    draw = random.Random(7)
    missed = [pooled_verdict(draw, 1.25) for _ in range(100)]
    kept = [pooled_verdict(draw, 0.8) for _ in range(100)]
    assert missed.count("held") == 0
    assert missed.count("broken") >= 95
    assert kept.count("broken") == 0
    assert kept.count("held") >= 95
