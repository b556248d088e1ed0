"""The instrument that asks when things happened."""

from datetime import datetime
from typing import Any, ClassVar

from pytest_prodready.core.instrument import Instrument
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.statistics.percentile import smallest_n
from pytest_prodready.instruments.statistics.proportion import wilson
from pytest_prodready.instruments.tables.names import shown
from pytest_prodready.instruments.tables.table import EXAMPLES, Table
from pytest_prodready.instruments.times.calendar import History, Month, from_microseconds
from pytest_prodready.instruments.times.counting import compare
from pytest_prodready.instruments.times.lateness import P99, Lateness, late_percentile, out_of_order, timed
from pytest_prodready.instruments.times.moments import moments, stamp
from pytest_prodready.instruments.times.schedule import longest_interval
from pytest_prodready.instruments.times.unread import Unread
from pytest_prodready.instruments.times.windows import Windows


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

    def newest(self, table: Table, column: str) -> tuple[datetime, Unread]:
        """The latest moment of a column, and what in it is no date; raises as `history`."""
        when = moments(table, column)
        rows = table.expression
        asked = rows.aggregate(
            newest=when.begin.max(), unread=rows.count(where=when.unreadable), missing=rows.count(where=when.missing)
        )
        (answer,) = _list(table, asked)
        unread = self._unread(table, column, answer["unread"], answer["missing"])
        if answer["newest"] is None:
            raise _no_dates(table, column, unread)
        return from_microseconds(answer["newest"]), unread

    def lateness(self, table: Table, event: str, arrival: str) -> Lateness:
        """How late the rows of a table arrived, and in which order.

        Raises:
            CannotLook: as `history`, of either column; fewer rows have both times than bound a 99th percentile.

        """
        happened, arrived = moments(table, event), moments(table, arrival)
        unread = tuple(self.newest(table, column)[1] for column in (event, arrival))
        rows = timed(table, happened, arrived)
        (counted,) = _list(table, rows.aggregate(n=rows.count(), early=rows.count(where=rows.early)))
        if counted["n"] < smallest_n(P99):
            raise CannotLook(
                f"{table.source}: {counted['n']:,} rows have both times, and a p99 needs {smallest_n(P99)}",
                fix="judge a longer stretch of rows",
            )
        late = late_percentile(table, rows, counted["n"])
        unordered = out_of_order(rows)
        (late_comers,) = _list(table, unordered.aggregate(n=unordered.count()))
        early = rows.filter(rows.early)
        return Lateness(
            unread,
            late,
            wilson(late_comers["n"], counted["n"]),
            counted["early"],
            self._rows(table, early) if counted["early"] else (),
            self._rows(table, unordered) if late_comers["n"] else (),
        )

    def windows(self, table: Table, event: str, counts: Table, window: str, rows: str) -> tuple[Windows, Unread]:
        """The rows of a table beside the counts of its source, and what of the events is no date.

        Raises:
            CannotLook: as `history`, of the event; the counts are none, as `counting.compare` says.

        """
        _, unread = self.newest(table, event)
        return compare(table, moments(table, event).begin, counts, window, rows), unread

    def _rows(self, table: Table, rows: Any) -> tuple[str, ...]:
        found = _list(table, rows.select("place", "event", "arrival").order_by("place").limit(EXAMPLES))
        return tuple(
            f"row {table.row(one['place'])}: event {from_microseconds(one['event']):%Y-%m-%d %H:%M}, "
            f"arrival {from_microseconds(one['arrival']):%Y-%m-%d %H:%M}"
            for one in found
        )

    def longest_interval(self, schedule: str) -> float:
        """Seconds between the two runs of a cron line that lie farthest apart, over the year to come.

        Raises:
            CannotLook: the line is no schedule, it never runs, or the package that reads it is not installed.

        """
        try:
            return longest_interval(schedule, self.bench.now)
        except ImportError as error:
            raise self.missing_extra(error) from None

    def age(self, moment: datetime) -> float:
        """Seconds from a moment to the time of the run; negative for one that is still to come."""
        return (self.bench.now - moment).total_seconds()

    def _unread(self, table: Table, column: str, rows: int, missing: int) -> Unread:
        if not rows:
            return Unread(column, 0, (), missing)
        where = moments(table, column).unreadable
        found = table.expression.filter(where).select("place", value=table.column(column)).limit(EXAMPLES)
        shown_rows = (
            f"row {table.row(one['place'])}: {table.value(column, one['value'])}" for one in _list(table, found)
        )
        return Unread(column, rows, tuple(shown_rows), missing)


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
