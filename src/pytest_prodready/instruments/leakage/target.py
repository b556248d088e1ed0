"""What is predicted, as one class against the others, in two tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.tables.comparable import comparable
from pytest_prodready.instruments.tables.names import shown
from pytest_prodready.instruments.tables.numbers import continuous, number
from pytest_prodready.instruments.tables.table import Table

MOST_CLASSES = 20
"""A target of more values that are numbers is an amount, and is split at its median."""


@dataclass(frozen=True, slots=True)
class Side:
    """One class against all others: how it is said, and whether a row belongs to it (null: it has no target)."""

    said: str
    evaluation: Any
    training: Any


def sides(evaluation: Table, training: Table, target: str) -> tuple[Side, ...]:
    """The second of two classes; each of up to twenty; or what lies above the median of the training data.

    Raises:
        CannotLook: a table has no target at all or only one value of it, or the target is text of many values.

    """
    ours, theirs = comparable(evaluation.column(target), training.column(target))
    counted = _values(evaluation, ours), _values(training, theirs)
    for table, values in zip((evaluation, training), counted, strict=True):
        if len(values) < 2:  # noqa: PLR2004 - two classes
            raise CannotLook(
                f"{table.source}: the target {shown(target)} has {len(values)} value{'s' * (len(values) != 1)}: "
                "there is nothing to predict",
                fix="take rows of both classes",
            )
    labels = sorted({*counted[0], *counted[1]}, key=str)
    if len(labels) > MOST_CLASSES:
        return (_above_median(evaluation, training, target),)
    return tuple(_classes(evaluation, target, ours, theirs, labels, counted[0]))


def _classes(
    evaluation: Table, target: str, ours: Any, theirs: Any, labels: list[Any], there: list[Any]
) -> Iterator[Side]:
    for label in labels[1:] if len(labels) == 2 else labels:  # noqa: PLR2004 - two classes
        if label in there:
            yield Side(f"{shown(target)} {evaluation.value(target, label)}", ours == label, theirs == label)


def _values(table: Table, column: Any) -> list[Any]:
    rows = table.expression.select(x=column)
    rows = rows.filter(rows.x.notnull()).distinct().limit(MOST_CLASSES + 1)
    found: list[Any] = table.arrow(rows)["x"].to_pylist()
    return found


def _above_median(evaluation: Table, training: Table, target: str) -> Side:
    for table in (evaluation, training):
        if target not in continuous(table, [target]):
            raise CannotLook(
                f"{table.source}: the target {shown(target)} has more than {MOST_CLASSES} values that are no numbers",
                fix="name the column of classes or amounts",
            )
    ours, theirs = number(evaluation.column(target)), number(training.column(target))
    rows = training.expression.select(x=theirs)
    median = training.arrow(rows.aggregate(m=rows.x.median()))["m"][0].as_py()
    return Side(f"{shown(target)} above its median", ours > median, theirs > median)
