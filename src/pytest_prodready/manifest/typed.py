"""Plain values to typed ones: every problem is kept with its place, and what is sound is still built."""

import dataclasses
from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any

from pytest_prodready.core.hostile import clean
from pytest_prodready.core.kind import Kind
from pytest_prodready.core.location import Location
from pytest_prodready.core.problem import Problem
from pytest_prodready.manifest.messages import meant, noun, shown, wanted
from pytest_prodready.manifest.shape import Field, ListOf, MappingOf, fields
from pytest_prodready.reading.strict_yaml import BAD, Document

Path = tuple[str | int, ...]


class Unread(Exception):
    """A value that could not be read; its problem is already kept."""


class TypedReader:
    """Reads values of one document; `problems` grows as it goes."""

    def __init__(self, document: Document, path: str) -> None:
        self.document, self.path = document, path
        self.problems: list[Problem] = []
        self.flawed: dict[Path, Problem] = {}
        for inner, problem in document.flaws.items():
            for size in range(len(inner) + 1):
                self.flawed.setdefault(inner[:size], problem)

    def at(self, path: Path) -> Location:
        """The place of a value, or of the nearest thing above it."""
        while path and path not in self.document.places:
            path = path[:-1]
        return self.document.places.get(path, Location(self.path, 1, 1))

    def key_at(self, path: Path) -> Location:
        """The place of the key that leads to a value."""
        return self.document.key_places.get(path, self.at(path))

    def refuse(self, where: Location, what: str, saw: object = "", fix: str = "") -> Unread:
        """Keep a problem and return what to raise."""
        self.problems.append(Problem(where, what, shown(saw) if saw != "" else "", fix))
        return Unread()

    def mapping(self, value: object, path: Path, what: str) -> Mapping[str, object]:
        """A mapping, or a refusal that names what stands there instead."""
        if not isinstance(value, dict):
            if value is BAD:
                raise Unread
            fix = "write what belongs under it, or remove the key" if value is None else ""
            raise self.refuse(self.at(path), f"{what} must be a mapping", noun(value), fix)
        return value

    def entry(self, kind: type, value: object, path: Path) -> tuple[dict[str, object], dict[str, str]]:
        """The readable fields of an entry by attribute, and for each unreadable one why."""
        written = self.mapping(value, path, path_text(path))
        known = {field.key: field for field in fields(kind)}
        for key in written:
            if key not in known:
                self.refuse(
                    self.key_at((*path, key)), f"unknown key {shown(key)!r} in {path_text(path)}", fix=meant(key, known)
                )
        values: dict[str, object] = {}
        broken: dict[str, str] = {}
        for key, field in known.items():
            self._field(field, written, (*path, key), values, broken)
        if path in self.document.flaws:
            # Two entries of one name, or keys that were refused: nobody knows what was meant here.
            why = str(self.document.flaws[path])
            return {}, dict.fromkeys((field.attribute for field in known.values()), why)
        return values, broken

    def _field(
        self,
        field: Field,
        written: Mapping[str, object],
        path: Path,
        values: dict[str, object],
        broken: dict[str, str],
    ) -> None:
        """Read one field; any problem inside of it breaks it whole, so that nobody is judged by half a budget."""
        before = len(self.problems)
        try:
            if field.key in written:
                value = self.value(field.shape, written[field.key], path)
                if len(self.problems) == before and path not in self.flawed:
                    values[field.attribute] = value
                    return
            elif field.required:
                entry = path_text(path[:-1])
                self.refuse(self.at(path[:-1]), f"{entry} has no {field.key}", fix=f"add {field.key}: {field.example}")
            else:
                return
        except Unread:
            pass
        broken[field.attribute] = str(self.flawed[path] if path in self.flawed else self.problems[before])

    def value(self, shape: Any, value: object, path: Path) -> object:
        """A typed value of this shape; raises Unread."""
        if value is BAD or path in self.document.flaws:
            raise Unread
        if isinstance(shape, Kind):
            return self._of_kind(shape, value, path)
        if isinstance(shape, ListOf):
            return self._list(shape, value, path)
        if isinstance(shape, MappingOf):
            written = self.mapping(value, path, path_text(path))
            return self._all({key: (shape.value, item, (*path, key)) for key, item in written.items()})
        if issubclass(shape, Enum):
            return self._member(shape, value, path)
        if isinstance(shape, type) and dataclasses.is_dataclass(shape):
            return self._nested(shape, value, path)
        return self._plain(shape, value, path)

    def _of_kind(self, kind: Kind, value: object, path: Path) -> object:
        if isinstance(value, list) and BAD in value:
            raise Unread
        try:
            return kind.read(value)
        except Exception as error:  # noqa: BLE001 - a third party's kind: the other fields are still read
            raise self.refuse(self.at(path), f"{path_text(path)}: {clean(error, width=200)}", value) from None

    def _list(self, shape: ListOf, value: object, path: Path) -> tuple[object, ...]:
        if not isinstance(value, list):
            raise self.refuse(self.at(path), f"{path_text(path)} must be a list", value, fix=f"[{shown(value)}]")
        read = self._all({index: (shape.item, item, (*path, index)) for index, item in enumerate(value)})
        return tuple(read.values())

    def _all(self, items: Mapping[Any, tuple[Any, object, Path]]) -> dict[Any, object]:
        read, failed = {}, False
        for key, (shape, value, path) in items.items():
            try:
                read[key] = self.value(shape, value, path)
            except Unread:
                failed = True
        if failed:
            raise Unread
        return read

    def _member(self, shape: type[Enum], value: object, path: Path) -> Enum:
        for member in shape:
            if member.value == value:
                return member
        hint = meant(str(value), [member.value for member in shape])
        raise self.refuse(self.at(path), f"{path_text(path)} cannot be this", value, fix=hint)

    def _nested(self, shape: type, value: object, path: Path) -> object:
        values, broken = self.entry(shape, value, path)
        if broken:
            raise Unread
        try:
            return shape(**values)
        except Exception as error:  # noqa: BLE001 - a third party's __post_init__: the other fields are still read
            raise self.refuse(self.at(path), f"{path_text(path)}: {clean(error, width=200)}") from None

    def _plain(self, shape: type, value: object, path: Path) -> object:
        if shape is float and type(value) is int:
            return float(value)
        if type(value) is not shape:
            raise self.refuse(
                self.at(path), f"{path_text(path)} takes {wanted(shape)}", value, fix=_quoted(shape, value)
            )
        if shape is str and not str(value).strip():
            raise self.refuse(self.at(path), f"{path_text(path)} is empty", fix="write it, or remove the key")
        return value


def _quoted(shape: type, value: object) -> str:
    return f'quote it: "{shown(value)}"' if shape is str and isinstance(value, int | float | date) else ""


def path_text(path: Path) -> str:
    """A path as people say it: datasets.customers.source, waivers[1]."""
    words = ""
    for part in path:
        words += f"[{part}]" if isinstance(part, int) else f".{shown(part)}"
    return words.lstrip(".") or "the manifest"
