"""A column of dates or times as microseconds since 1970 in UTC, computed by the engine."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.tables.names import shown
from pytest_prodready.instruments.tables.table import Table, is_missing

DAY = 86_400_000_000
"""Microseconds."""
FIRST, LAST = -62_135_596_800_000_000, 253_370_764_800_000_000
"""The years 1 to 9998: what Python's calendar holds, with room for the end of the last month."""
_ISO = r"^\d{4}-\d{2}(-\d{2}([T ]([01]\d|2[0-3]):\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)?)?)?$"
_MONTH, _DATE = 7, 10
"""Characters in 2026-03 and in 2026-03-14."""


@dataclass(frozen=True, slots=True)
class Moments:
    """Expressions over the rows of a table; `begin` and `end` are null where a value is missing or unreadable.

    A month stands from its first moment to that of the next, a date for its whole day; a time is over as it begins.
    """

    begin: Any
    end: Any
    missing: Any

    @property
    def unreadable(self) -> Any:
        """Whether something stands there that is no date and no time."""
        return ~self.missing & self.begin.isnull()


def moments(table: Table, name: str) -> Moments:
    """The column `name` in time. A time that says no offset is taken to be in UTC.

    Text is read in the forms 2026-03, 2026-03-14 and 2026-03-14T10:00:00, the last with Z or +02:00 behind it, a blank
    in place of the T, fractions of a second or no seconds.

    Raises:
        CannotLook: there is no such column, or it holds neither text nor dates nor times.

    """
    return moments_of(table, name, table.column(name))


def moments_of(table: Table, name: str, column: Any) -> Moments:
    """An expression over the rows of a table in time; `name` is what it is called where it cannot be one."""
    kind = column.type()
    if kind.is_string():
        begin, end = _of_text(column)
    elif kind.is_timestamp():
        begin = end = _inside(_functions().epoch_us(column))
    elif kind.is_date():
        begin = _inside(_functions().epoch_us(column))
        end = begin + DAY
    else:
        raise CannotLook(
            f"{table.source}: the column {shown(name)} holds {kind}, neither text nor dates nor times",
            fix="write it as a date, as a timestamp, or as text like 2026-03-14T10:00:00Z",
        )
    return Moments(begin, end, is_missing(column))


def stamp(microseconds: Any) -> Any:
    """Microseconds since 1970 as a timestamp of the engine."""
    return _functions().make_timestamp(microseconds)


def _of_text(column: Any) -> tuple[Any, Any]:
    import ibis  # type: ignore[import-untyped] # noqa: PLC0415 - ships no types; heavy

    size = column.length()
    whole = (size == _MONTH).ifelse(column + "-01", column)
    # With a zone, since a cast to a time without one drops the offset that the text says.
    read = column.re_search(_ISO).ifelse(whole, ibis.null("string")).try_cast("timestamp('UTC')")
    begin = _inside(_functions().epoch_us(read))
    next_month = _functions().epoch_us(stamp(begin) + ibis.interval(months=1))
    end = ibis.cases((size == _MONTH, next_month), (size == _DATE, begin + DAY), else_=begin)
    return begin, end


def _inside(begin: Any) -> Any:
    import ibis  # noqa: PLC0415 - heavy

    return ((begin >= FIRST) & (begin < LAST)).ifelse(begin, ibis.null("int64"))


@dataclass(frozen=True, slots=True)
class _Functions:
    epoch_us: Any
    make_timestamp: Any


@cache
def _functions() -> _Functions:
    """Functions of DuckDB that ibis has no word for."""
    import ibis  # noqa: PLC0415 - heavy

    @ibis.udf.scalar.builtin(signature=((ibis.dtype("timestamp"),), ibis.dtype("int64")))  # type: ignore[untyped-decorator] # ibis ships no types
    def epoch_us(moment: Any) -> Any: ...

    @ibis.udf.scalar.builtin(signature=((ibis.dtype("int64"),), ibis.dtype("timestamp")))  # type: ignore[untyped-decorator] # ibis ships no types
    def make_timestamp(microseconds: Any) -> Any: ...

    return _Functions(epoch_us, make_timestamp)
