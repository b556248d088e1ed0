"""Columns as numbers: what a table holds in a column that lies on a line, whatever type its file gives it."""

from collections.abc import Sequence
from typing import Any

from pytest_prodready.instruments.tables.table import Table, is_missing


def number(column: Any) -> Any:
    """The values of a column as float64, null where one is missing or is no number; times count in seconds."""
    kind = column.type()
    if kind.is_string():
        found = column.try_cast("float64")
        return found.nullif(float("nan"))
    if kind.is_floating():
        return column.cast("float64").nullif(float("nan"))
    if kind.is_date() or kind.is_timestamp():
        return column.cast("timestamp").epoch_seconds().cast("float64")
    return column.cast("float64")


def continuous(table: Table, names: Sequence[str]) -> frozenset[str]:
    """The columns that hold numbers or times: by their type, or in text because every value there reads as a number."""
    on_a_line = {name for name in names if _is_number(table.column(name).type())}
    texts = [name for name in names if table.column(name).type().is_string()]
    if texts:
        present = {f"p{index}": ~is_missing(table.column(name)) for index, name in enumerate(texts)}
        readable = {f"r{index}": number(table.column(name)).notnull() for index, name in enumerate(texts)}
        asked = {name: table.expression.count(where=flag) for name, flag in {**present, **readable}.items()}
        counts = table.arrow(table.expression.aggregate(**asked)).to_pylist()[0]
        on_a_line |= {name for index, name in enumerate(texts) if 0 < counts[f"p{index}"] == counts[f"r{index}"]}
    return frozenset(on_a_line)


def _is_number(kind: Any) -> bool:
    return bool(kind.is_numeric() or kind.is_date() or kind.is_timestamp()) and not kind.is_boolean()
