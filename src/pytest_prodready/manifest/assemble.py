"""Sections to declarations, and what only shows when they are seen together."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from pytest_prodready.core.declaration import Declaration
from pytest_prodready.core.location import Location
from pytest_prodready.core.phase import Phase
from pytest_prodready.core.problem import Problem
from pytest_prodready.declarations.project import Project
from pytest_prodready.declarations.waiver import Waiver
from pytest_prodready.manifest.messages import meant
from pytest_prodready.manifest.references import dangling
from pytest_prodready.manifest.safety_net import unforeseen
from pytest_prodready.manifest.schema import NAME, VERSION
from pytest_prodready.manifest.shape import fields
from pytest_prodready.manifest.typed import Path, TypedReader, Unread, path_text
from pytest_prodready.reading.strict_yaml import BAD, Document

MAX_WAIVER = timedelta(days=90)


class Assembly:
    """One document on its way to a manifest."""

    def __init__(self, document: Document, path: str, today: date) -> None:
        self.reader = TypedReader(document, path)
        self.document, self.today = document, today
        self.top: dict[str, object] = document.value  # type: ignore[assignment]  # load_manifest has looked
        self.broken_sections: dict[str, Problem] = {}
        self.project_name = ""

    def sections(self, kinds: Sequence[type[Declaration]]) -> list[Declaration]:
        """Every declaration of these kinds."""
        return [entry for kind in kinds for entry in self._section(kind)]

    def _section(self, kind: type[Declaration]) -> Iterator[Declaration]:
        path: Path = tuple(kind.section.split("."))
        before = len(self.reader.problems)
        try:
            value = self._reach(path)
            if value is None:
                return
            named = self.reader.mapping(value, path, kind.section) if kind.named else {str(path[-1]): value}
        except Unread:
            found = self.reader.problems[before:]
            where = self.reader.at(path)
            self.broken_sections[kind.section] = found[0] if found else Problem(where, f"{kind.section} cannot be read")
            return
        for name, entry in named.items():
            inner = (*path, name) if kind.named else path
            if not re.match(NAME, name):
                fix = "lower-case letters, digits and _, a letter first, at most 64"
                self.reader.refuse(self.reader.key_at(inner), f"a name in {kind.section} is malformed", name, fix)
            else:
                yield from self._declaration(kind, name, entry, inner)

    def _reach(self, path: Path) -> object:
        value: object = self.top
        for depth, part in enumerate(path):
            if value is None:
                return None
            value = self.reader.mapping(value, path[:depth], path_text(path[:depth])).get(str(part))
        return value

    def _declaration(self, kind: type[Declaration], name: str, value: object, path: Path) -> Iterator[Any]:
        try:
            values, broken = self.reader.entry(kind, value, path)
        except Unread:
            why = f"{self.reader.at(path)}: it cannot be read"
            values, broken = {}, {field.attribute: why for field in fields(kind)}
        yield self._built(kind, name, values, broken, path)

    def _built(
        self, kind: type[Declaration], name: str, values: Mapping[str, object], broken: Mapping[str, str], path: Path
    ) -> Declaration:
        """An entry with what is sound of it; a field that is broken is taken away, so that asking for it is noticed."""
        placeholders = dict.fromkeys(broken)
        made = kind(
            name=name,
            where=self.reader.key_at(path),
            places=self._places(path),
            broken=broken,
            **{**placeholders, **values},
        )
        for attribute in broken:
            object.__delattr__(made, attribute)
        return made

    def _places(self, path: Path) -> dict[str, Location]:
        return {
            ".".join(map(str, inner[len(path) :])): where
            for inner, where in self.document.key_places.items()
            if inner[: len(path)] == path and len(inner) > len(path)
        }

    def project(self) -> Project:
        """The project; a phase that cannot be read counts as the last."""
        self._version()
        if "project" not in self.top:
            self.reader.refuse(Location(self.reader.path, 1, 1), "there is no project", fix=f"add {Project.example}")
            values: dict[str, object] = {}
            broken = dict.fromkeys(("title", "phase", "owner"), "there is no project")
        else:
            try:
                values, broken = self.reader.entry(Project, self.top["project"], ("project",))
            except Unread:
                values, broken = {}, dict.fromkeys(("title", "phase", "owner"), "the project cannot be read")
        if "phase" in broken:
            values, broken = (
                {**values, "phase": Phase.SCALE},
                {key: why for key, why in broken.items() if key != "phase"},
            )
        self.project_name = str(values.get("title", ""))
        return self._built(Project, "project", values, broken, ("project",))  # type: ignore[return-value]  # built from Project

    def _version(self) -> None:
        version = self.top.get("version")
        if version is BAD:
            return
        if type(version) is not int or version != VERSION:
            known = "version" in self.top
            where = self.reader.at(("version",)) if known else Location(self.reader.path, 1, 1)
            what = "unsupported version" if known else "there is no version"
            self.reader.refuse(where, what, version if known else "", f"version: {VERSION} (supported: {VERSION})")

    def waivers(self) -> tuple[Waiver, ...]:
        """The waivers that can be told apart from noise; their problems are kept."""
        value = self.top.get("waivers")
        if value is None or value is BAD:
            return ()
        if not isinstance(value, list):
            self.reader.refuse(self.reader.at(("waivers",)), "waivers must be a list", value, "start each with '- '")
            return ()
        made = [
            one
            for number, item in enumerate(value)
            for one in self._declaration(Waiver, str(number), item, ("waivers", number))
        ]
        for waiver in made:
            self._bounded(waiver)
        return tuple(made)

    def _bounded(self, waiver: Waiver) -> None:
        if "expires" not in waiver.broken and waiver.expires > self.today + MAX_WAIVER:
            last = self.today + MAX_WAIVER
            where = waiver.at("expires")
            self.reader.refuse(
                where, "a waiver lasts at most 90 days", waiver.expires, f"the last day possible is {last}"
            )

    def finish(self, entries: Sequence[Declaration], kinds: Sequence[type[Declaration]]) -> None:
        """Unknown sections, dangling references, and what the schema sees and the reader did not."""
        known = dict.fromkeys(["version", "project", *(kind.section.split(".")[0] for kind in kinds), "waivers"])
        for key in self.top:
            if key not in known:
                self.reader.refuse(self.reader.key_at((key,)), f"unknown section {key!r}", fix=meant(key, known))
        self._inner_sections(kinds)
        self.reader.problems += dangling(entries)
        if not self.reader.problems and not self.document.problems:
            self.reader.problems += unforeseen(self.top, kinds, self.reader)

    def _inner_sections(self, kinds: Sequence[type[Declaration]]) -> None:
        inner: dict[str, list[str]] = {}
        for kind in kinds:
            outer, _, rest = kind.section.partition(".")
            if rest:
                inner.setdefault(outer, []).append(rest)
        for outer, known in inner.items():
            value = self.top.get(outer)
            for key in value if isinstance(value, dict) else ():
                if key not in known:
                    where = self.reader.key_at((outer, key))
                    self.reader.refuse(where, f"unknown key {key!r} in {outer}", fix=meant(key, known))
