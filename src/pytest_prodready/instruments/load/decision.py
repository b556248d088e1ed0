"""The pooled three-zone rule: when enough has been measured to say yes or no."""

from collections.abc import Mapping, Sequence

from pytest_prodready.core.estimate import Estimate
from pytest_prodready.instruments.statistics.percentile import percentile_estimate, smallest_n

MAX_BATCHES = 4


def estimates(samples: Sequence[float], percentiles: Sequence[float]) -> dict[float, Estimate]:
    """Each percentile of the pooled samples with its bounds."""
    ordered = sorted(samples)
    return {percentile: percentile_estimate(ordered, percentile) for percentile in percentiles}


def decided(bounds: Mapping[float, Estimate], budgets: Mapping[float, float]) -> bool:
    """Whether every budget is surely held, or one is surely broken; otherwise another batch is pooled, never retried.

    Samples are added and never thrown away: retrying until green turns a miss of 6 % into one of 19 to 79 %.
    """
    held = all(bounds[percentile].high <= budget for percentile, budget in budgets.items())
    broken = any(bounds[percentile].low > budget for percentile, budget in budgets.items())
    return held or broken


def surely_broken(bounds: Mapping[float, Estimate], budgets: Mapping[float, float], late: float) -> bool:
    """Whether a budget is broken even when every answer is given `late` seconds, the generator's own, back."""
    return any(bounds[percentile].low - late > budget for percentile, budget in budgets.items())


def steady(bounds: Mapping[float, Estimate], budgets: Mapping[float, float], noise: float) -> bool:
    """Whether the decision would be the same on a machine faster or slower by `noise` (a share)."""
    held = all(bounds[percentile].high * (1 + noise) <= budget for percentile, budget in budgets.items())
    broken = any(bounds[percentile].low > budget * (1 + noise) for percentile, budget in budgets.items())
    return held or broken


def samples_needed(budgets: Mapping[float, float]) -> int:
    """The fewest samples that can bound the highest percentile."""
    return max(smallest_n(percentile) for percentile in budgets)
