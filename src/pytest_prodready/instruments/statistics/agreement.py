"""Bounds for the agreement of two annotators."""

import math
from collections.abc import Mapping
from statistics import NormalDist

from pytest_prodready.core.estimate import Estimate
from pytest_prodready.instruments.statistics.proportion import wilson


def cohens_kappa(counts: Mapping[tuple[str, str], int], *, confidence: float = 0.95) -> Estimate:
    """Cohen's kappa of how often each pair of labels was given, with one-sided bounds, each at `confidence`.

    The asymptotic variance of J. L. Fleiss, J. Cohen and B. S. Everitt (1969), "Large sample standard errors of kappa
    and weighted kappa", Psychological Bulletin 72:323-327. It is zero where all agree, however few they are: the lower
    bound is therefore no higher than the kappa of the lower Wilson bound of the share that agrees.

    Raises:
        ValueError: nothing was counted, or both gave one and the same label throughout.

    """
    n = sum(counts.values())
    if n < 1:
        raise ValueError("kappa needs at least one pair of labels")
    rows: dict[str, float] = {}
    columns: dict[str, float] = {}
    for (one, other), count in counts.items():
        rows[one] = rows.get(one, 0.0) + count / n
        columns[other] = columns.get(other, 0.0) + count / n
    agreed = sum(count for (one, other), count in counts.items() if one == other)
    chance = math.fsum(share * columns.get(label, 0.0) for label, share in rows.items())
    if chance >= 1 - 1e-12:
        raise ValueError("kappa needs two different labels: one and the same was given throughout")
    kappa = (agreed / n - chance) / (1 - chance)
    margin = NormalDist().inv_cdf(confidence) * _standard_error(counts, n, rows, columns, agreed / n, chance)
    few = (wilson(agreed, n, confidence=confidence).low - chance) / (1 - chance)
    low, high = max(-1.0, min(kappa - margin, few)), min(1.0, kappa + margin)
    return Estimate(kappa, min(kappa, low), max(kappa, high), n, confidence, "Fleiss, Cohen and Everitt")


def _standard_error(
    counts: Mapping[tuple[str, str], int],
    n: int,
    rows: Mapping[str, float],
    columns: Mapping[str, float],
    agreed: float,
    chance: float,
) -> float:
    total = -((agreed * chance - 2 * chance + agreed) ** 2)
    for (one, other), count in counts.items():
        if one == other:
            term = (1 - chance) - (rows[one] + columns[one]) * (1 - agreed)
        else:
            term = (1 - agreed) * (columns.get(one, 0.0) + rows.get(other, 0.0))
        total += count / n * term**2
    return math.sqrt(max(0.0, total) / n) / (1 - chance) ** 2
