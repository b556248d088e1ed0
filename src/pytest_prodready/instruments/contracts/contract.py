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
)
from pytest_prodready.instruments.contracts.keywords import JUDGING, KNOWN, OPENAPI, says_something
from pytest_prodready.instruments.contracts.shelf import Pointer, Shelf, pointer_text
from pytest_prodready.instruments.contracts.survey import Finding, Survey

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
Look = Callable[[dict[str, Any]], Iterator[tuple[Pointer, str]]]


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of an API, such as `POST /score`, with its object."""

    name: str
    value: dict[str, Any]


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
        paths = self.value.get("paths") if isinstance(self.value, dict) else None
        items = {path: self.survey.resolved(item) for path, item in (paths.items() if isinstance(paths, dict) else ())}
        return tuple(
            Operation(f"{method.upper()} {path}", item[method])
            for path, item in items.items()
            if isinstance(item, dict)
            for method in METHODS
            if isinstance(item.get(method), dict)
        )

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
        known = KNOWN | OPENAPI if self.is_api else KNOWN
        if self.is_api and self.standard != "OpenAPI 3.0":
            known -= {"nullable"}
        judged = judged_words(self.standard)
        name = self.standard if self.is_api else "/".join(self.standard.split("/")[3:-1])

        def look(schema: dict[str, Any]) -> Iterator[tuple[Pointer, str]]:
            skipped = "$ref" in schema and skips_beside_references(self.standard)
            for word in schema:
                if word not in known:
                    if not word.startswith("x-"):
                        yield (word,), f"unknown keyword {clean(word, width=40)}{_nearest(word, known)}"
                elif word in JUDGING - judged and "$schema" not in schema:
                    yield (word,), f"{word} is no keyword of {name} and refuses nothing"
                elif skipped and word in JUDGING - {"$ref"}:
                    yield (word,), f"{word} is passed over beside a $ref in {name}"

        return self._found(look)

    def unchecked_formats(self) -> tuple[Finding, ...]:
        """Formats that nothing here checks, so that anything would pass."""
        known = checked_formats(self.standard)

        def look(schema: dict[str, Any]) -> Iterator[tuple[Pointer, str]]:
            word = schema.get("format")
            if isinstance(word, str) and word not in known:
                yield ("format",), f"nothing checks the format {clean(word, width=40)}"

        return self._found(look)

    def broken_patterns(self) -> tuple[Finding, ...]:
        """Regular expressions that are none to Python, which is what reads them here."""

        def look(schema: dict[str, Any]) -> Iterator[tuple[Pointer, str]]:
            for pointer, pattern in _patterns(schema):
                try:
                    re.compile(pattern)
                except (re.error, RecursionError, OverflowError) as error:
                    yield pointer, f"no regular expression: {clean(pattern, width=40)} ({clean(error, width=60)})"

        return self._found(look)

    def silent_properties(self) -> tuple[Finding, ...]:
        """Properties of messages that may be anything at all."""

        def look(schema: dict[str, Any]) -> Iterator[tuple[Pointer, str]]:
            inner = schema.get("properties")
            for name, value in inner.items() if isinstance(inner, dict) else ():
                if not self._says(value):
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
            if (wrong := self._untyped(one.value.get("responses")))
        )

    def _untyped(self, responses: Any) -> str:
        successes = {
            code: self.survey.resolved(response)
            for code, response in (responses.items() if isinstance(responses, dict) else ())
            if code.startswith("2") or code == "default"
        }
        if not successes:
            return "no response for success"
        for code, response in successes.items():
            content = response.get("content") if isinstance(response, dict) else None
            if not content and code not in ("204", "205"):
                return f"the {clean(code, width=20)} response has no body"
            for media, about in content.items() if isinstance(content, dict) else ():
                if not self._says(_schema_of(about)):
                    return f"the {clean(code, width=20)} response may be anything ({clean(media, width=40)})"
        return ""

    def _says(self, schema: Any) -> bool:
        return says_something(schema, self.survey.target)

    def _found(self, look: Look) -> tuple[Finding, ...]:
        return tuple(
            Finding(
                self.shelf.place(one.path, (*one.pointer, *inner)), f"{pointer_text((*one.pointer, *inner))}: {text}"
            )
            for one in self.survey.schemas
            for inner, text in look(one.value)
        )


def _schema_of(media: Any) -> Any:
    return media.get("schema", media.get("itemSchema")) if isinstance(media, dict) else None


def _nearest(word: str, known: frozenset[str]) -> str:
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.7)
    return f", did you mean {near[0]}?" if near else ""


def _patterns(schema: dict[str, Any]) -> Iterator[tuple[Pointer, str]]:
    if isinstance(schema.get("pattern"), str):
        yield ("pattern",), schema["pattern"]
    named = schema.get("patternProperties")
    for pattern in named if isinstance(named, dict) else ():
        yield ("patternProperties", pattern), pattern
