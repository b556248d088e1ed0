"""Bounds for a percentile, from order statistics: no assumption on the distribution."""

import math
from collections.abc import Sequence

from pytest_prodready.core.estimate import Estimate


def smallest_n(percentile: float, *, confidence: float = 0.95) -> int:
    """The fewest samples that bound a percentile from above: 59 for p95, 299 for p99, 2,995 for p99.9 at 95 %.

    The largest of n samples exceeds the percentile with probability 1 - percentile^n.
    """
    return math.ceil(math.log(1 - confidence) / math.log(percentile) - 1e-9)


def percentile_estimate(ordered: Sequence[float], percentile: float, *, confidence: float = 0.95) -> Estimate:
    """The percentile of sorted samples with one-sided bounds, each at `confidence`.

    The bounds are order statistics whose ranks are binomial quantiles (H. A. David and H. N. Nagaraja, "Order
    Statistics", 3rd ed., section 7.1). The value is the sample at rank ceil(n p).

    Raises:
        ValueError: there are fewer samples than the upper bound needs.

    """
    n = len(ordered)
    needed = smallest_n(percentile, confidence=confidence)
    if n < needed:
        raise ValueError(f"p{100 * percentile:g} needs at least {needed:,} samples, got {n:,}")
    rank = max(1, math.ceil(n * percentile - 1e-9))
    upper = binomial_quantile(confidence, n, percentile) + 1
    lower = binomial_quantile(1 - confidence, n, percentile)
    value = ordered[rank - 1]
    low = min(value, ordered[lower - 1]) if lower >= 1 else min(value, 0.0)
    return Estimate(value, low, max(value, ordered[min(upper, n) - 1]), n, confidence, "order statistics")


def binomial_quantile(probability: float, n: int, p: float) -> int:
    """The smallest k with P(Binomial(n, p) <= k) >= `probability`, exact up to rounding, in O(sqrt(n)) terms.

    Summed outwards from the mode, where the terms are largest; terms below 1e-18 of the sum are left out.
    """
    mode = min(n, int((n + 1) * p))
    terms = _terms(n, p, mode)
    total = math.fsum(terms.values())
    reached = 0.0
    for k in sorted(terms):
        reached += terms[k] / total
        if reached >= probability - 1e-12:
            return k
    return max(terms)


def _terms(n: int, p: float, mode: int) -> dict[int, float]:
    """The probabilities around the mode, relative to that at the mode."""
    odds = p / (1 - p)
    terms = {mode: 1.0}
    term, k = 1.0, mode
    while k < n and term > 1e-18:  # noqa: PLR2004 - far below what a double adds
        term *= odds * (n - k) / (k + 1)
        k += 1
        terms[k] = term
    term, k = 1.0, mode
    while k > 0 and term > 1e-18:  # noqa: PLR2004 - far below what a double adds
        term *= k / (odds * (n - k + 1))
        k -= 1
        terms[k] = term
    return terms
