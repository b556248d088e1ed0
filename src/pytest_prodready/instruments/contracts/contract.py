"""A contract that was opened: what it is, and everything that can be found in it without running anything."""

import difflib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pytest_prodready.core.hostile import clean
from pytest_prodready.core.location import Location
from pytest_prodready.instruments.contracts.formats import checked_formats
from pytest_prodready.instruments.contracts.keywords import (
    KNOWN,
    OPENAPI,
    Pointer,
    openapi_schemas,
    says_something,
    schemas,
)
from pytest_prodready.instruments.contracts.references import broken_references
from pytest_prodready.instruments.contracts.shelf import Shelf, pointer_text

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend: one line with its JSON pointer, and the place in the file."""

    where: Location
    text: str

    def __str__(self) -> str:
        return f"line {self.where.line}: {self.text}"


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of an API, such as `POST /score`, with its object and its pointer."""

    name: str
    pointer: Pointer
    value: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Contract:
    """`standard` is what it calls itself: OpenAPI 3.1, or the JSON Schema draft."""

    path: str
    standard: str
    value: Any
    shelf: Shelf = field(repr=False)
    violations: tuple[Finding, ...] = ()

    @property
    def is_api(self) -> bool:
        """Whether it describes operations, and not messages."""
        return self.standard.startswith("OpenAPI")

    @property
    def operations(self) -> tuple[Operation, ...]:
        """The operations of an API."""
        paths = self.value.get("paths") or {} if isinstance(self.value, dict) else {}
        return tuple(
            Operation(f"{method.upper()} {path}", ("paths", path, method), item[method])
            for path, item in (paths.items() if isinstance(paths, dict) else ())
            if isinstance(item, dict)
            for method in METHODS
            if isinstance(item.get(method), dict)
        )

    def _schemas(self) -> Iterator[tuple[Pointer, dict[str, Any]]]:
        return openapi_schemas(self.value) if self.is_api else schemas(self.value)

    def _found(self, look: Callable[[dict[str, Any]], Iterator[tuple[Pointer, str]]]) -> tuple[Finding, ...]:
        return tuple(
            Finding(self.shelf.place(self.path, (*at, *inner)), f"{pointer_text((*at, *inner))}: {text}")
            for at, schema in self._schemas()
            for inner, text in look(schema)
        )

    def unknown_keywords(self) -> tuple[Finding, ...]:
        """Words in schemas that no standard knows, and that a validator would pass over in silence."""
        known = KNOWN | OPENAPI if self.is_api else KNOWN

        def look(schema: dict[str, Any]) -> Iterator[tuple[Pointer, str]]:
            for word in schema:
                if word not in known and not word.startswith("x-"):
                    near = difflib.get_close_matches(word, known, n=1, cutoff=0.7)
                    yield (
                        (word,),
                        f"unknown keyword {clean(word, width=40)}" + (f", did you mean {near[0]}?" if near else ""),
                    )

        return self._found(look)

    def unchecked_formats(self) -> tuple[Finding, ...]:
        """Formats that nothing here checks, so that anything would pass."""
        known = checked_formats(api=self.is_api)

        def look(schema: dict[str, Any]) -> Iterator[tuple[Pointer, str]]:
            word = schema.get("format")
            if isinstance(word, str) and word not in known:
                yield ("format",), f"nothing checks the format {clean(word, width=40)}"

        return self._found(look)

    def broken_patterns(self) -> tuple[Finding, ...]:
        """Regular expressions that are none."""

        def look(schema: dict[str, Any]) -> Iterator[tuple[Pointer, str]]:
            for pointer, pattern in _patterns(schema):
                try:
                    re.compile(pattern)
                except (re.error, RecursionError) as error:
                    yield pointer, f"no regular expression: {clean(pattern, width=40)} ({clean(error, width=60)})"

        return self._found(look)

    @property
    def has_patterns(self) -> bool:
        """Whether a hostile message could keep a regular expression busy."""
        return any("pattern" in content.data.decode("utf-8", "replace") for content in self.shelf.contents.values())

    def silent_properties(self) -> tuple[Finding, ...]:
        """Properties of messages that may be anything at all."""

        def look(schema: dict[str, Any]) -> Iterator[tuple[Pointer, str]]:
            inner = schema.get("properties")
            for name, value in inner.items() if isinstance(inner, dict) else ():
                if not says_something(value):
                    yield ("properties", name), f"{clean(name, width=40)} may be anything"

        return self._found(look)

    def broken_references(self) -> tuple[Finding, ...]:
        """References that cannot be followed inside the repo."""
        return tuple(Finding(where, text) for where, text in broken_references(self.shelf, self.path))

    def untyped_operations(self) -> tuple[Finding, ...]:
        """Operations that promise no success, or one whose body may be anything."""
        return tuple(
            Finding(self.shelf.place(self.path, operation.pointer), f"{clean(operation.name, width=80)}: {wrong}")
            for operation in self.operations
            if (wrong := self._untyped(operation.value.get("responses")))
        )

    def _untyped(self, responses: Any) -> str:
        successes = {
            code: self._target(response)
            for code, response in (responses.items() if isinstance(responses, dict) else ())
            if code.startswith("2") or code == "default"
        }
        if not successes:
            return "no response for success"
        for code, response in successes.items():
            content = response.get("content") if isinstance(response, dict) else None
            if not content and code != "204":
                return f"the {code} response has no body"
            for media, about in (content or {}).items():
                if not says_something(about.get("schema") if isinstance(about, dict) else None):
                    return f"the {code} response may be anything ({clean(media, width=40)})"
        return ""

    def _target(self, response: Any) -> Any:
        reference = response.get("$ref") if isinstance(response, dict) else None
        if not isinstance(reference, str) or not reference.startswith("#/"):
            return response
        value = self.value
        for step in reference[2:].split("/"):
            value = value.get(step.replace("~1", "/").replace("~0", "~")) if isinstance(value, dict) else None
        return value


def _patterns(schema: dict[str, Any]) -> Iterator[tuple[Pointer, str]]:
    if isinstance(schema.get("pattern"), str):
        yield ("pattern",), schema["pattern"]
    named = schema.get("patternProperties")
    for pattern in named if isinstance(named, dict) else ():
        yield ("patternProperties", pattern), pattern
