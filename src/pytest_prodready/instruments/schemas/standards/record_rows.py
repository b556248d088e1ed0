"""Rows of JSON, each held against a schema as it is written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pytest_prodready.core.hostile import clean
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.contracts.messages import Job, validator_of
from pytest_prodready.instruments.contracts.shelf import address_of
from pytest_prodready.instruments.schemas.findings import Finding
from pytest_prodready.instruments.schemas.standards.record_schema import RecordSchema, word_of
from pytest_prodready.instruments.tables.table import EXAMPLES, REDACTED, Table
from pytest_prodready.reading.strict_json import load
from pytest_prodready.reading.unreadable import Unreadable

_Key = tuple[str | None, str]
_NOTHING = object()


@dataclass(slots=True)
class _Count:
    rows: int = 0
    examples: list[tuple[int, object]] = field(default_factory=list)


def findings(schema: RecordSchema, table: Table, root: Path) -> tuple[Finding, ...]:
    """One finding for each keyword that a property of some row breaks, with the number of these rows.

    Rows are read one after the other, so that a table of any length takes the memory of one of them.

    Raises:
        CannotLook: a row is no JSON, there are other rows than were counted, or the schema comes to no end.

    """
    job = Job(schema.contract.documents, schema.contract.standard, [])
    validator = validator_of(job, address_of(schema.path), "")
    counts: dict[_Key, _Count] = {}
    read = 0
    for position, record in enumerate(_records(table, root)):
        read = position + 1
        try:
            broken = dict(_broken(validator, record))
        except RecursionError:
            raise CannotLook(
                f"{clean(schema.path)}: a row leads it round in a circle without end", fix="give the recursion an end"
            ) from None
        for key, value in broken.items():
            count = counts.setdefault(key, _Count())
            count.rows += 1
            if count.rows <= EXAMPLES:
                count.examples.append((position, value))
    if read != table.rows:
        raise CannotLook(f"{table.source}: {table.rows:,} rows were counted, {read:,} read")
    return tuple(
        Finding(column, rule, count.rows, "rows", _shown(table, column, count))
        for (column, rule), count in counts.items()
    )


def _records(table: Table, root: Path) -> Iterator[Any]:
    for part in table.parts:
        with (root / part.path).open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                try:
                    yield load(line, part.path)
                except Unreadable as error:
                    said = clean(error.problem.what, width=120)
                    raise CannotLook(f"{clean(part.path)}:{number}: {said}", fix="correct the row") from None


def _broken(validator: Any, record: Any) -> Iterator[tuple[_Key, object]]:
    for error in validator.iter_errors(record):
        path = list(error.absolute_path)
        if error.validator == "required" and not path and isinstance(error.validator_value, list):
            for name in error.validator_value:
                if name not in error.instance:
                    yield (name, "required"), _NOTHING
        elif error.validator is None:
            yield (None, "nothing that is forbidden by false"), _NOTHING
        elif not path:
            yield (None, word_of(error.validator, error.validator_value)), _NOTHING
        else:
            # Draft 3 misses a property in the row, whose other values are not to be shown.
            value = _NOTHING if error.validator == "required" else error.instance
            yield (str(path[0]), _within(path[1:]) + word_of(error.validator, error.validator_value)), value


def _within(path: Sequence[Any]) -> str:
    steps = "".join("[]" if isinstance(step, int) else f".{clean(step, width=40)}" for step in path)
    return f"{steps.removeprefix('.')}: " if steps else ""


def _shown(table: Table, column: str | None, count: _Count) -> str:
    places = ", ".join(table.row_at(position) for position, _ in count.examples)
    word = "row" if count.rows == 1 else "rows" if count.rows <= EXAMPLES else "first rows"
    values = [_value(table, column or "", value) for _, value in count.examples if value is not _NOTHING]
    return f"{word} {places}{': ' if values else ''}{', '.join(values)}"


def _value(table: Table, column: str, value: object) -> str:
    said = table.value(column, value)
    return f"'{said}'" if isinstance(value, str) and said != REDACTED else said
