"""Does today's sample still look like the one it is compared with?"""

from collections.abc import Iterator

from pytest_prodready.core.gate import gate
from pytest_prodready.core.hostile import clean
from pytest_prodready.core.measurement import Measurement, at_least, at_most
from pytest_prodready.core.phase import Phase
from pytest_prodready.declarations.dataset import Dataset
from pytest_prodready.declarations.drift import Drift
from pytest_prodready.instruments.drift.finding import Finding
from pytest_prodready.instruments.drift.instrument import Drifts
from pytest_prodready.instruments.drift.operating import POWER
from pytest_prodready.instruments.tables.instrument import Tables
from pytest_prodready.instruments.tables.names import shown


@gate("data.drift", since=Phase.PILOT, needs=["drift"], optional_for=[Dataset])
def drift(subject: Dataset, tables: Tables, drifts: Drifts) -> Iterator[Measurement]:
    """No declared column of the current sample has drifted from its reference.

    Effect sizes are judged on the upper end of their one-sided 95 % bootstrap interval: PSI over the deciles or
    categories of the reference (N. Siddiqi, "Credit Risk Scorecards", 2006), Kolmogorov-Smirnov D, Jensen-Shannon
    distance in base 2, or Cramér's V. With a declared significance the corrected p-value decides instead, and the
    test must have had the power to see the declared shifts: without it, seeing nothing proves nothing. Missing values
    are a category of their own; a KS distance is at least the change of their share. The detector's own operating
    figures, measured as in data.drift_detector, stand beside each number.

    Why: a model answers as confidently about customers it has never seen; its quality falls before anybody complains.
    To fix: find the source that changed; where the world did, retrain on it and make that the reference.
    """
    declared = subject.drift
    findings = drifts.compare(subject, tables)
    measured = drifts.operating(subject, tables)
    if declared is None:
        return
    for finding in findings:
        yield _judged(subject, declared, finding, measured.lines())
    for shift, power in measured.power if declared.significance is not None else ():
        where = subject.at("drift.shifts")
        yield at_least(f"power on {shown(shift.column)} {shift}", power, POWER, unit="share", where=where)


def _judged(subject: Dataset, declared: Drift, finding: Finding, figures: tuple[str, ...]) -> Measurement:
    name, detector, effect = shown(finding.column), clean(declared.detector, width=60), finding.effect
    beside = (f"{finding.seen}; {figures[0]}", *figures[1:])
    if declared.significance is None or finding.p is None:
        return at_most(
            f"{detector} of {name}",
            effect,
            declared.threshold,
            unit="",
            where=subject.at("drift.limit"),
            details=beside,
            limit_is_default=declared.limit is None,
        )
    return at_least(
        f"{detector} p-value of {name}, {declared.correction.wording}",
        finding.p,
        declared.significance,
        unit="",
        where=subject.at("drift.significance"),
        details=(f"effect size {effect.value:.3g}; {beside[0]}", *beside[1:]),
    )
