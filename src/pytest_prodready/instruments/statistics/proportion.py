"""Bounds for a share."""

import math
from statistics import NormalDist

from pytest_prodready.core.estimate import Estimate


def wilson(count: int, n: int, *, confidence: float = 0.95) -> Estimate:
    """The share `count / n` with one-sided Wilson score bounds, each at `confidence`.

    E. B. Wilson (1927), "Probable inference, the law of succession, and statistical inference", JASA 22:209-212.
    Unlike the normal approximation it stays inside 0 and 1 and says something at 0 of n: z^2 / (n + z^2).

    Raises:
        ValueError: `count` does not lie between 0 and `n`, or `n` is zero.

    """
    if n < 1 or not 0 <= count <= n:
        raise ValueError(f"a share needs 0 <= count <= n and n >= 1, got {count} of {n}")
    z = NormalDist().inv_cdf(confidence)
    share = count / n
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    margin = z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    low = 0.0 if count == 0 else min(share, max(0.0, centre - margin))
    high = 1.0 if count == n else max(share, min(1.0, centre + margin))
    return Estimate(share, low, high, n, confidence, "Wilson")
