"""What a column holds, whatever its file says of types, and which written values are of that sort.

Values are judged as they are written: a number with a comma for its point and a day of the form 31.12.2026 are what
exports from spreadsheets hold, and what a reader turns into text or into nothing. A number with leading zeros is
text: read as a number it is no longer the same.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from pytest_prodready.instruments.tables.part import Format
from pytest_prodready.instruments.tables.table import Table, is_missing

_Key = TypeVar("_Key")


class Sort(StrEnum):
    """The sorts of values, named as they are printed after `no`."""

    WHOLE = "whole number"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    MOMENT = "moment"
    TEXT = "text"


_WHOLE = r"^[-+]?(0|[1-9][0-9]*)(\.0*)?$"
_NUMBER = r"^[-+]?((0|[1-9][0-9]*)(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?$"
_BOOLEAN = r"^(?i:true|false)$"
_DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_MOMENT = (
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?( ?(Z|[-+][0-9]{2}(:?[0-9]{2})?))?)?$"
)
_MIDNIGHT = r"[T ]00:00(:00([.]0+)?)?$"
_INFERRED = (Sort.BOOLEAN, Sort.NUMBER, Sort.DATE, Sort.MOMENT)
"""What a column of text can turn out to be, the narrowest first."""


def sorts(table: Table) -> Mapping[str, Sort | None]:
    """The sort of each column: by its type in Parquet, else by its values; None where no value is there."""
    typed = {name: _by_type(table.column(name).type()) for name in table.columns}
    unsure = [name for name in table.columns if table.format is not Format.PARQUET]
    columns = {name: table.column(name) for name in table.columns}
    asked: dict[tuple[str, str], Any] = {
        (name, "present"): table.expression.count(where=~is_missing(columns[name])) for name in table.columns
    }
    for name in unsure:
        fits = {sort: table.expression.count(where=parses(columns[name], sort)) for sort in _INFERRED}
        asked.update({(name, sort): count for sort, count in fits.items()})
    counts = answers(table, asked)
    found: dict[str, Sort | None] = {}
    for name in table.columns:
        present = counts[name, "present"]
        fitting = [sort for sort in _INFERRED if counts.get((name, sort)) == present]
        sort = (fitting or [Sort.TEXT])[0] if name in unsure else typed[name]
        found[name] = sort if present else None
    return found


def parses(column: Any, sort: Sort) -> Any:
    """Whether a value is there and is one of this sort, as an ibis expression that is never null.

    What is written must be read without loss: a moment is a date only at midnight, 5.5 is no whole number.
    """
    there = ~is_missing(column)
    if sort is Sort.TEXT:
        return there
    kind = column.type()
    text = (column if kind.is_string() else column.cast("string")).strip()
    return there & _written(text, sort).fill_null(False)


def answers(table: Table, questions: Mapping[_Key, Any]) -> dict[_Key, int]:
    """The answers to aggregate questions, all in one scan."""
    asked = {f"q{number}": question for number, question in enumerate(questions.values())}
    record = table.arrow(table.expression.aggregate(**asked)).to_pylist()[0]
    return {key: int(record[f"q{number}"]) for number, key in enumerate(questions)}


def _written(text: Any, sort: Sort) -> Any:
    if sort is Sort.WHOLE:
        return text.re_search(_WHOLE) & text.try_cast("int64").notnull()
    if sort is Sort.NUMBER:
        number = text.try_cast("float64")
        return text.re_search(_NUMBER) & number.notnull() & ~number.isinf()
    if sort is Sort.BOOLEAN:
        return text.re_search(_BOOLEAN)
    moment = text.re_search(_MOMENT) & text.try_cast("timestamp").notnull()
    if sort is Sort.MOMENT:
        return moment
    return moment & (text.re_search(_DATE) | text.re_search(_MIDNIGHT))


def _by_type(kind: Any) -> Sort:
    if kind.is_boolean():
        return Sort.BOOLEAN
    if kind.is_integer():
        return Sort.WHOLE
    if kind.is_numeric():
        return Sort.NUMBER
    if kind.is_date():
        return Sort.DATE
    return Sort.MOMENT if kind.is_timestamp() else Sort.TEXT
