"""Sections to declarations: each entry is built from what is sound of it, and remembers what is not."""

import dataclasses
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

from pytest_prodready.core.declaration import Declaration
from pytest_prodready.core.hostile import clean
from pytest_prodready.core.location import Location
from pytest_prodready.core.problem import Problem
from pytest_prodready.manifest.schema import NAME
from pytest_prodready.manifest.shape import fields
from pytest_prodready.manifest.typed import Path, TypedReader, Unread, path_text
from pytest_prodready.reading.strict_yaml import BAD

D = TypeVar("D", bound=Declaration)
_UNWRITTEN = object()


class Assembly:
    """The sections of one document on their way to a manifest; problems gather in `reader`."""

    def __init__(self, reader: TypedReader, top: Mapping[str, object]) -> None:
        self.reader, self.top = reader, top
        self.broken_sections: dict[str, Problem] = {}
        self._places: dict[int, dict[Path, dict[str, Location]]] = {}
        self._siblings: dict[str, dict[str, Declaration]] = defaultdict(dict)

    def sections(self, kinds: Sequence[type[Declaration]]) -> list[Declaration]:
        """Every declaration of these kinds, in their order."""
        return [entry for kind in kinds for entry in self._section(kind)]

    def _section(self, kind: type[Declaration]) -> Iterator[Declaration]:
        path: Path = tuple(kind.section.split("."))
        before = len(self.reader.problems)
        try:
            value = self._reach(path)
            if value is _UNWRITTEN:
                return
            entries = self.reader.mapping(value, path, kind.section) if kind.named else {str(path[-1]): value}
        except Unread:
            self._broken(kind, path, before)
            return
        if path in self.reader.document.flaws:
            self._broken(kind, path, before)
        for name, entry in entries.items():
            inner = (*path, name) if kind.named else path
            if re.fullmatch(NAME, name):
                made = self.declaration(kind, name, entry, inner)
                self._siblings[kind.section][name] = made
                yield made
            else:
                fix = "lower-case letters, digits and _, a letter first, at most 64"
                self.reader.refuse(self.reader.key_at(inner), f"a name in {kind.section} is malformed", name, fix)

    def _reach(self, path: Path) -> object:
        value: object = self.top
        for depth, part in enumerate(path):
            outer = self.reader.mapping(value, path[:depth], path_text(path[:depth]))
            if part not in outer:
                return _UNWRITTEN
            value = outer[str(part)]
        return value

    def _broken(self, kind: type[Declaration], path: Path, before: int) -> None:
        found = self.reader.problems[before:] or [
            self.reader.flawed[path[:size]] for size in range(len(path), 0, -1) if path[:size] in self.reader.flawed
        ]
        self.broken_sections[kind.section] = found[0]

    def declaration(self, kind: type[D], name: str, value: object, path: Path) -> D:
        """One entry, whatever is wrong with it."""
        before = len(self.reader.problems)
        try:
            values, broken = self.reader.entry(kind, value, path)
        except Unread:
            why = str(self.reader.flawed[path] if value is BAD else self.reader.problems[before])
            values, broken = {}, _all_broken(kind, why)
        return self.built(kind, name, values, broken, path)

    def built(self, kind: type[D], name: str, values: Mapping[str, object], broken: Mapping[str, str], path: Path) -> D:
        """An entry of these values; a broken field is left out, so that asking for it is a look that failed."""
        where = self.reader.key_at(path)
        known: dict[str, Any] = {**values, "name": name, "where": where, "places": self._below(path)}
        known["siblings"] = self._siblings[kind.section]
        if not broken:
            try:
                return kind(**known)
            except Exception as error:  # noqa: BLE001 - a third party's __post_init__: the other entries are still judged
                self.reader.refuse(where, f"{path_text(path)}: {clean(error, width=200)}")
                broken = _all_broken(kind, str(self.reader.problems[-1]))
        # Not through __init__: a __post_init__ that compares fields must not meet the ones that are not there.
        made = object.__new__(kind)
        for attribute, value in {**_defaults(kind), **known, "broken": broken}.items():
            if attribute not in broken:
                object.__setattr__(made, attribute, value)
        return made

    def _below(self, path: Path) -> dict[str, Location]:
        """The places of an entry's keys, by their dotted path inside of it."""
        size = len(path)
        if size not in self._places:
            found: dict[Path, dict[str, Location]] = defaultdict(dict)
            for inner, where in self.reader.document.key_places.items():
                if len(inner) > size:
                    found[inner[:size]][".".join(map(str, inner[size:]))] = where
            self._places[size] = found
        return self._places[size].get(path, {})


def _defaults(kind: type[Declaration]) -> dict[str, object]:
    found = dataclasses.fields(kind)
    plain = {field.name: field.default for field in found if field.default is not dataclasses.MISSING}
    made = {field.name: field.default_factory() for field in found if field.default_factory is not dataclasses.MISSING}
    return {**plain, **made}


def _all_broken(kind: type, why: str) -> dict[str, str]:
    return dict.fromkeys((field.attribute for field in fields(kind)), why)
