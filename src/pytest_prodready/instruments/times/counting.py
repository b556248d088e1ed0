"""Both sides of a count by window, each in one aggregate of the engine."""

from datetime import datetime
from typing import Any

from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.tables.names import shown
from pytest_prodready.instruments.tables.near import no_such_column
from pytest_prodready.instruments.tables.table import Table
from pytest_prodready.instruments.times.calendar import from_microseconds
from pytest_prodready.instruments.times.moments import DAY, moments_of, stamp
from pytest_prodready.instruments.times.windows import Window, Windows

MOST = 200_000
"""Windows that are compared: hours of 22 years."""
HOUR = DAY // 24
_MONTH, _BARE_HOUR = 7, 13
"""Characters in 2026-03 and in 2026-03-14T10."""
_EXACT = 2.0**53


def compare(landed: Table, begin: Any, counts: Table, window: str, rows: str) -> Windows:
    """The rows of `landed`, whose moments `begin` is, beside the counts of its source.

    Raises:
        CannotLook: a column of the counts is not there; a window is none, or not all are of one length; a count is
            not a whole number; the source counts nothing; there are too many windows.

    """
    for name in (window, rows):
        no_such_column(name, counts.columns, counts.source, "the counts of the source")
    from ibis import _  # type: ignore[import-untyped] # noqa: PLC0415 - ships no types; heavy

    source, twice, length = _source(counts, window, rows)
    placed = landed.expression.mutate(begin=stamp(begin).truncate(length.unit)).filter(begin.notnull())
    found = _grouped(landed, placed, n=_.count())
    first, last = min(source), max(source)
    inside = {start: one["n"] for start, one in found.items() if first <= start <= last}
    outside = sum(one["n"] for one in found.values()) - sum(inside.values())
    return Windows(length, source, inside, twice, outside)


def _source(counts: Table, window: str, rows: str) -> tuple[dict[datetime, int], tuple[datetime, ...], Window]:
    from ibis import _  # noqa: PLC0415 - heavy

    begin, is_month, is_hour = _starts(counts, window)
    number = counts.column(rows).try_cast("float64")
    number = (number.between(0, _EXACT) & (number.floor() == number)).ifelse(number, None)
    placed = counts.expression.mutate(begin=begin, month=is_month, hour=is_hour, number=number)
    length = _length(counts, window, placed)
    _refuse(counts, rows, placed.aggregate(n=placed.count(where=placed.number.isnull())), "no whole number")
    found = _grouped(counts, placed.mutate(begin=stamp(placed.begin)), n=_.count(), sent=_.number.sum())
    source = {start: int(one["sent"]) for start, one in found.items()}
    if not any(source.values()):
        raise CannotLook(f"{counts.source}: the source counts no rows in any window", fix="count what was sent")
    return source, tuple(sorted(start for start, one in found.items() if one["n"] > 1)), length


def _starts(counts: Table, window: str) -> tuple[Any, Any, Any]:
    """When each window begins, and whether it is written as a month or as an hour: T00 alone is no day."""
    import ibis  # noqa: PLC0415 - heavy

    column = counts.column(window)
    if not column.type().is_string():
        return moments_of(counts, window, column).begin, ibis.literal(value=False), ibis.literal(value=False)
    size = column.length()
    whole = (size == _BARE_HOUR).ifelse(column + ":00", column)
    return moments_of(counts, window, whole).begin, size == _MONTH, size == _BARE_HOUR


def _length(counts: Table, window: str, placed: Any) -> Window:
    _refuse(counts, window, placed.aggregate(n=placed.count(where=placed.begin.isnull())), "no window")
    (seen,) = counts.arrow(
        placed.aggregate(
            months=placed.count(where=placed.month),
            days=placed.count(where=(placed.begin % DAY == 0) & ~placed.hour),
            hours=placed.count(where=placed.begin % HOUR == 0),
        )
    ).to_pylist()
    if seen["months"] == counts.rows:
        return Window.MONTH
    if seen["months"] or seen["hours"] < counts.rows:
        raise CannotLook(
            f"{counts.source}: the windows in {shown(window)} are not all months, all days or all hours",
            fix="write them as 2026-03, as 2026-03-14 or as 2026-03-14T10",
        )
    return Window.DAY if seen["days"] == counts.rows else Window.HOUR


def _refuse(counts: Table, column: str, asked: Any, what: str) -> None:
    (answer,) = counts.arrow(asked).to_pylist()
    if answer["n"]:
        raise CannotLook(f"{counts.source}: {answer['n']:,} of {counts.rows:,} rows have {what} in {shown(column)}")


def _grouped(table: Table, placed: Any, **asked: Any) -> dict[datetime, dict[str, Any]]:
    grouped = placed.group_by("begin").aggregate(**asked).limit(MOST + 1)
    records = table.arrow(grouped.mutate(begin=grouped.begin.epoch_seconds())).to_pylist()
    if len(records) > MOST:
        raise CannotLook(f"{table.source}: more than {MOST:,} windows", fix="count by day or by month")
    return {from_microseconds(int(record["begin"]) * 1_000_000): record for record in records}
