"""Columns of categories, counted in two tables by the categories of the reference."""

from typing import Any

from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.tables.names import shown
from pytest_prodready.instruments.tables.table import Table, is_missing

MOST = 1000
"""A column of more categories is an identifier or free text; its shares say nothing."""


def count_categories(reference: Table, current: Table, name: str) -> tuple[dict[str, tuple[int, int]], tuple[int, int]]:
    """Each category of the reference with its two counts, the most frequent first; and the counts of all others.

    Raises:
        CannotLook: the reference has more than a thousand categories.

    """
    ours = _counted(reference, name)
    if len(ours) > MOST:
        raise CannotLook(
            f"{reference.source}: {shown(name)} has more than {MOST:,} categories: an identifier, or free text",
            fix="take it from drift.columns",
        )
    theirs = _counted(current, name, among=[value for value, _ in ours])
    total = current.rows - current.missing([name])[name]
    found = dict(theirs)
    return {value: (count, found.get(value, 0)) for value, count in ours}, (0, total - sum(found.values()))


def _counted(table: Table, name: str, among: list[str] | None = None) -> list[tuple[str, int]]:
    import ibis  # type: ignore[import-untyped] # noqa: PLC0415 - ships no types; heavy

    column = table.column(name)
    rows = table.expression.filter(~is_missing(column)).select(x=_text(column))
    if among is not None:
        rows = rows.filter(rows.x.isin(among))
    counted = rows.group_by("x").aggregate(n=rows.count())
    found = table.arrow(counted.order_by(ibis.desc("n"), "x").limit(MOST + 1)).to_pylist()
    return [(record["x"], record["n"]) for record in found]


def _text(column: Any) -> Any:
    return column if column.type().is_string() else column.cast("string")
