"""How a built-in detector works on data like these: false alarms where nothing drifts, power where something does.

Samples are drawn anew from the reference's histogram, as large as the two tables are, with fixed seeds. Columns are
drawn apart from each other; columns that depend on each other alarm together, so that fewer samples alarm (for
Gaussian statistics: Z. Šidák, JASA 62 (1967) 626-633).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pytest_prodready.core.estimate import Estimate
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.declarations.drift import Correction, Detector, Drift, Shift
from pytest_prodready.instruments.drift.histogram import Histogram, wide
from pytest_prodready.instruments.drift.measures import effects, p_values
from pytest_prodready.instruments.drift.shifted import shifted
from pytest_prodready.instruments.statistics.corrections import benjamini_hochberg, holm
from pytest_prodready.instruments.statistics.proportion import wilson
from pytest_prodready.instruments.tables.names import shown

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Flags = npt.NDArray[np.bool_]

FALSE_ALARMS, POWER = 0.05, 0.8
"""The conventional size and power of a test: J. Cohen, "Statistical Power Analysis", 2nd ed. 1988, section 1.4."""
SEED = 1_933
_AT_ONCE = 50
"""Resamples that are held in memory at a time."""


@dataclass(frozen=True, slots=True)
class Operating:
    """The share of samples without drift that alarm, and for each declared shift the share that is noticed."""

    false_alarms: Estimate
    power: tuple[tuple[Shift, Estimate], ...]

    def lines(self) -> tuple[str, ...]:
        """The figures in words, to stand beside what the detector says."""
        rates = [
            ("false alarms", self.false_alarms),
            *((f"power, {shown(one.column)} {one}", rate) for one, rate in self.power),
        ]
        return tuple(f"{what}: {100 * rate.value:.3g}% of {rate.n:,} resamples" for what, rate in rates)


def operating(drift: Drift, histograms: Sequence[Histogram]) -> Operating:
    """The operating figures of a built-in detector.

    Raises:
        CannotLook: a shift cannot be made of its column.

    """
    import numpy as np  # noqa: PLC0415 - heavy

    quiet = np.stack([_scores(drift, one, one.reference, index) for index, one in enumerate(histograms)], axis=1)
    names = [one.name for one in histograms]
    power = []
    for number, shift in enumerate(drift.shifts, len(names)):
        column = names.index(shift.column)
        scores = quiet.copy()
        scores[:, column] = _scores(drift, histograms[column], shifted(histograms[column], shift), number)
        noticed = alarms(drift, scores)[:, column]
        power.append((shift, wilson(int(noticed.sum()), drift.resamples)))
    alarmed = alarms(drift, quiet).any(axis=1)
    return Operating(wilson(int(alarmed.sum()), drift.resamples), tuple(power))


def alarms(drift: Drift, scores: "Floats") -> "Flags":
    """Which columns alarm, by their effect sizes or by their p-values; one sample a row."""
    found: Flags = (
        scores > drift.threshold if drift.significance is None else corrected(drift, scores) < drift.significance
    )
    return found


def corrected(drift: Drift, values: "Floats") -> "Floats":
    """P-values corrected for the number of columns, each sample by itself."""
    import numpy as np  # noqa: PLC0415 - heavy

    correct = {Correction.HOLM: holm, Correction.BENJAMINI_HOCHBERG: benjamini_hochberg}.get(drift.correction)
    return values if correct is None else np.array([correct(row) for row in values.tolist()])


def bootstrapped(drift: Drift, histogram: Histogram) -> "Floats":
    """Effect sizes of both samples drawn anew from themselves."""
    return _scores(drift, histogram, histogram.current, 0, measure=effects)


def at_resolution(drift: Drift, histogram: Histogram, counts: Any) -> Any:
    """Counts or shares over the bins that the detector looks at."""
    return counts if drift.detector == Detector.KS else wide(histogram, counts)


def _scores(
    drift: Drift, histogram: Histogram, population: Any, number: int, measure: Callable[..., Any] | None = None
) -> "Floats":
    """What the detector says of each pair: one sample of the reference, one of the population."""
    import numpy as np  # noqa: PLC0415 - heavy

    measure = measure or (effects if drift.significance is None else p_values)
    sides = [at_resolution(drift, histogram, one) for one in (histogram.reference, population)]
    shares = [side / side.sum() for side in sides]
    sizes = int(histogram.reference.sum()), int(histogram.current.sum())
    random = np.random.default_rng([SEED, number])
    found = []
    for start in range(0, drift.resamples, _AT_ONCE):
        runs = min(_AT_ONCE, drift.resamples - start)
        pair = (random.multinomial(size, share, runs) for size, share in zip(sizes, shares, strict=True))
        found.append(measure(Detector(drift.detector), *pair))
    return np.concatenate(found)


def bound(value: float, resampled: "Floats", n: int) -> Estimate:
    """An effect size with the 5 % and 95 % points of its bootstrap distribution as one-sided bounds.

    These effect sizes are biased upwards, and their resamples twice, so that the upper bound is a cautious one
    (B. Efron and R. Tibshirani, "An Introduction to the Bootstrap", 1993, chapters 10 and 13).
    """
    import numpy as np  # noqa: PLC0415 - heavy

    if not np.isfinite(resampled).all():
        raise CannotLook("the detector gives a score that is no number")
    low, high = (float(point) for point in np.quantile(resampled, (0.05, 0.95)))
    return Estimate(value, min(value, low), max(value, high), n, 0.95, "bootstrap")
