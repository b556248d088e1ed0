"""How long rows were under way, and in which order they came: order statistics of the engine."""

import math
from dataclasses import dataclass
from typing import Any

from pytest_prodready.core.estimate import Estimate
from pytest_prodready.instruments.statistics.percentile import binomial_quantile
from pytest_prodready.instruments.tables.table import Table
from pytest_prodready.instruments.times.moments import Moments
from pytest_prodready.instruments.times.unread import Unread

P99 = 0.99
SECOND = 1_000_000
"""Microseconds."""


@dataclass(frozen=True, slots=True)
class Ranks:
    """Of n values in rising order, counted from 1: where the percentile stands and its bounds; `low` may be 0."""

    value: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Lateness:
    """The 99th percentile in seconds, the share of rows out of order, the count of those that came too early.

    `unread` is of the two columns; rows are shown as examples.
    """

    unread: tuple[Unread, ...]
    late: Estimate
    disorder: Estimate
    early: int
    early_rows: tuple[str, ...]
    disordered_rows: tuple[str, ...]


def ranks(n: int, percentile: float = P99, *, confidence: float = 0.95) -> Ranks:
    """The ranks that `percentile_estimate` takes from sorted samples, for values that stay in the engine."""
    value = max(1, math.ceil(n * percentile - 1e-9))
    high = min(n, binomial_quantile(confidence, n, percentile) + 1)
    return Ranks(value, min(value, binomial_quantile(1 - confidence, n, percentile)), max(value, high))


def timed(table: Table, event: Moments, arrival: Moments) -> Any:
    """The rows that have both times. A row is late by what lies between its event and the end of its arrival.

    A row with a date of arrival is there for certain when that day is over; it is `early` where even that is before
    its event.
    """
    rows = table.expression.mutate(event=event.begin, arrival=arrival.begin, until=arrival.end)
    rows = rows.filter(rows.event.notnull() & rows.arrival.notnull())
    over = (rows.until > rows.arrival).ifelse(rows.until <= rows.event, rows.until < rows.event)
    return rows.select("place", "event", "arrival", early=over, late=rows.until - rows.event)


def late_percentile(table: Table, rows: Any, n: int, percentile: float = P99) -> Estimate:
    """A high percentile of the column `late` in seconds with its bounds; only the largest values are put in order."""
    import ibis  # type: ignore[import-untyped] # noqa: PLC0415 - ships no types; heavy

    wanted = ranks(n, percentile)
    lowest = max(1, wanted.low)
    top = rows.select("late").order_by(ibis.desc("late")).limit(n - lowest + 1)
    numbered = top.mutate(rank=n - ibis.row_number().over(order_by=ibis.desc(top.late)))
    asked = numbered.filter(numbered["rank"].isin([lowest, wanted.value, wanted.high]))
    found = {row["rank"]: row["late"] / SECOND for row in table.arrow(asked).to_pylist()}
    value = found[wanted.value]
    low = found[lowest] if wanted.low else min(value, 0.0)
    return Estimate(value, low, found[wanted.high], n, method="order statistics")


def out_of_order(rows: Any) -> Any:
    """The rows whose event is earlier than the latest that had already arrived; what came together is in order."""
    import ibis  # noqa: PLC0415 - heavy

    before = ibis.rows_window(preceding=(None, 1), order_by=[rows.arrival, rows.event])
    ordered = rows.mutate(latest=rows.event.max().over(before))
    return ordered.filter(ordered.latest > ordered.event)
