"""YAML read strictly: every value with its place, nothing dropped, guessed or executed, every problem told at once.

Built on PyYAML's parser events alone: no tag is ever constructed, so nothing in a document can run.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from pytest_prodready.core.hostile import clean
from pytest_prodready.core.location import Location
from pytest_prodready.core.problem import Problem
from pytest_prodready.reading.scalars import Refused, read_scalar
from pytest_prodready.reading.unreadable import Unreadable
from pytest_prodready.reading.yaml_text import MEBIBYTE, decoded

__all__ = ["BAD", "MAX_DEPTH", "MEBIBYTE", "Bad", "Document", "Path", "Unreadable", "load"]

MAX_DEPTH = 64
MAX_PROBLEMS = 1000

Path = tuple[str | int, ...]
_PURE: Any = yaml.SafeLoader
_FAST: Any = getattr(yaml, "CSafeLoader", _PURE)
_ENDINGS = (yaml.SequenceEndEvent, yaml.MappingEndEvent)
_HALF_ESCAPED = re.compile(r"\\(?:u|U0000)[dD][89a-fA-F]")
_TEMPLATE = re.compile(r"\{\{|\{%")


class Bad:
    """Stands where a value could not be read; the problem is among the document's."""

    def __repr__(self) -> str:
        return "<unreadable>"


BAD = Bad()


@dataclass(frozen=True, slots=True)
class Document:
    """`places` and `key_places` map the path of every value (`("datasets", "customers", "source")`) to its place.

    `flaws` has a problem for each path whose value cannot be relied on, although part of it may have been read: a
    `BAD` value, a key written twice (the first is kept), a mapping with a key that was refused.
    """

    value: object
    places: Mapping[Path, Location] = field(default_factory=dict)
    key_places: Mapping[Path, Location] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    flaws: Mapping[Path, Problem] = field(default_factory=dict)


def load(data: bytes, path: str, *, first_line: int = 1, at_most: int = MEBIBYTE) -> Document:
    """Read one document; `first_line` is the line of `data`'s first line in the file it was cut from.

    Values are dicts with text keys, lists, text, int, float, bool, None and dates; `BAD` stands where one could
    not be read. An empty document has the value None.

    Raises:
        Unreadable: it is no UTF-8, no YAML, larger than `at_most` bytes, nested deeper than 64, not one document,
            or has more than 1,000 problems.

    """
    reader = _Reader(path, first_line, decoded(data, path, first_line, at_most))
    try:
        return reader.document()
    except yaml.MarkedYAMLError as error:
        raise reader.no_yaml(str(error.problem or error.context), error.problem_mark or error.context_mark) from None
    except yaml.YAMLError as error:
        raise reader.no_yaml(str(error), None) from None
    except (ValueError, OverflowError) as error:
        if isinstance(error, Unreadable):
            raise
        # PyYAML's own scanner lets through what Python says of `"\U00110000"` and of `%YAML 1.99…9`.
        raise reader.no_yaml("an escape or a version with an impossible number", None) from None


class _Reader:
    def __init__(self, path: str, first_line: int, text: str) -> None:
        self.path, self.first_line, self.text = path, first_line, text
        self.problems: list[Problem] = []
        self.places: dict[Path, Location] = {}
        self.key_places: dict[Path, Location] = {}
        self.flaws: dict[Path, Problem] = {}

    def at(self, mark: Any) -> Location:
        if mark is None:
            return Location(self.path, self.first_line, 1)
        return Location(self.path, mark.line + self.first_line, mark.column + 1)

    def unreadable(self, what: str, mark: Any, fix: str = "") -> Unreadable:
        return Unreadable(Problem(self.at(mark), clean(what, width=200), fix=fix))

    def no_yaml(self, what: str, mark: Any) -> Unreadable:
        line = self.text.split("\n")[mark.line] if mark is not None and mark.line <= self.text.count("\n") else ""
        fix = "indent with spaces, not with tabs" if re.match(r" *\t", line) else ""
        if _TEMPLATE.search(self.text):
            what, fix = f"{what}; it looks like a template", "render it first"
        return self.unreadable(f"not YAML: {what}", mark, fix)

    def problem(self, event: Any, path: Path, what: str, saw: str = "", fix: str = "") -> None:
        found = Problem(self.at(event.start_mark), what, clean(saw, width=60), fix)
        self.problems.append(found)
        self.flaws.setdefault(path, found)
        if len(self.problems) > MAX_PROBLEMS:
            raise self.unreadable(f"more than {MAX_PROBLEMS} problems, the first on {self.problems[0]}", None)

    def document(self) -> Document:
        # libyaml refuses half a character as no YAML; PyYAML's own parser reads on, so it is one problem of many.
        loader = _PURE if _HALF_ESCAPED.search(self.text) else _FAST
        events: Iterator[Any] = yaml.parse(self.text, Loader=loader)
        next(events)
        start = next(events)
        if isinstance(start, yaml.StreamEndEvent):
            return Document(None)
        value = self.value(next(events), events, (), 0)
        next(events)
        after = next(events)
        if not isinstance(after, yaml.StreamEndEvent):
            raise self.unreadable("a second document", after.start_mark, fix="keep one, without '---' between")
        return Document(value, self.places, self.key_places, tuple(sorted(self.problems)), self.flaws)

    def value(self, event: Any, events: Iterator[Any], path: Path, depth: int) -> object:
        if depth > MAX_DEPTH:
            raise self.unreadable(f"nesting deeper than {MAX_DEPTH}", event.start_mark)
        self.places.setdefault(path, self.at(event.start_mark))
        if isinstance(event, yaml.AliasEvent):
            self.problem(event, path, "aliases are not allowed", f"*{event.anchor}", "write the value out")
            return BAD
        self._plainness(event, path)
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(events, path, depth)
        return self.mapping(events, path, depth)

    def _plainness(self, event: Any, path: Path) -> None:
        if event.anchor is not None:
            fix = "write the value out where it is needed"
            self.problem(event, path, "anchors are not allowed", f"&{event.anchor}", fix)
        if event.tag not in (None, "!"):
            self.problem(event, path, "tags are not allowed", str(event.tag), "write the plain value")

    def scalar(self, event: Any, path: Path) -> object:
        plain = event.implicit[0] and not event.style
        try:
            return read_scalar(event.value, plain=plain) if event.tag in (None, "!") else BAD
        except Refused as error:
            self.problem(event, path, error.what, event.value, error.fix)
            return BAD

    def sequence(self, events: Iterator[Any], path: Path, depth: int) -> list[object]:
        found: list[object] = []
        while not isinstance(event := next(events), _ENDINGS):
            found.append(self.value(event, events, (*path, len(found)), depth + 1))
        return found

    def mapping(self, events: Iterator[Any], path: Path, depth: int) -> dict[str, object]:
        # What stands under a refused key is read for its own problems, at a path that no value has.
        found: dict[str, object] = {}
        while not isinstance(event := next(events), _ENDINGS):
            key = self.key(event, events, path, depth)
            inner = (*path, "?" if key is None else key)
            if key is None:
                self.value(next(events), events, (*inner, -1), depth + 1)
            elif key in found:
                self._doubled(event, inner)
                self.value(next(events), events, (*inner, -1), depth + 1)
            else:
                self.key_places[inner] = self.at(event.start_mark)
                found[key] = self.value(next(events), events, inner, depth + 1)
        return found

    def _doubled(self, event: Any, path: Path) -> None:
        first = self.key_places[path].line
        what = f"the key {clean(path[-1], width=60)!r} is written twice"
        self.problem(event, path, what, f"it again, first on line {first}", "keep one")

    def key(self, event: Any, events: Iterator[Any], path: Path, depth: int) -> str | None:
        """A key's text; None where it was refused."""
        if not isinstance(event, yaml.ScalarEvent):
            template = isinstance(event, yaml.MappingStartEvent)
            what = "a mapping as a key, as in a template's {{ }}" if template else "a key is one word of text"
            fix = "render the template first, or quote the text" if template else "write a plain key"
            self.problem(event, path, what, fix=fix)
            self.value(event, events, (*path, "?", -1), depth + 1)
            return None
        key = str(event.value)
        self._plainness(event, (*path, key))
        if key == "<<" and not event.style:
            self.problem(event, path, "merge keys are not allowed", "<<", "write the values out")
            return None
        try:
            return str(read_scalar(key, plain=False))
        except Refused as error:
            self.problem(event, path, error.what, key, error.fix)
            return None
