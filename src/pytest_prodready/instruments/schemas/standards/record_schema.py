"""A JSON Schema of one record, opened as contracts are, and refused where it would let something pass unseen."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pytest_prodready.core.hostile import clean
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.contracts.contract import Contract
from pytest_prodready.instruments.contracts.keywords import on_the_same_value, says_something
from pytest_prodready.instruments.contracts.shelf import Shelf
from pytest_prodready.instruments.contracts.standards import broken_by, standard_of
from pytest_prodready.instruments.contracts.survey import Survey
from pytest_prodready.instruments.schemas.standards.entry import Entry
from pytest_prodready.instruments.schemas.standards.formats import without_checkers

_WORDS = ("properties", "patternProperties", "required", "allOf", "anyOf", "oneOf", "$ref")


@dataclass(frozen=True, slots=True)
class RecordSchema:
    """A JSON Schema for one row: `properties` are those that it names anywhere for the record itself.

    `welcome` says that it allows others in so many words; where it is silent, they are not announced.
    """

    contract: Contract
    properties: Mapping[str, Any]
    required: frozenset[str]
    welcome: bool

    @property
    def path(self) -> str:
        """Where it stands in the repo."""
        return self.contract.path

    def rules(self, name: str) -> tuple[str, ...]:
        """What it demands of a property, each as it is printed."""
        schema = self.contract.survey.resolved(self.properties[name])
        said = [word_of(word, value) for word, value in (schema if isinstance(schema, dict) else {}).items()]
        return (*(("required",) if name in self.required else ()), *(one for one in said if one))


def is_record_schema(written: Entry) -> bool:
    """Whether a file is a JSON Schema, by its own word or by its form."""
    named = written.held.get("$schema")
    if isinstance(named, str) and "json-schema.org" in named:
        return True
    return isinstance(written.held.get("properties"), dict) or (
        written.held.get("type") == "object" and any(word in written.held for word in _WORDS)
    )


def open_record_schema(root: Path, path: str) -> RecordSchema:
    """The schema at a path from the repo's root, with what it refers to inside of the repo.

    Raises:
        CannotLook: it breaks its draft, has a reference that leads nowhere, an unknown keyword, a pattern that is
            none, or a format that nothing checks; or it names no property, or refuses nothing.

    """
    shelf = Shelf(root)
    value = shelf.open(path)
    standard = standard_of(path, value)
    contract = Contract(path, standard, value, shelf, Survey(shelf, path, standard))
    _refuse_unfit(contract)
    spots = list(_of_the_record(contract, value, set()))
    properties: dict[str, Any] = {}
    required: set[str] = set()
    for spot in spots:
        for name, inner in spot.get("properties", {}).items():
            properties.setdefault(name, inner)
        needed = spot.get("required")
        required.update(needed if isinstance(needed, list) and spot is contract.survey.resolved(value) else ())
    if not properties:
        raise CannotLook(f"{clean(path)}: the schema has no properties, so it checks nothing", fix="add properties")
    # A row is an object whatever it holds, so that `type: object` refuses none.
    if not any(says_something(_without_type(spot), contract.survey.target) for spot in spots):
        raise CannotLook(f"{clean(path)}: the schema refuses nothing", fix="say what each property must look like")
    more = ("additionalProperties", "unevaluatedProperties", "patternProperties")
    welcome = any(spot.get(word, False) is not False for spot in spots for word in more)
    return RecordSchema(contract, properties, frozenset(required), welcome)


def _without_type(schema: dict[str, Any]) -> dict[str, Any]:
    return {word: value for word, value in schema.items() if word != "type"}


def _refuse_unfit(contract: Contract) -> None:
    for reached in contract.survey.schemas:
        for where, at, text in broken_by(reached) if reached.entry else ():
            raise _refusal(contract.shelf.place(where, at), text)
    silent = (*contract.broken_references(), *contract.broken_patterns(), *contract.unknown_keywords())
    for finding in silent:
        raise _refusal(finding.where, finding.text)
    for finding in contract.unchecked_formats():
        raise _refusal(finding.where, f"{finding.text}{without_checkers()}")


def _refusal(where: object, text: str) -> CannotLook:
    return CannotLook(f"{where}: {text}", fix="correct the schema")


def _of_the_record(contract: Contract, schema: Any, seen: set[int]) -> Iterator[dict[str, Any]]:
    """The schemas that judge the record itself, those behind references among them."""
    schema = contract.survey.resolved(schema) if isinstance(schema, dict) else schema
    if not isinstance(schema, dict) or id(schema) in seen:
        return
    seen.add(id(schema))
    yield schema
    target = contract.survey.target(schema)
    for inner in (*([target] if target is not None else ()), *on_the_same_value(schema)):
        yield from _of_the_record(contract, inner, seen)


def word_of(word: str, value: Any) -> str:
    """A keyword as it is printed, with its value where that is short; empty for one that demands nothing."""
    if word in ("title", "description", "examples", "default", "$comment", "$id", "$ref", "deprecated"):
        return ""
    if word == "type" and isinstance(value, list):
        return f"type {clean(' or '.join(map(str, value)), width=60)}"
    if isinstance(value, dict) or (isinstance(value, list) and any(isinstance(one, dict) for one in value)):
        return word
    if isinstance(value, list):
        return clean(f"{word} [{', '.join(map(str, value))}]", width=80)
    return clean(f"{word} {value if isinstance(value, str) else json.dumps(value)}", width=80)
