"""Whether one table's events all lie behind another's."""

from dataclasses import dataclass
from typing import Any

from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.tables.names import shown
from pytest_prodready.instruments.tables.numbers import continuous, number
from pytest_prodready.instruments.tables.table import EXAMPLES, Table


@dataclass(frozen=True, slots=True)
class Order:
    """How many evaluation rows do not lie behind the last training event, the two events that decide, and the rows."""

    early: int
    last: str
    first: str
    rows: tuple[str, ...]


def order(evaluation: Table, training: Table, name: str) -> Order:
    """The evaluation rows that happened before training ended, or in its last moment.

    Numbers are compared as numbers; text is read as a date or a timestamp of ISO 8601.

    Raises:
        CannotLook: a row has no time or one that cannot be read, or one table counts where the other dates.

    """
    numbers = {bool(continuous(table, [name])) and not _dated(table, name) for table in (evaluation, training)}
    if len(numbers) > 1:
        raise CannotLook(
            f"{evaluation.source}: {shown(name)} is a number here or in {training.source} and a time in the other",
            fix="write both as times",
        )
    (counted,) = numbers
    ours, theirs = (_moments(table, name, counted=counted) for table in (evaluation, training))
    last = training.arrow(theirs.aggregate(last=theirs.t.max()))["last"][0].as_py()
    first = evaluation.arrow(ours.aggregate(first=ours.t.min()))["first"][0].as_py()
    early = ours.filter(ours.t <= last)
    count = int(evaluation.arrow(early.aggregate(n=early.count()))["n"][0].as_py())
    places = evaluation.arrow(early.select("place").order_by("place").limit(EXAMPLES))["place"].to_pylist()
    rows = tuple(evaluation.row(place) for place in places)
    return Order(count, training.value(name, last), evaluation.value(name, first), rows)


def _dated(table: Table, name: str) -> bool:
    kind = table.column(name).type()
    return bool(kind.is_date() or kind.is_timestamp())


def _moments(table: Table, name: str, *, counted: bool) -> Any:
    column = table.column(name)
    if counted:
        value = number(column)
    elif column.type().is_string():
        value = column.try_cast("timestamp")
    elif _dated(table, name):
        value = column.cast("timestamp")
    else:
        raise CannotLook(
            f"{table.source}: {shown(name)} holds {column.type()}, no time", fix="name the column of times"
        )
    rows = table.expression.select("place", t=value)
    unread = rows.filter(rows.t.isnull())
    places = table.arrow(unread.select("place").order_by("place").limit(EXAMPLES))["place"].to_pylist()
    if places:
        raise CannotLook(
            f"{table.source}: {shown(name)} is missing or no time in rows {', '.join(map(table.row, places))}",
            fix="write each row's time as 2026-01-31 or 2026-01-31T12:00:00",
        )
    return rows
