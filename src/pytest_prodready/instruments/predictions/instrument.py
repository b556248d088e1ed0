"""The instrument that asks a model of the judged repo, and finds out what its answers depend on."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from pytest_prodready.core.evidence import Evidence
from pytest_prodready.core.hostile import clean
from pytest_prodready.core.instrument import Instrument
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.commands.fresh import ask
from pytest_prodready.instruments.load.rows import typed
from pytest_prodready.instruments.tables.names import shown
from pytest_prodready.instruments.tables.near import no_such_column
from pytest_prodready.instruments.tables.part import Format
from pytest_prodready.instruments.tables.table import Table

Row = Mapping[str, Any]
ROWS = 500
"""Rows whose prediction is looked at: a column that moves one in a hundred is met with all but certainty."""
DEADLINE_S = 300.0


class Predictions(Instrument):
    """Asks the declared function in a fresh process, with rows of the table as they are and with one column changed."""

    name: ClassVar[str] = "predictions"
    extra: ClassVar[str | None] = "data"
    executes: ClassVar[bool] = True

    def ask(self, predict: str, lists: Sequence[Sequence[Row]]) -> list[list[Any]]:
        """The answers to each list of rows, a value a row.

        Raises:
            CannotLook: the function cannot be loaded, raises, takes too long, or answers with another number of values.

        """
        plan = {"predict": predict, "lists": json.loads(json.dumps(lists, default=str))}
        done = ask(self.bench, "pytest_prodready.instruments.predictions.asker", plan, deadline_s=DEADLINE_S)
        if done.timed_out or done.exit != 0:
            how = f"did not end within {DEADLINE_S:g} s" if done.timed_out else f"ended with exit code {done.exit}"
            raise CannotLook(f"{clean(predict)} {how}", details=done.last_lines(4))
        answers: list[list[Any]] = json.loads(done.stdout)
        for asked, answered in zip(lists, answers, strict=True):
            if len(asked) != len(answered):
                raise CannotLook(f"{clean(predict)} answered {len(asked):,} rows with {len(answered):,} values")
        return answers

    def dependence(self, predict: str, table: Table, must_vary: Sequence[str] = ()) -> dict[str, int]:
        """For each column that has two values or more, how many of the first 500 predictions change with it alone.

        In each row the column takes the value of the next row that has another one.

        Raises:
            CannotLook: as `ask`; the same rows are answered differently when they are asked again; or a column of
                `must_vary` is not there or has one value only.

        """
        rows = first_rows(table)
        changed = {name: changed_in(rows, name) for name in table.columns}
        varied = {name: lists for name, lists in changed.items() if lists is not None}
        _demand_variety(table, must_vary, varied)
        self.bench.announce(f"asking {clean(predict)} with one column changed at a time")
        before, again, *after = self.ask(predict, [rows, rows, *varied.values()])
        if before != again:
            raise CannotLook(
                f"{clean(predict)} answers the same rows differently when it is asked again",
                fix="fix its random state, so that an answer can be compared with another",
            )
        count = len(rows) * (2 + len(varied))
        self.saw(Evidence(clean(predict), count, "predictions", facts={"columns": len(varied)}))
        return {
            name: sum(old != new for old, new in zip(before, answers, strict=True))
            for name, answers in zip(varied, after, strict=True)
        }


def first_rows(table: Table) -> list[dict[str, Any]]:
    """The first rows of a table under its own names; the cells of a CSV as the values that they stand for."""
    names = {f"c{index}": name for index, name in enumerate(table.columns)}
    found = table.arrow(table.expression.order_by("place").select([*names]).limit(ROWS))
    read = typed if table.format is Format.CSV else lambda value: value
    return [{names[key]: read(value) for key, value in record.items()} for record in found.to_pylist()]


def changed_in(rows: Sequence[Row], name: str) -> list[dict[str, Any]] | None:
    """The rows with another value in one column; None where there is only one value."""
    values = [row[name] for row in rows]
    others: list[Any] = []
    for start, value in enumerate(values):
        turned = (*values[start + 1 :], *values[:start])
        other = next((one for one in turned if one != value), value)
        if other == value:
            return None
        others.append(other)
    return [{**row, name: other} for row, other in zip(rows, others, strict=True)]


def _demand_variety(table: Table, names: Sequence[str], varied: Mapping[str, object]) -> None:
    for name in names:
        no_such_column(name, table.columns, table.source, "the question")
        if name not in varied:
            raise CannotLook(
                f"{table.source}: {shown(name)} has one value in the first {min(ROWS, table.rows):,} rows, so nobody "
                "can tell what depends on it",
                fix="order the rows so that it varies",
            )
