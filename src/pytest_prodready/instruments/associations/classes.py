"""The values of a column as a few classes, so that columns of any sort can be counted against each other."""

from typing import Any

from pytest_prodready.instruments.tables.numbers import continuous, number
from pytest_prodready.instruments.tables.table import Table, is_missing

MOST = 50
"""Categories that are kept apart; the rarer ones are one class together."""
DECILES = tuple(step / 10 for step in range(1, 10))


def classes(table: Table, name: str) -> Any:
    """The class of each row as an ibis expression of text: a tenth of the numbers, a category, others, or missing."""
    import ibis  # type: ignore[import-untyped] # noqa: PLC0415 - ships no types; heavy

    column = table.column(name)
    missing = is_missing(column)
    if name in continuous(table, [name]):
        return ibis.ifelse(missing, "missing", _tenth(table, number(column)).cast("string"))
    words = column.cast("string")
    ranked = (
        table.expression.select(word=words).filter(~missing).group_by("word").aggregate(n=lambda rows: rows.count())
    )
    kept = table.arrow(ranked.order_by(ibis.desc("n"), "word").limit(MOST))["word"].to_pylist()
    # Numbers for names: a category may be called missing, or others.
    index = words.cases(*((word, str(place)) for place, word in enumerate(kept)), else_="others")
    return ibis.ifelse(missing, "missing", index)


def _tenth(table: Table, values: Any) -> Any:
    """How many deciles a value lies above; equal values are never parted."""
    asked = {f"d{place}": values.quantile(share) for place, share in enumerate(DECILES)}
    deciles = table.arrow(table.expression.aggregate(**asked)).to_pylist()[0]
    above = [(values > decile).cast("int64") for decile in dict.fromkeys(deciles.values()) if decile is not None]
    first, *others = above
    for other in others:
        first += other
    return first
