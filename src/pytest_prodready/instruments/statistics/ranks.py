"""Bounds for the area under the ROC curve."""

import math
from statistics import NormalDist

from pytest_prodready.core.estimate import Estimate


def auc_estimate(value: float, positives: int, negatives: int, *, confidence: float = 0.95) -> Estimate:
    """An AUC with one-sided bounds, each at `confidence`; it takes the counts of both classes and no scores.

    R. G. Newcombe (2006), "Confidence intervals for an effect size measure based on the Mann-Whitney statistic. Part 2:
    asymptotic methods and evaluation", Statistics in Medicine 25:559-573, method 5: the values that are not `z`
    standard errors away from the one met, the standard error that of J. A. Hanley and B. J. McNeil (1982), Radiology
    143:29-36, with both class sizes in its middle terms replaced by their mean. As Wilson's for a share it says
    something at an AUC of 0 or 1 and from few rows, where the interval of DeLong (1988) has no width; at 0.5 its
    standard error is that of the Wilcoxon test. Ties make it wider than it need be.

    Raises:
        ValueError: the value does not lie between 0 and 1, or one of the classes is empty.

    """
    if positives < 1 or negatives < 1 or not 0 <= value <= 1:
        raise ValueError(f"an AUC needs both classes and lies in 0..1, got {value} of {positives} and {negatives}")
    z = NormalDist().inv_cdf(confidence)
    high = _farthest(value, z, positives, negatives)
    low = 1 - _farthest(1 - value, z, positives, negatives)
    return Estimate(value, min(value, low), max(value, high), positives + negatives, confidence, "Newcombe 5")


def _farthest(value: float, z: float, positives: int, negatives: int) -> float:
    """The largest AUC that lies at most `z` standard errors of its own above the value; bisected to 1e-12."""
    inside, beyond = value, 1.0
    while beyond - inside > 1e-12:  # noqa: PLR2004 - far below what is printed
        middle = (inside + beyond) / 2
        if middle - value <= z * _standard_error(middle, positives, negatives):
            inside = middle
        else:
            beyond = middle
    return beyond


def _standard_error(auc: float, positives: int, negatives: int) -> float:
    others = (positives + negatives) / 2 - 1
    terms = 1 + others * (1 - auc) / (2 - auc) + others * auc / (1 + auc)
    return math.sqrt(max(0.0, auc * (1 - auc) * terms / (positives * negatives)))
