"""Readings tried on the engine: one aggregate query for all columns, another only for those read otherwise."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pytest_prodready.instruments.schemas.compiled.asked import Asked
from pytest_prodready.instruments.schemas.compiled.checks import Uncompiled
from pytest_prodready.instruments.schemas.compiled.reading import Answers, Reading
from pytest_prodready.instruments.tables.table import Table


@dataclass(frozen=True, slots=True)
class Answered:
    """A column whose reading held, with the answers to what was asked of it."""

    asked: Asked
    answers: Answers


@dataclass(slots=True)
class Trial:
    """A column's readings, tried one after the other, and how each is compiled."""

    readings: Iterator[Reading]
    compile: Callable[[Reading], Asked]


def answered(table: Table, trials: Mapping[str, Trial]) -> tuple[dict[str, Answered], dict[str, str]]:
    """The columns whose answers are pandera's own, and for each of the others why it is left to pandera.

    All columns are asked in one scan. A column that turns out to be read otherwise is asked once more, again with
    all such columns in one scan.
    """
    found: dict[str, Answered] = {}
    left: dict[str, str] = {}
    pending = dict(trials)
    while pending:
        asking = {name: asked for name, trial in pending.items() if (asked := _next(trial, name, left)) is not None}
        answers = _ask(table, asking)
        for name, asked in asking.items():
            if asked.holds(answers[name]):
                found[name] = Answered(asked, answers[name])
                left.pop(name, None)
            else:
                left[name] = "its values"
        pending = {name: trials[name] for name in asking if name not in found}
    return found, left


def _next(trial: Trial, name: str, left: dict[str, str]) -> Asked | None:
    reading = next(trial.readings, None)
    if reading is None:
        left.setdefault(name, "its type")
        return None
    try:
        return trial.compile(reading)
    except Uncompiled as error:
        left[name] = error.reason
        return None


def _ask(table: Table, asking: Mapping[str, Asked]) -> dict[str, dict[str, Any]]:
    questions: dict[Any, str] = {}
    named: dict[str, dict[str, str]] = {}
    for name, asked in asking.items():
        aggregates = {key: _aggregate(table, question) for key, question in asked.questions.items()}
        named[name] = {key: questions.setdefault(one.op(), f"q{len(questions)}") for key, one in aggregates.items()}
    if not questions:
        return {name: {} for name in asking}
    query = table.expression.aggregate(**{alias: question.to_expr() for question, alias in questions.items()})
    row = table.arrow(query).to_pylist()[0]
    return {name: {key: row[alias] for key, alias in aliases.items()} for name, aliases in named.items()}


def _aggregate(table: Table, question: Any) -> Any:
    import ibis  # type: ignore[import-untyped] # noqa: PLC0415 - ships no types; heavy

    return table.expression.count(where=question) if isinstance(question, ibis.expr.types.BooleanColumn) else question
