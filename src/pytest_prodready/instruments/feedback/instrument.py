"""The instrument that joins labels to the predictions that they are about."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from pytest_prodready.core.estimate import Estimate
from pytest_prodready.core.evidence import Evidence
from pytest_prodready.core.instrument import Instrument
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.declarations.label_feedback import LabelFeedback
from pytest_prodready.instruments.statistics.percentile import smallest_n
from pytest_prodready.instruments.tables.near import no_such_column
from pytest_prodready.instruments.tables.table import EXAMPLES, Table
from pytest_prodready.instruments.times.lateness import late_percentile
from pytest_prodready.instruments.times.moments import moments
from pytest_prodready.instruments.times.units import DAY

P95 = 0.95


@dataclass(frozen=True, slots=True)
class Returned:
    """Of the predictions that are `due`, how many have their label, and how long labels took.

    `lag` is the 95th percentile in seconds over all predictions that have one. `foreknown` counts predictions whose
    label was known before they were made. The rows are of predictions that are due and have none.
    """

    due: int
    joined: int
    lag: Estimate
    foreknown: int
    rows_without: tuple[str, ...]


class Feedback(Instrument):
    """Joins two tables in the engine; the first label of a prediction is the one that counts."""

    name: ClassVar[str] = "feedback"
    extra: ClassVar[str | None] = "data"

    def returned(self, declared: LabelFeedback, predictions: Table, labels: Table) -> Returned:
        """How the labels came back.

        A prediction is due when it is older than `within` on the day of the newest label.

        Raises:
            CannotLook: a column is not there or holds no times, no prediction is due, or fewer labels came back than
                bound a 95th percentile.

        """
        for table, names in (
            (predictions, (*declared.key, declared.predicted)),
            (labels, (*declared.key, declared.labelled)),
        ):
            for name in names:
                no_such_column(name, table.columns, table.source, "label_feedback")
        rows = _paired(declared, predictions, labels)
        due, came = rows.due, rows.label.notnull()
        (counted,) = predictions.arrow(
            rows.aggregate(
                due=rows.count(where=due),
                joined=rows.count(where=due & came),
                foreknown=rows.count(where=rows.label < rows.made),
                came=rows.count(where=came),
            )
        ).to_pylist()
        _demand_enough(declared, predictions, labels, counted)
        joined = f"{labels.source} joined to {predictions.source}"
        self.saw(Evidence(joined, counted["due"], "predictions that are due"))
        late = rows.filter(came).select(late=rows.label - rows.made)
        lag = late_percentile(predictions, late, counted["came"], P95)
        without = rows.filter(due & ~came).order_by("place").limit(EXAMPLES).select("place")
        places = tuple(predictions.row(one["place"]) for one in predictions.arrow(without).to_pylist())
        return Returned(counted["due"], counted["joined"], lag, counted["foreknown"], places)


def _demand_enough(declared: LabelFeedback, predictions: Table, labels: Table, counted: Mapping[str, int]) -> None:
    if not counted["due"]:
        raise CannotLook(
            f"{predictions.source}: no prediction is older than the {declared.within / DAY:g} days that a label may "
            f"take, counted from the newest label in {labels.source}",
            fix="judge a longer stretch, or a shorter time",
        )
    came, needed = counted["came"], smallest_n(P95)
    if came < needed:
        raise CannotLook(
            f"{labels.source}: {came:,} labels belong to a prediction, and a p95 needs {needed}",
            fix="judge a longer stretch of labels",
        )


def _paired(declared: LabelFeedback, predictions: Table, labels: Table) -> Any:
    """Each prediction with the time of its first label."""
    keys = [f"k{index}" for index in range(len(declared.key))]
    named = dict(zip(keys, declared.key, strict=True))
    made = moments(predictions, declared.predicted).begin
    known = moments(labels, declared.labelled).begin
    asked = predictions.expression.select(
        place=predictions.expression.place,
        made=made,
        **{key: predictions.column(name).cast("string") for key, name in named.items()},
    )
    answers = labels.expression.select(
        known=known, **{key: labels.column(name).cast("string") for key, name in named.items()}
    )
    first = answers.group_by(keys).aggregate(label=answers.known.min()).view()
    newest = answers.aggregate(newest=answers.known.max())
    rows = asked.left_join(first, keys).cross_join(newest)
    within = int(declared.within * 1_000_000)
    return rows.select("place", "made", "label", due=(rows.made + within <= rows.newest).fill_null(False))
