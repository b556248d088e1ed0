"""What the gates' own look at a table tells of each column: in whole-table aggregates, for a draft to stand on."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from pytest_prodready.instruments.tables.table import Table, is_missing

FEW = 20
"""Up to so many different texts are a list of allowed ones, and not a text that anybody writes."""
_TIMES = 5
"""How often each of them has to occur on average: below it, few values say more of the few rows."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One column of `rows` values: how many are missing, how many of the others differ, and which, if they are few."""

    rows: int
    missing: int
    distinct: int
    values: tuple[Any, ...] = ()

    @property
    def few(self) -> bool:
        """Whether the values that there are look like the only ones that are meant."""
        return 0 < self.distinct <= FEW and self.distinct * _TIMES <= self.rows - self.missing

    @property
    def all_distinct(self) -> bool:
        """Whether every row has a value of its own; one row alone says nothing."""
        return not self.missing and self.distinct == self.rows > 1


def see(table: Table) -> dict[str, Seen]:
    """What is to be seen of every column; raises CannotLook where the table cannot answer."""
    missing, distinct = table.missing(), _distinct(table)
    seen = {name: Seen(table.rows, missing[name], distinct[name]) for name in table.columns}
    texts = [name for name in table.columns if seen[name].few and table.column(name).type().is_string()]
    return seen | {name: replace(seen[name], values=_values(table, name)) for name in texts}


def _distinct(table: Table) -> Mapping[str, int]:
    columns = {name: table.column(name) for name in table.columns}
    asked = {f"q{number}": column.nunique(where=~is_missing(column)) for number, column in enumerate(columns.values())}
    counts = table.arrow(table.expression.aggregate(**asked)).to_pylist()[0]
    return {name: int(counts[f"q{number}"]) for number, name in enumerate(columns)}


def _values(table: Table, name: str) -> tuple[Any, ...]:
    column = table.column(name)
    found = table.expression.filter(~is_missing(column)).select(value=column).distinct().order_by("value")
    return tuple(row["value"] for row in table.arrow(found).to_pylist())
