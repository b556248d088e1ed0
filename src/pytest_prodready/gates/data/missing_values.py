"""How many values are missing, column by column?"""

from collections.abc import Iterator

from pytest_prodready.core.gate import gate
from pytest_prodready.core.measurement import Measurement, at_most
from pytest_prodready.core.phase import Phase
from pytest_prodready.core.question import Question
from pytest_prodready.declarations.dataset import Dataset
from pytest_prodready.instruments.statistics.proportion import wilson
from pytest_prodready.instruments.tables.instrument import Tables
from pytest_prodready.instruments.tables.names import shown
from pytest_prodready.instruments.tables.near import no_such_column
from pytest_prodready.instruments.tables.table import Table

DEFAULT = 0.02
"""The share that may be missing where nobody set a budget: small enough that dropping or filling those rows
hardly moves a model (a convention), and one that a column has to be excused from by name."""


@gate("data.missing_values", since=Phase.PROTOTYPE, answers=[Question.DATA])
def missing_values(subject: Dataset, tables: Tables) -> Iterator[Measurement]:
    """In no column more values are missing than its budget allows.

    A value is missing where it is null, NaN, or text that is empty or blank; in a CSV also where the cell holds
    one of the words that pandas.read_csv takes for missing (NA, null, None, …). The share is judged on the upper
    end of a one-sided 95 % Wilson interval (Wilson 1927), since tomorrow's rows come from the same source. A column
    without a budget has the one called `default`, and without that 2 %, a convention.

    Why: clean benchmark data hide that production columns arrive empty; a model that never saw that guesses.
    To fix: mend the source that leaves the column empty, or show that the model bears it and raise its budget.
    """
    table = tables.open(subject)
    for name in subject.missing:
        if name != "default":
            no_such_column(name, table.columns, table.source, f"datasets.{subject.name}.missing")
    for column, count in table.missing().items():
        yield _judged(subject, table, column, count)


def _judged(subject: Dataset, table: Table, column: str, count: int) -> Measurement:
    budget = subject.missing.get(column, subject.missing.get("default", DEFAULT))
    share = wilson(count, table.rows)
    rows = f"; first rows {', '.join(table.rows_missing(column))}" if count and share.high > budget else ""
    return at_most(
        f"missing {shown(column)}",
        share,
        budget,
        unit="share",
        where=subject.at(f"missing.{column}" if column in subject.missing else "missing.default"),
        details=(f"{count:,} of {table.rows:,} rows{rows}",),
        limit_is_default=column not in subject.missing and "default" not in subject.missing,
    )
