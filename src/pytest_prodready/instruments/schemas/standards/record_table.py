"""A JSON Schema of one record as a schema of pandera, for tables whose rows are no JSON."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pytest_prodready.core.hostile import clean
from pytest_prodready.instruments.contracts.contract import Contract
from pytest_prodready.instruments.schemas.standards import checks
from pytest_prodready.instruments.schemas.standards.cells import FALSE, TRUE, Cells, Figures
from pytest_prodready.instruments.schemas.standards.described import described
from pytest_prodready.instruments.schemas.standards.entry import Entry
from pytest_prodready.instruments.schemas.standards.formats import format_check
from pytest_prodready.instruments.schemas.standards.record_schema import RecordSchema
from pytest_prodready.instruments.tables.part import Format

_NOTES = (
    *("$schema", "$id", "id", "$comment", "title", "description", "default", "deprecated", "readOnly", "writeOnly"),
    *("examples", "$defs", "definitions"),
)
_ROOT = (*_NOTES, "type", "properties", "required", "additionalProperties")
_BY_TYPE: Mapping[str, tuple[str, ...]] = {
    "number": (*checks.BOUNDS, "multipleOf", "divisibleBy"),
    "string": ("minLength", "maxLength", "pattern", "format"),
}
_PROPERTY = (*_NOTES, "type", "enum", "const", *(word for words in _BY_TYPE.values() for word in words))


def as_table(schema: RecordSchema, kind: Format) -> Any:
    """The schema for a table of this kind, in which a missing value is a property that a record lacks.

    Raises:
        CannotLook: a keyword cannot be held against cells; it is told.

    """
    contract = schema.contract
    root = Entry(schema.path, "", contract.survey.resolved(contract.value))
    _refuse_words(root, _ROOT, kind)
    if root.held.get("type", "object") != "object":
        raise root.refuse("a record is of type object")
    if not isinstance(root.held.get("additionalProperties", True), bool):
        raise root.refuse(f"additionalProperties with a schema is not evaluated on {kind}")
    properties = {name: _resolved(contract, schema.path, name, inner) for name, inner in schema.properties.items()}
    columns = {name: _column(entry, contract, name in schema.required, kind) for name, entry in properties.items()}
    for name in sorted(schema.required - set(columns)):
        columns[name] = _column(Entry(schema.path, name, {}), contract, True, kind)
    kinds = {name: _types(entry) for name, entry in properties.items()}
    figures = {name: Figures(whole=types == ["integer"]) for name, types in kinds.items() if _is_number(types)}
    truths = {name: (TRUE, FALSE) for name, types in kinds.items() if types == ["boolean"]}
    return described(columns, [], Cells(figures, truths), welcome=schema.welcome)


def _refuse_words(entry: Entry, known: Sequence[str], kind: Format) -> None:
    for word in entry.held:
        if word not in known and not word.startswith("x-"):
            raise entry.refuse(f"{clean(word, width=40)} is not evaluated on {kind}", fix="write the rows as jsonl")


def _resolved(contract: Contract, path: str, name: str, schema: Any) -> Entry:
    found = contract.survey.resolved(schema)
    entry = Entry(path, name, found if isinstance(found, dict) else {})
    beside = set(schema) - {"$ref", *_NOTES} if isinstance(schema, dict) and "$ref" in schema else ()
    if found is False or beside:
        said = "false" if found is False else f"{min(beside)} beside a $ref"
        raise entry.refuse(f"{said} is not evaluated on cells", fix="write the rows as jsonl")
    return entry


def _types(entry: Entry) -> list[str]:
    """The types that a value may have, null aside; those of its values where none is written."""
    written = entry.held.get("type")
    if written is None:
        listed = [entry.held["const"]] if "const" in entry.held else entry.held.get("enum") or []
        names = {"string" if isinstance(one, str) else "number" for one in listed if one is not None}
        truths = any(isinstance(one, bool | list | dict) for one in listed)
        return sorted(names) if len(names) == 1 and not truths else []
    types = written if isinstance(written, list) else [written]
    return [name for name in types if name not in ("null", "any")]


def _is_number(types: Sequence[str]) -> bool:
    return bool(types) and set(types) <= {"integer", "number"}


def _column(entry: Entry, contract: Contract, required: bool, kind: Format) -> Any:
    from pandera.pandas import Column  # noqa: PLC0415 - heavy

    _refuse_words(entry, _PROPERTY, kind)
    types = _types(entry)
    _refuse_untyped(entry, types, kind)
    written = entry.held.get("type")
    null = "null" in (written if isinstance(written, list) else [written]) or None in (entry.held.get("enum") or ())
    found = list(_checks(entry, types, contract))
    return Column(checks=found, nullable=null or not required, required=required)


def _refuse_untyped(entry: Entry, types: Sequence[str], kind: Format) -> None:
    """A cell of a CSV is text until a type says otherwise, so that a bound without one would never bite."""
    if kind is Format.CSV and ("array" in types or "object" in types):
        raise entry.refuse(f"type {' or '.join(types)} is not evaluated on {kind}", fix="write the rows as jsonl")
    if kind is Format.CSV and len(types) > 1 and "string" not in types and not _is_number(types):
        raise entry.refuse(f"type {' or '.join(types)} is not evaluated on {kind}", fix="name a single type")
    for name, words in _BY_TYPE.items():
        fits = _is_number(types) if name == "number" else types == ["string"] or not types
        for word in words:
            if word in entry.held and not fits:
                raise entry.refuse(f"{word} without the single type {name} is not evaluated", fix=f"write type: {name}")
    if ("enum" in entry.held or "const" in entry.held) and not types:
        raise entry.refuse("enum of several types is not evaluated", fix="write its type")


def _checks(entry: Entry, types: Sequence[str], contract: Contract) -> Iterator[Any]:
    if types:
        yield checks.of_type(*types)
    yield from _of_numbers(entry.held)
    for word in ("minLength", "maxLength"):
        if word in entry.held:
            yield checks.length(word, int(entry.held[word]))
    if "pattern" in entry.held:
        yield checks.pattern(re.compile(entry.held["pattern"]))
    if "format" in entry.held:
        yield format_check(entry.held["format"], entry, standard=contract.standard)
    for word in ("enum", "const"):
        if word in entry.held:
            listed = entry.held[word] if word == "enum" else [entry.held[word]]
            yield checks.one_of(word, listed)


def _of_numbers(held: Mapping[str, Any]) -> Iterator[Any]:
    for word in checks.BOUNDS:
        limit = held.get(word)
        if limit is None or isinstance(limit, bool):
            continue
        # Until draft 4 a bound was made exclusive by a word beside it.
        sharp = held.get(f"exclusive{word[0].upper()}{word[1:]}") is True
        yield checks.bound(f"exclusive{word[0].upper()}{word[1:]}" if sharp else word, limit)
    for word in ("multipleOf", "divisibleBy"):
        if word in held:
            yield checks.multiple_of(held[word])
