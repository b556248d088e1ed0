"""Does every row stand there once?"""

from collections.abc import Iterator, Sequence

from pytest_prodready.core.gate import gate
from pytest_prodready.core.measurement import Measurement, at_most
from pytest_prodready.core.phase import Phase
from pytest_prodready.core.question import Question
from pytest_prodready.declarations.dataset import Dataset
from pytest_prodready.instruments.statistics.proportion import wilson
from pytest_prodready.instruments.tables.instrument import Tables
from pytest_prodready.instruments.tables.names import shown
from pytest_prodready.instruments.tables.near import no_such_column
from pytest_prodready.instruments.tables.table import Repeat, Repeats, Table


@gate("data.duplicates", since=Phase.PROTOTYPE, answers=[Question.DATA], needs=["key"])
def duplicates(subject: Dataset, tables: Tables) -> Iterator[Measurement]:
    """No key and no whole row stands there twice, beyond the budget, and no row lacks its key.

    A row repeats when an earlier one has the same key, or the same values throughout; the cells of a CSV are
    compared as text. A budget of zero is held against the count. A larger one is held against the upper end of a
    one-sided 95 % Wilson interval of the share (Wilson 1927). A missing key is never within the budget.

    Why: a customer who stands there twice is learned twice, counted twice and called twice; a row in training and
    evaluation is an answer that was looked up.
    To fix: remove the rows that are named where they come from, or correct the key that does not name a row.
    """
    table, key = tables.open(subject), subject.key or ()
    for name in key:
        no_such_column(name, table.columns, table.source, f"datasets.{subject.name}.key")
    named = ", ".join(shown(name) for name in key)
    lacking = table.incomplete(key)
    rows = (f"first rows {', '.join(table.rows_incomplete(key))}",) if lacking else ()
    yield at_most(f"rows without {named}", lacking, 0, unit="rows", where=subject.at("key"), details=rows)
    keyed = table.repeats(key)
    yield _judged(subject, table, f"rows that repeat {named}", keyed, key)
    # Rows whose keys are complete and all different cannot be equal.
    whole = table.repeats() if keyed.surplus or lacking else Repeats(0)
    yield _judged(subject, table, "rows that repeat a whole row", whole, ())


def _judged(subject: Dataset, table: Table, what: str, found: Repeats, key: Sequence[str]) -> Measurement:
    details = tuple(_said(example, key) for example in found.examples)
    where = subject.at("duplicates" if subject.wrote("duplicates") else "key")
    if subject.duplicates == 0:
        return at_most(what, found.surplus, 0, unit="rows", where=where, details=details)
    share = wilson(found.surplus, table.rows)
    counted = f"{found.surplus:,} of {table.rows:,} rows"
    return at_most(what, share, subject.duplicates, unit="share", where=where, details=(counted, *details))


def _said(example: Repeat, key: Sequence[str]) -> str:
    values = ", ".join(f"{shown(name)} {value}" for name, value in zip(key, example.cells, strict=False))
    more = f" … ({example.count:,} times)" if example.count > len(example.rows) else ""
    rows = f"rows {' and '.join(example.rows)}{more}"
    return f"{values} in {rows}" if key else rows
