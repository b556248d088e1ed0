"""What a sample is compared with, by which detector, and which shifts that detector must notice."""

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pytest_prodready.core.declaration import entry
from pytest_prodready.core.kind import ENTRY_POINT, SHARE, Kind


class Detector(StrEnum):
    """The measures of drift that are built in."""

    PSI = "psi"
    KS = "ks"
    JENSEN_SHANNON = "jensen_shannon"
    CHI_SQUARED = "chi_squared"


class Correction(StrEnum):
    """What is done about asking many columns at once."""

    HOLM = "holm"
    BENJAMINI_HOCHBERG = "benjamini_hochberg"
    NONE = "none"

    @property
    def wording(self) -> str:
        """As it is said beside a p-value."""
        return f"{'no' if self is Correction.NONE else self.replace('_', '-')} correction"


TESTS = (Detector.KS, Detector.CHI_SQUARED)
"""The detectors that have a p-value."""


def _read_detector(written: object) -> str:
    if isinstance(written, str) and written in set(Detector):
        return written
    if isinstance(written, str) and ":" in written:
        return str(ENTRY_POINT.read(written))
    raise ValueError(f"a detector is one of {', '.join(Detector)}, or path/file.py:function")


DETECTOR = Kind(
    "detector",
    "",
    f"{', '.join(Detector)}, or path/file.py:function",
    {"anyOf": [{"enum": [str(one) for one in Detector]}, dict(ENTRY_POINT.schema)]},
    _read_detector,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """One change of one column that the detector has to notice; exactly one of `by`, `scale`, `missing`, `unseen`."""

    column: str = entry("The column that changes.", example="tenure")
    by: float | None = entry(
        "Every value moves by this many standard deviations of the reference.", example="0.5", default=None
    )
    scale: float | None = entry("Every value is multiplied by this, as by a wrong unit.", example="1000", default=None)
    missing: Annotated[float, SHARE] | None = entry("This share of the values is lost.", example="20%", default=None)
    unseen: Annotated[float, SHARE] | None = entry(
        "This share of the values takes a category that the reference does not have.", example="10%", default=None
    )

    def __post_init__(self) -> None:
        given = {name: value for name, value in self._kinds.items() if value is not None}
        if len(given) != 1:
            raise ValueError("a shift says exactly one of by, scale, missing and unseen")
        ((name, value),) = given.items()
        if not math.isfinite(value) or value == {"scale": 1}.get(name, 0):
            raise ValueError(f"{name} {value:g} changes nothing that can be noticed")

    @property
    def _kinds(self) -> dict[str, float | None]:
        return {"by": self.by, "scale": self.scale, "missing": self.missing, "unseen": self.unseen}

    def __str__(self) -> str:
        if self.by is not None:
            return f"moved by {self.by:+g} sd"
        if self.scale is not None:
            return f"times {self.scale:g}"
        if self.missing is not None:
            return f"{100 * self.missing:.3g}% of it lost"
        return f"{100 * (self.unseen or 0):.3g}% unseen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """Against which dataset a sample is compared, by which detector, and what that detector must notice."""

    reference: str = entry("The dataset that it is compared with.", example="customers")
    detector: Annotated[str, DETECTOR] = entry(
        "psi, ks, jensen_shannon or chi_squared; or a function of yours that gives each column a score.",
        example="psi",
        default=str(Detector.PSI),
    )
    limit: float | None = entry(
        "A column alarms above this: PSI 0.2, KS D 0.1, Jensen-Shannon distance 0.1 or Cramér's V 0.1 by default.",
        example="0.2",
        default=None,
    )
    significance: Annotated[float, SHARE] | None = entry(
        "A column alarms below this p-value, instead of above a limit; for ks and chi_squared.",
        example="1%",
        default=None,
    )
    correction: Correction = entry(
        "How p-values are corrected for the number of columns: holm, benjamini_hochberg or none.",
        example="holm",
        default=Correction.HOLM,
    )
    columns: tuple[str, ...] = entry("The columns that are compared.", example="[tenure, plan]")
    shifts: tuple[Shift, ...] = entry(
        "The changes that the detector must notice.", example="[{column: tenure, by: 0.5}]"
    )
    resamples: int = entry(
        "How many samples without drift, and how many of each shift, its rates are measured on.",
        example="400",
        default=400,
    )

    def __post_init__(self) -> None:
        self._check_rule()
        if not self.columns:
            raise ValueError("columns names at least one column")
        if len(set(self.columns)) < len(self.columns):
            raise ValueError("columns names a column twice")
        if not self.shifts:
            raise ValueError("shifts names at least one change that must be noticed")
        for shift in self.shifts:
            if shift.column not in self.columns:
                raise ValueError(f"a shift changes {shift.column!r}, which is none of the columns")
        if not FEWEST_RESAMPLES <= self.resamples <= MOST_RESAMPLES:
            raise ValueError(f"resamples lies between {FEWEST_RESAMPLES} and {MOST_RESAMPLES:,}")

    def _check_rule(self) -> None:
        if self.limit is not None and self.significance is not None:
            raise ValueError("a column alarms by its limit or by its significance: write one of them")
        if self.significance is not None and self.detector not in TESTS:
            raise ValueError(f"{self.detector} has no p-value: write a limit, or use {' or '.join(TESTS)}")
        if self.limit is not None and not (math.isfinite(self.limit) and self.limit > 0):
            raise ValueError("a limit is more than zero")
        if self.significance is not None and not 0 < self.significance < 1:
            raise ValueError("a significance lies between 0% and 100%")
        if self.brought and self.limit is None:
            raise ValueError("a detector of your own needs its limit")

    @property
    def brought(self) -> bool:
        """Whether the detector is the repo's own function."""
        return self.detector not in set(Detector)

    @property
    def threshold(self) -> float:
        """The limit, or the default one of the detector."""
        return DEFAULT_LIMITS[Detector(self.detector)] if self.limit is None else self.limit


FEWEST_RESAMPLES = 59
"""Below it not even zero false alarms bound their rate under 5 % (0.95^59 < 0.05)."""
MOST_RESAMPLES = 100_000
DEFAULT_LIMITS = {Detector.PSI: 0.2, Detector.KS: 0.1, Detector.JENSEN_SHANNON: 0.1, Detector.CHI_SQUARED: 0.1}
"""PSI above 0.2 is a significant change in credit scoring (N. Siddiqi, "Credit Risk Scorecards", 2006, uses 0.25 and
0.1; practice settled on 0.2); 0.1 is the limit of the other three in widely used monitors, a convention."""
