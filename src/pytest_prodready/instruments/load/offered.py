"""What a load has shown, and whether that may be believed."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pytest_prodready.core.estimate import Estimate
from pytest_prodready.core.evidence import Fact
from pytest_prodready.core.hostile import clean
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.declarations.latency import Latency
from pytest_prodready.instruments.load.decision import (
    MAX_BATCHES,
    decided,
    estimates,
    samples_needed,
    steady,
    surely_broken,
)
from pytest_prodready.instruments.load.plan import Samples
from pytest_prodready.instruments.load.reference import spread
from pytest_prodready.instruments.statistics.proportion import wilson

NOISE = 0.10
"""How far the reference workload may vary before a close decision is no decision (CV of shared runners: 10 to 35 %)."""
LATE, RATE_KEPT = 0.05, 0.99
"""A generator is on time when its lateness stays below this share of the smallest budget, and it kept its rate."""
_CLOCK_S = 0.001
"""Lateness below this is the scheduling of any machine, however small the budget."""


@dataclass(frozen=True, slots=True)
class Offered:
    """What a load showed: percentiles of the response time (s), failed requests, wrong golden answers."""

    percentiles: dict[float, Estimate]
    failures: tuple[str, ...]
    failed: int
    n: int
    wrong_answers: tuple[str, ...] = ()

    @property
    def failed_share(self) -> Estimate:
        """The share of failed requests with its bounds."""
        return wilson(self.failed, self.n)


def demand_enough(latency: Latency, where: str) -> None:
    """Refuse a load that can never bound its percentile; raises CannotLook with the number it takes."""
    needed, offered = samples_needed(latency.budgets), round(latency.at * latency.duration)
    if offered * MAX_BATCHES < needed:
        raise CannotLook(
            f"{where}: {offered} requests cannot decide p{100 * max(latency.budgets):g}: it needs at least {needed:,}",
            fix=f"raise `for` to {math.ceil(needed / latency.at)}s at this rate, or the rate",
        )


def enough(latency: Latency, samples: Samples) -> bool:
    """Whether another batch would change nothing: all is held, something is broken, or nothing is answered."""
    if len(samples.response) < samples_needed(latency.budgets):
        return samples.answered == 0
    if latency.errors == 0 and samples.lost > 0:
        return True
    share = wilson(samples.lost, samples.offered)
    errors_decided = latency.errors == 0 or share.high <= latency.errors or share.value > latency.errors
    return errors_decided and decided(estimates(samples.response, list(latency.budgets)), latency.budgets)


def judged(latency: Latency, samples: Samples, wrong: tuple[str, ...]) -> Offered:
    """The percentiles and failures of a load.

    Raises:
        CannotLook: nothing succeeded, too little was timed, the generator could not keep up, or the machine is too
            noisy for a close decision.

    """
    if samples.answered == 0 and not samples.response:
        raise CannotLook(
            f"no request of {samples.offered:,} succeeded: there is nothing to take a percentile of",
            details=failures(samples),
        )
    needed = samples_needed(latency.budgets)
    if len(samples.response) < needed:
        raise CannotLook(
            f"{len(samples.response)} timed requests cannot decide, {needed:,} could", details=failures(samples)
        )
    bounds = estimates(samples.response, list(latency.budgets))
    _demand_punctuality(latency, samples, bounds)
    noise = spread(samples.reference)
    if noise > NOISE and not steady(bounds, latency.budgets, noise):
        raise CannotLook(
            f"the machine is too noisy to decide: the same work took {noise:.0%} more or less beside the load",
            fix="run it on a quiet machine, without neighbours; it is not retried until green",
            details=_beside_budgets(latency, bounds),
        )
    return Offered(bounds, failures(samples), samples.lost, samples.offered, wrong)


def _demand_punctuality(latency: Latency, samples: Samples, bounds: Mapping[float, Estimate]) -> None:
    """A generator that is late, or sends less than was declared, measures itself, and then nothing is held.

    Lateness is part of every response time, so it never makes a service look faster; the rate not kept does. A
    budget that stays broken when the worst lateness is taken off every answer is broken by the service.
    """
    if not samples.lateness or surely_broken(bounds, latency.budgets, max(samples.lateness)):
        return
    late = at_share(sorted(samples.lateness), 0.95)
    reached = samples.offered / samples.seconds
    if late > max(LATE * min(latency.budgets.values()), _CLOCK_S) or reached < RATE_KEPT * latency.at:
        raise CannotLook(
            f"the load generator could not keep up: 5 % of requests left {1000 * late:.1f} ms late or more, "
            f"{reached:,.0f} of {latency.at:,.0f} requests a second: nothing is said of the service",
            fix="offer less from one machine, or run it without neighbours",
            details=failures(samples),
        )


def _beside_budgets(latency: Latency, bounds: Mapping[float, Estimate]) -> tuple[str, ...]:
    return tuple(
        f"p{100 * percentile:g} {1000 * bounds[percentile].low:.1f} to {1000 * bounds[percentile].high:.1f} ms, "
        f"budget {1000 * budget:g} ms"
        for percentile, budget in latency.budgets.items()
    )


def failures(samples: Samples) -> tuple[str, ...]:
    """What went wrong, the most frequent first."""
    ranked = sorted(samples.failures.items(), key=lambda item: -item[1])
    return tuple(f"{count:,} x {clean(why, width=120)}" for why, count in ranked[:5])


def facts(latency: Latency, samples: Samples) -> dict[str, Fact]:
    """The numbers that go into the evidence, times in seconds."""
    told: dict[str, Fact] = {
        "rate": latency.at,
        "answered": samples.answered,
        "failed": samples.lost,
        "asked_again": samples.asked_again,
        "load_s": round(samples.seconds, 3),
        "reference_spread": round(spread(samples.reference), 4),
    }
    response, lateness = sorted(samples.response), sorted(samples.lateness)
    told |= {f"p{percent}_s": round(at_share(response, percent / 100), 6) for percent in (50, 95, 99) if response}
    told |= {f"lateness_p{percent}_s": round(at_share(lateness, percent / 100), 6) for percent in (95, 99) if lateness}
    return told


def at_share(ordered: Sequence[float], share: float) -> float:
    """The sample at rank ceil(n x share) of sorted ones."""
    return ordered[max(1, math.ceil(len(ordered) * share - 1e-9)) - 1]
