"""How far two samples lie apart: four effect sizes, and the p-values of two of them.

Counts run along the last axis, so that one sample and a thousand resamples are measured alike. Two bins stand at the
end of each: values that are no number or no category of the reference, and missing ones.
"""

from typing import TYPE_CHECKING, Any

from pytest_prodready.declarations.drift import Detector
from pytest_prodready.instruments.statistics.tails import chi_squared_tail, kolmogorov_tail

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Counts = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]

EMPTY = 1e-4
"""The share that stands for an empty bin in PSI, whose logarithm has no value there; the usual one in monitors."""


def effects(detector: Detector, reference: "Counts", current: "Counts") -> "Floats":
    """The effect size of each pair of samples."""
    measure = {
        Detector.PSI: psi,
        Detector.KS: distance,
        Detector.JENSEN_SHANNON: jensen_shannon,
        Detector.CHI_SQUARED: cramers_v,
    }[detector]
    return measure(reference, current)


def p_values(detector: Detector, reference: "Counts", current: "Counts") -> "Floats":
    """The p-value of each pair of samples, for a detector that has one."""
    import numpy as np  # noqa: PLC0415 - heavy

    reference, current = np.atleast_2d(reference), np.atleast_2d(current)
    if detector is Detector.KS:
        return np.array([_p_of_distance(ours, theirs) for ours, theirs in zip(reference, current, strict=True)])
    pairs = zip(*chi_squared(reference, current), strict=True)
    return np.array([chi_squared_tail(float(value), int(freedom)) for value, freedom in pairs])


def psi(reference: "Counts", current: "Counts") -> "Floats":
    """The population stability index: the sum of (q - p) ln(q / p) over the bins (N. Siddiqi, 2006).

    A bin that is empty in one sample counts as a share of 1e-4 there, one that is empty in both not at all.
    """
    import numpy as np  # noqa: PLC0415 - heavy

    there = (reference > 0) | (current > 0)
    p, q = (np.where(share > 0, share, EMPTY) for share in (_shares(reference), _shares(current)))
    found: Floats = np.where(there, (q - p) * np.log(q / p), 0.0).sum(axis=-1)
    return found


def jensen_shannon(reference: "Counts", current: "Counts") -> "Floats":
    """The Jensen-Shannon distance in base 2, from 0 to 1 (D. M. Endres and J. E. Schindelin, 2003)."""
    import numpy as np  # noqa: PLC0415 - heavy

    p, q = _shares(reference), _shares(current)
    middle = (p + q) / 2
    divergence = sum(
        np.where(side > 0, side * np.log2(np.where(side > 0, side, 1) / np.where(middle > 0, middle, 1)), 0).sum(-1)
        for side in (p, q)
    )
    found: Floats = np.sqrt(np.maximum(divergence / 2, 0))
    return found


def distance(reference: "Counts", current: "Counts") -> "Floats":
    """The Kolmogorov-Smirnov D between the numbers, or the change of the share without one if that is larger."""
    import numpy as np  # noqa: PLC0415 - heavy

    ours, theirs = (np.cumsum(_shares(side[..., :-2]), axis=-1) for side in (reference, current))
    gone = np.abs(_shares(reference)[..., -2:] - _shares(current)[..., -2:]).max(axis=-1)
    found: Floats = np.maximum(np.abs(ours - theirs).max(axis=-1), gone)
    return found


def chi_squared(reference: "Counts", current: "Counts") -> tuple["Floats", "Counts"]:
    """Pearson's chi-squared of the two samples against their bins, and its degrees of freedom."""
    import numpy as np  # noqa: PLC0415 - heavy

    n, m = (side.sum(axis=-1, keepdims=True) for side in (reference, current))
    both = reference + current
    total = np.where(both > 0, both, 1)
    shares = reference / np.maximum(n, 1) - current / np.maximum(m, 1)
    value = (np.where(both > 0, shares**2 / total, 0).sum(axis=-1)) * (n * m)[..., 0].astype(np.float64)
    return value, np.maximum((both > 0).sum(axis=-1) - 1, 0)


def cramers_v(reference: "Counts", current: "Counts") -> "Floats":
    """Cramér's V from 0 to 1: the root of chi-squared over the number of rows, as one of the two sides has two."""
    import numpy as np  # noqa: PLC0415 - heavy

    rows = reference.sum(axis=-1) + current.sum(axis=-1)
    found: Floats = np.sqrt(chi_squared(reference, current)[0] / np.maximum(rows, 1))
    return found


def _shares(counts: "Counts") -> Any:
    import numpy as np  # noqa: PLC0415 - heavy

    return counts / np.maximum(counts.sum(axis=-1, keepdims=True), 1)


def _p_of_distance(reference: "Counts", current: "Counts") -> float:
    """The smaller p-value of the numbers' distance and of the change in what is no number, doubled for the choice."""
    import numpy as np  # noqa: PLC0415 - heavy

    n, m = int(reference[:-2].sum()), int(current[:-2].sum())
    apart = np.cumsum(reference[:-2]) / max(n, 1) - np.cumsum(current[:-2]) / max(m, 1)
    p = kolmogorov_tail(float(np.abs(apart).max()), n, m)
    if not (reference[-2:].any() or current[-2:].any()):
        return p
    sides = [np.append(side[-2:], side[:-2].sum()) for side in (reference, current)]
    value, freedom = chi_squared(*sides)
    return min(1.0, 2 * min(p, chi_squared_tail(float(value), int(freedom))))
