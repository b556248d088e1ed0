"""A contract that was opened: what it is, and everything that can be found in it without running anything."""

import difflib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pytest_prodready.core.hostile import clean
from pytest_prodready.instruments.contracts.dialects import (
    checked_formats,
    is_api,
    judged_words,
    skips_beside_references,
    title_of,
)
from pytest_prodready.instruments.contracts.json_places import Pointer
from pytest_prodready.instruments.contracts.keywords import JUDGING, KNOWN, OPENAPI, says_something
from pytest_prodready.instruments.contracts.operations import Operation, mapping, operations_of, without_type
from pytest_prodready.instruments.contracts.shelf import Shelf, pointer_text
from pytest_prodready.instruments.contracts.survey import Finding, Reached, Survey

Look = Callable[[Reached], Iterator[tuple[Pointer, str]]]


@dataclass(frozen=True, slots=True)
class Contract:
    """`standard` is what it calls itself: OpenAPI 3.1, or the JSON Schema draft.

    `violations` are the ways in which it breaks that standard.
    """

    path: str
    standard: str
    value: Any
    shelf: Shelf = field(repr=False)
    survey: Survey = field(repr=False)
    violations: list[Finding] = field(default_factory=list)

    @property
    def title(self) -> str:
        """What it calls itself, as people call that."""
        return title_of(self.standard)

    @property
    def is_api(self) -> bool:
        """Whether it describes operations, and not messages."""
        return is_api(self.standard)

    @property
    def documents(self) -> dict[str, Any]:
        """It and what it refers to, by every address that is used for them."""
        return {address: self.shelf.values[path] for address, path in self.shelf.addresses.items()}

    @property
    def operations(self) -> tuple[Operation, ...]:
        """The operations of an API."""
        return tuple(operations_of(self.value, self.survey.resolved))

    @property
    def can_refuse(self) -> bool:
        """Whether there is any message that it refuses, as far as its words tell."""
        return self._says(self.value)

    @property
    def has_patterns(self) -> bool:
        """Whether a hostile message could keep a regular expression busy."""
        return any(True for one in self.survey.schemas for _ in _patterns(one.value))

    def unknown_keywords(self) -> tuple[Finding, ...]:
        """Words in schemas that a validator passes over in silence: misspelt, of another draft, or beside a `$ref`."""
        known = KNOWN
        if self.is_api:
            known |= OPENAPI if self.standard == "OpenAPI 3.0" else OPENAPI - {"nullable"}
        return self._found(lambda one: _passed_over(one, known))

    def unchecked_formats(self) -> tuple[Finding, ...]:
        """Formats that nothing here checks, so that anything would pass."""
        known = checked_formats(self.standard)

        def look(one: Reached) -> Iterator[tuple[Pointer, str]]:
            word = one.value.get("format")
            if isinstance(word, str) and word not in known:
                yield ("format",), f"nothing checks the format {clean(word, width=40)}"

        return self._found(look)

    def broken_patterns(self) -> tuple[Finding, ...]:
        """Regular expressions that are none to Python, which is what reads them here."""

        def look(one: Reached) -> Iterator[tuple[Pointer, str]]:
            for pointer, pattern in _patterns(one.value):
                try:
                    re.compile(pattern)
                except (re.error, RecursionError, OverflowError) as error:
                    yield pointer, f"no regular expression: {clean(pattern, width=40)} ({clean(error, width=60)})"

        return self._found(look)

    def silent_properties(self) -> tuple[Finding, ...]:
        """Properties of messages that may be anything at all, where no `type` says that this is meant."""

        def look(one: Reached) -> Iterator[tuple[Pointer, str]]:
            inner = one.value.get("properties")
            for name, value in inner.items() if isinstance(inner, dict) else ():
                if not self._says(value) and "type" not in mapping(self.survey.resolved(value)):
                    yield ("properties", name), f"{clean(name, width=40)} may be anything"

        return self._found(look)

    def broken_references(self) -> tuple[Finding, ...]:
        """References that cannot be followed inside the repo, or lead back to themselves."""
        return (*self.survey.broken, *self.survey.loops)

    def untyped_operations(self) -> tuple[Finding, ...]:
        """Operations that promise no success, or one whose body may be anything."""
        return tuple(
            Finding(self.shelf.place(*self.shelf.spot(one.value)), f"{clean(one.name, width=80)}: {wrong}")
            for one in self.operations
            if (wrong := without_type(one, self.survey.resolved, self._says))
        )

    def _says(self, schema: Any) -> bool:
        return says_something(schema, self.survey.target)

    def _found(self, look: Look) -> tuple[Finding, ...]:
        return tuple(
            Finding(
                self.shelf.place(one.path, (*one.pointer, *inner)), f"{pointer_text((*one.pointer, *inner))}: {text}"
            )
            for one in self.survey.schemas
            for inner, text in look(one)
        )


def _passed_over(one: Reached, known: frozenset[str]) -> Iterator[tuple[Pointer, str]]:
    dialect, judged = title_of(one.dialect), judged_words(one.dialect)
    skipped = "$ref" in one.value and skips_beside_references(one.dialect)
    for word in one.value:
        if word not in known:
            if not word.startswith("x-"):
                yield (word,), f"unknown keyword {clean(word, width=40)}{_nearest(word, known)}"
        elif word in JUDGING - judged:
            yield (word,), f"{word} is no keyword of {dialect} and refuses nothing"
        elif skipped and word in (JUDGING | {"nullable"}) - {"$ref"}:
            yield (word,), f"{word} is passed over beside a $ref in {dialect}"


def _nearest(word: str, known: frozenset[str]) -> str:
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.7)
    return f", did you mean {near[0]}?" if near else ""


def _patterns(schema: dict[str, Any]) -> Iterator[tuple[Pointer, str]]:
    if isinstance(schema.get("pattern"), str):
        yield ("pattern",), schema["pattern"]
    named = schema.get("patternProperties")
    for pattern in named if isinstance(named, dict) else ():
        yield ("patternProperties", pattern), pattern
