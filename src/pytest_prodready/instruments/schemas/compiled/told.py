"""What the answers of the engine mean, as the findings that pandera's errors would become."""

from collections.abc import Iterator
from typing import Any

from pytest_prodready.instruments.schemas.compiled.asked import Asked, Rule
from pytest_prodready.instruments.schemas.compiled.reading import Kind
from pytest_prodready.instruments.schemas.compiled.repeats import comparable, repeated
from pytest_prodready.instruments.schemas.compiled.scan import Answered
from pytest_prodready.instruments.schemas.findings import Finding, said, shown_value
from pytest_prodready.instruments.tables.table import EXAMPLES, Table

_NUMBERS = ("int", "uint", "float")


def findings(one: Answered, table: Table) -> Iterator[Finding]:
    """The findings of one column in pandera's order: nulls, uniqueness, type, checks, losses by coercion."""
    asked, answers = one.asked, one.answers
    counts = [(rule, answers[f"rule {number}"]) for number, rule in enumerate(asked.rules)]
    nulls = not asked.column.nullable
    for rule, count in counts[:nulls]:
        yield from _broken(asked, rule, count, table, values=False)
    yield from _repeated(one, table)
    if asked.unfit is not None:
        yield Finding(asked.name, asked.unfit, 1, "wrong types", _unreadable(asked, table))
    for rule, count in counts[nulls:]:
        yield from _broken(asked, rule, count, table)
    if asked.lossy is not None:
        yield from _broken(asked, asked.lossy, answers["lossy"], table)


def _broken(asked: Asked, rule: Rule, count: int, table: Table, *, values: bool = True) -> Iterator[Finding]:
    if count:
        rows = table.expression.filter(rule.broken)
        yield Finding(asked.name, rule.said, count, "rows", _examples(asked, rows, count, table, values=values))


def _repeated(one: Answered, table: Table) -> Iterator[Finding]:
    answers = one.answers
    if not one.asked.column.unique or (answers["present"] == answers["distinct"] and answers["absent"] <= 1):
        return
    seen = one.asked.seen
    rows = repeated(table.expression.filter(~seen.missing), [comparable(seen)])
    count = table.arrow(rows.aggregate(n=rows.count())).to_pylist()[0]["n"]
    if count:
        shown = _examples(one.asked, rows.order_by("place"), count, table)
        yield Finding(one.asked.name, "unique", count, "rows", shown)
    elif answers["absent"] > 1:
        # pandera takes nulls for equal, and then leaves them out of the cases that it tells.
        yield Finding(one.asked.name, "unique", 1, "rows")


def _unreadable(asked: Asked, table: Table) -> str:
    """The first values of a text column that are no numbers, where a number is wanted."""
    if asked.stored.kind is not Kind.TEXT or not str(asked.column.dtype).lower().startswith(_NUMBERS):
        return ""
    broken = no_number(asked.stored.value) & ~asked.stored.missing
    count = table.arrow(table.expression.aggregate(n=table.expression.count(where=broken))).to_pylist()[0]["n"]
    return _examples(asked, table.expression.filter(broken), count, table) if count else ""


def no_number(text: Any) -> Any:
    """Whether a text is none that `pandas.to_numeric` reads."""
    number = r"^\s*[+-]?(?:(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|(?i:inf|infinity|nan))\s*$"
    return ~text.re_search(number)


def _examples(asked: Asked, rows: Any, count: int, table: Table, *, values: bool = True) -> str:
    import pandas as pd  # noqa: PLC0415 - heavy

    found = table.arrow(rows.select(place=rows.place, value=asked.stored.value).limit(EXAMPLES)).to_pylist()
    places = [table.row(one["place"]) for one in found]
    if not values:
        return said(places, count)
    held = pd.Series([one["value"] for one in found], dtype=asked.stored.dtype)
    return said(places, count, [shown_value(table, asked.name, held.iloc[at]) for at in range(len(held))])
