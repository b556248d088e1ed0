"""The instrument that asks when things happened."""

from dataclasses import dataclass
from typing import Any, ClassVar

from pytest_prodready.core.instrument import Instrument
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.tables.names import shown
from pytest_prodready.instruments.tables.table import EXAMPLES, Table
from pytest_prodready.instruments.times.calendar import History, Month, from_microseconds
from pytest_prodready.instruments.times.moments import moments, stamp


@dataclass(frozen=True, slots=True)
class Unread:
    """How many values of a column are no dates, and the first of their rows; how many are missing."""

    rows: int
    examples: tuple[str, ...]
    missing: int


class Times(Instrument):
    """Reads columns of dates and times, whole tables at once; times without an offset are in UTC."""

    name: ClassVar[str] = "times"
    extra: ClassVar[str | None] = "data"

    def history(self, table: Table, column: str) -> tuple[History, Unread]:
        """The rows of each month and those of none, counted in one aggregate.

        Raises:
            CannotLook: there is no such column, it holds no dates, or not a single value can be read.

        """
        when = moments(table, column)
        rows = table.expression.mutate(begin=when.begin, end=when.end, missing=when.missing)
        rows = rows.mutate(month=stamp(rows.begin).strftime("%Y-%m"))
        counted = rows.group_by("month", "missing").aggregate(
            rows=rows.count(), first=rows.begin.min(), last=rows.begin.max(), until=rows.end.max()
        )
        records = table.arrow(counted).to_pylist()
        undated = {record["missing"]: record["rows"] for record in records if record["month"] is None}
        unread = self._unread(table, column, undated.get(False, 0), undated.get(True, 0))
        months = [_month(record) for record in records if record["month"] is not None]
        if not months:
            raise _no_dates(table, column, unread)
        return History({month.starts: month for month in months}), unread

    def _unread(self, table: Table, column: str, rows: int, missing: int) -> Unread:
        if not rows:
            return Unread(0, (), missing)
        where = moments(table, column).unreadable
        found = table.expression.filter(where).select("place", value=table.column(column)).limit(EXAMPLES)
        shown_rows = (
            f"row {table.row(one['place'])}: {table.value(column, one['value'])}" for one in _list(table, found)
        )
        return Unread(rows, tuple(shown_rows), missing)


def _list(table: Table, query: Any) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = table.arrow(query).to_pylist()
    return records


def _no_dates(table: Table, column: str, unread: Unread) -> CannotLook:
    return CannotLook(
        f"{table.source}: not one of {table.rows:,} rows has a date in {shown(column)}",
        fix="name the column that says when a row happened; dates are written 2026-03-14",
        details=unread.examples,
    )


def _month(record: dict[str, Any]) -> Month:
    first, last, end = (from_microseconds(record[name]) for name in ("first", "last", "until"))
    return Month(record["rows"], first, last, end)
