"""Does the truth come back to the predictions?"""

from collections.abc import Iterator

from pytest_prodready.core.gate import gate
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.core.measurement import Measurement, at_least, at_most
from pytest_prodready.core.phase import Phase
from pytest_prodready.core.question import Question
from pytest_prodready.declarations.dataset import Dataset
from pytest_prodready.instruments.feedback.instrument import Feedback
from pytest_prodready.instruments.statistics.proportion import wilson
from pytest_prodready.instruments.tables.instrument import Tables
from pytest_prodready.instruments.times.units import scaled, unit_of


@gate(
    "data.label_feedback",
    since=Phase.PILOT,
    answers=[Question.RETRAINING],
    needs=["label_feedback"],
    optional_for=[Dataset],
)
def label_feedback(subject: Dataset, tables: Tables, feedback: Feedback) -> Iterator[Measurement]:
    """Labels find their predictions, most of them, and in time.

    A prediction is due when it is older than `within` on the day of the newest label. The share of these that have a
    label is judged on the lower end of a one-sided 95 % Wilson interval (Wilson 1927); the 95th percentile of the time
    from prediction to label on the upper end of a one-sided 95 % interval of order statistics. No label may be older
    than its prediction. 95 % is the default share, a convention.

    Why: without labels that come back nobody can say how good the model is today, and retraining learns from the few
    that happened to answer.
    To fix: write the prediction's key where the outcome is recorded, and collect outcomes until the window is over.
    """
    declared = subject.label_feedback
    if declared is None:
        return
    other = subject.siblings.get(declared.predictions)
    if not isinstance(other, Dataset):
        raise CannotLook(f"{subject.at('label_feedback.predictions')}: no dataset is called {declared.predictions}")
    found = feedback.returned(declared, tables.open(other), tables.open(subject))
    rows = f"; first without {', '.join(found.rows_without)}" if found.rows_without else ""
    yield at_least(
        "predictions with their label",
        wilson(found.joined, found.due),
        declared.joined,
        unit="share",
        where=subject.at("label_feedback.joined"),
        details=(f"{found.joined:,} of {found.due:,} that are due{rows}",),
        limit_is_default=not subject.wrote("label_feedback.joined"),
    )
    seconds, unit = unit_of(declared.within)
    where = subject.at("label_feedback.within")
    yield at_most(
        "p95 from prediction to label", scaled(found.lag, seconds), declared.within / seconds, unit=unit, where=where
    )
    where = subject.at("label_feedback.labelled")
    yield at_most("labels known before their prediction", found.foreknown, 0, unit="labels", where=where)
