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

MEBIBYTE = 1 << 20
MAX_DEPTH = 64

Path = tuple[str | int, ...]
_Parser: Any = getattr(yaml, "CParser", None)
_ENDINGS = (yaml.SequenceEndEvent, yaml.MappingEndEvent)


class Unreadable(ValueError):
    """Nothing can be made of a document; `problem` says why and where."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class Bad:
    """Stands where a value could not be read; the problem is among the document's."""

    def __repr__(self) -> str:
        return "<unreadable>"


BAD = Bad()


@dataclass(frozen=True, slots=True)
class Document:
    """`places` and `key_places` map the path of every value (`("datasets", "customers", "source")`) to its place."""

    value: object
    places: Mapping[Path, Location] = field(default_factory=dict)
    key_places: Mapping[Path, Location] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def load(data: bytes, path: str, *, first_line: int = 1, at_most: int = MEBIBYTE) -> Document:
    """Read one document; `first_line` is the line of `data`'s first line in the file it was cut from.

    Values are dicts with text keys, lists, text, int, float, bool, None and dates; `BAD` stands where one could
    not be read. An empty document has the value None.

    Raises:
        Unreadable: it is no UTF-8, no YAML, larger than `at_most` bytes, nested deeper than 64, or not one document.

    """
    reader = _Reader(path, first_line)
    text = reader.text(data, at_most)
    try:
        return reader.document(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise reader.unreadable(f"not YAML: {error.problem or error.context}", mark) from None
    except yaml.YAMLError as error:
        raise reader.unreadable(f"not YAML: {clean(error, width=120)}", None) from None


class _Reader:
    def __init__(self, path: str, first_line: int) -> None:
        self.path, self.first_line = path, first_line
        self.problems: list[Problem] = []
        self.places: dict[Path, Location] = {}
        self.key_places: dict[Path, Location] = {}

    def at(self, mark: Any) -> Location:
        if mark is None:
            return Location(self.path, self.first_line, 1)
        return Location(self.path, mark.line + self.first_line, mark.column + 1)

    def unreadable(self, what: str, mark: Any, fix: str = "") -> Unreadable:
        return Unreadable(Problem(self.at(mark), clean(what, width=200), fix=fix))

    def problem(self, event: Any, what: str, saw: str = "", fix: str = "") -> None:
        self.problems.append(Problem(self.at(event.start_mark), what, clean(saw, width=60), fix))

    def text(self, data: bytes, at_most: int) -> str:
        if len(data) > at_most:
            raise self.unreadable(f"larger than the {at_most // MEBIBYTE} MiB that are read", None)
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise self.unreadable("UTF-16 text", None, fix="save it as UTF-8")
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start)
            where = Location(self.path, line + self.first_line, 1)
            raise Unreadable(
                Problem(where, f"not UTF-8: byte 0x{data[error.start]:02x}", fix="save it as UTF-8")
            ) from None
        # YAML knows no other line ends; a lone carriage return would hide what follows from some readers.
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def document(self, text: str) -> Document:
        events = _events(text)
        next(events)
        start = next(events)
        if isinstance(start, yaml.StreamEndEvent):
            return Document(None)
        value = self.value(next(events), events, (), 0)
        next(events)
        after = next(events)
        if not isinstance(after, yaml.StreamEndEvent):
            raise self.unreadable("a second document", after.start_mark, fix="keep one, without '---' between")
        return Document(value, self.places, self.key_places, tuple(sorted(self.problems)))

    def value(self, event: Any, events: Iterator[Any], path: Path, depth: int) -> object:
        if depth > MAX_DEPTH:
            raise self.unreadable(f"nesting deeper than {MAX_DEPTH}", event.start_mark)
        self.places.setdefault(path, self.at(event.start_mark))
        if isinstance(event, yaml.AliasEvent):
            self.problem(event, "aliases are not allowed", f"*{event.anchor}", "write the value out")
            return BAD
        self._plainness(event)
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(events, path, depth)
        return self.mapping(events, path, depth)

    def _plainness(self, event: Any) -> None:
        if event.anchor is not None:
            self.problem(event, "anchors are not allowed", f"&{event.anchor}", "write the value out where it is needed")
        if event.tag not in (None, "!"):
            self.problem(event, "tags are not allowed", str(event.tag), "write the plain value")

    def scalar(self, event: Any) -> object:
        plain = event.implicit[0] and event.style is None
        try:
            return read_scalar(event.value, plain=plain) if event.tag in (None, "!") else BAD
        except Refused as error:
            self.problem(event, error.what, event.value, error.fix)
            return BAD

    def sequence(self, events: Iterator[Any], path: Path, depth: int) -> list[object]:
        found: list[object] = []
        while not isinstance(event := next(events), _ENDINGS):
            found.append(self.value(event, events, (*path, len(found)), depth + 1))
        return found

    def mapping(self, events: Iterator[Any], path: Path, depth: int) -> dict[str, object]:
        found: dict[str, object] = {}
        while not isinstance(event := next(events), _ENDINGS):
            key = self.key(event, events, depth)
            inner = (*path, key)
            doubled = key in found
            if doubled:
                first = self.key_places[inner].line
                self.problem(
                    event,
                    f"the key {clean(key, width=60)!r} is written twice",
                    f"it again, first on line {first}",
                    "keep one",
                )
            else:
                self.key_places[inner] = self.at(event.start_mark)
            value = self.value(next(events), events, (*path, f"{key} (again)") if doubled else inner, depth + 1)
            if not doubled and key != "<<":
                found[key] = value
        return found

    def key(self, event: Any, events: Iterator[Any], depth: int) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            self.problem(event, "a key is one word of text", fix="write a plain key")
            self.value(event, events, ("?",), depth + 1)
            return "?"
        self._plainness(event)
        if event.value == "<<" and event.style is None:
            self.problem(event, "merge keys are not allowed", "<<", "write the values out")
        return str(event.value)


def _events(text: str) -> Iterator[Any]:
    if _Parser is not None and not re.search(r"[\ud800-\udfff]", text):
        return _all_events(_Parser(text))
    return iter(yaml.parse(text, Loader=yaml.SafeLoader))


def _all_events(parser: Any) -> Iterator[Any]:
    try:
        while parser.check_event():
            yield parser.get_event()
    finally:
        parser.dispose()
