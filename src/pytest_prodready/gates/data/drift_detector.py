"""Does the drift detector notice what it must, and keep quiet otherwise?"""

from collections.abc import Iterator

from pytest_prodready.core.gate import gate
from pytest_prodready.core.hostile import clean
from pytest_prodready.core.measurement import Measurement, at_least, at_most
from pytest_prodready.core.phase import Phase
from pytest_prodready.core.question import Question
from pytest_prodready.core.wording import quantity
from pytest_prodready.declarations.dataset import Dataset
from pytest_prodready.declarations.drift import Drift
from pytest_prodready.instruments.drift.instrument import Drifts
from pytest_prodready.instruments.drift.operating import FALSE_ALARMS, POWER
from pytest_prodready.instruments.tables.instrument import Tables
from pytest_prodready.instruments.tables.names import shown


@gate(
    "data.drift_detector",
    since=Phase.PILOT,
    answers=[Question.RETRAINING],
    needs=["drift"],
    optional_for=[Dataset],
)
def drift_detector(subject: Dataset, tables: Tables, drifts: Drifts) -> Iterator[Measurement]:
    """The drift detector notices the declared shifts and raises no alarm where nothing drifts.

    Both rates are measured on samples drawn anew from the reference, as large as the tables are, with fixed seeds: one
    alarm in any column is a false alarm; a shift is noticed when its own column alarms. They are judged on one-sided
    95 % Wilson bounds: false alarms in at most 5 % of the samples, power of at least 80 % (Cohen 1988). A test at a
    significance of 5 % raises that many false alarms by construction, so that its bound never lies below them: set 1 %.

    Why: a detector that cries wolf is muted within a week, and one that sleeps is worse than none.
    To fix: judge by an effect size (psi), correct p-values for the number of columns, or set the limit between noise
    and the smallest shift that matters.
    """
    measured = drifts.operating(subject, tables)
    drift = subject.drift
    if drift is None:
        return
    yield at_most(
        f"false alarms with no drift ({_rule(drift)})",
        measured.false_alarms,
        FALSE_ALARMS,
        unit="share",
        where=subject.at("drift.detector"),
        limit_is_default=True,
    )
    for index, (shift, power) in enumerate(measured.power):
        what = f"power on {shown(shift.column)} {shift} ({_rule(drift)})"
        where = subject.at(f"drift.shifts.{index}.column")
        yield at_least(what, power, POWER, unit="share", where=where, limit_is_default=True)


def _rule(drift: Drift) -> str:
    columns = f"{len(drift.columns)} column" + ("s" if len(drift.columns) > 1 else "")
    detector = clean(drift.detector, width=60)
    if drift.significance is None:
        return f"{columns}, {detector} > {drift.threshold:g}"
    return f"{columns}, {detector} p < {quantity(drift.significance, 'share')}, {drift.correction.wording}"
