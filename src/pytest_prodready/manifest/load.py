"""The one way in: a file to a typed Manifest, with every problem it has."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

from pytest_prodready.core.declaration import Declaration
from pytest_prodready.core.hostile import clean
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.core.problem import Problem
from pytest_prodready.declarations.dataset import Dataset
from pytest_prodready.declarations.integration import Integration
from pytest_prodready.declarations.model import Model
from pytest_prodready.declarations.operations import Rollback
from pytest_prodready.declarations.project import Project
from pytest_prodready.declarations.service import Service
from pytest_prodready.declarations.waiver import Waiver
from pytest_prodready.manifest.assemble import Assembly
from pytest_prodready.manifest.frame import check_keys, check_version, read_project, read_waivers
from pytest_prodready.manifest.references import dangling
from pytest_prodready.manifest.safety_net import unforeseen
from pytest_prodready.manifest.typed import TypedReader
from pytest_prodready.reading.files import MEBIBYTE, Content, read
from pytest_prodready.reading.strict_yaml import Unreadable, load

BUILT_IN: tuple[type[Declaration], ...] = (Dataset, Model, Service, Integration, Rollback)
"""The sections of the house."""

NAMES = ("prodready.yaml", "prodready.yml")
D = TypeVar("D", bound=Declaration)


class ManifestUnreadable(ValueError):
    """There is nothing that could be judged: no file, no YAML, or no mapping."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest as it was read; `path` is relative to `root`, `sha256` of the bytes that were parsed.

    A project whose phase cannot be read counts as the last one, so that nothing is asked too little.
    `broken_sections` are sections that are no mapping at all.
    """

    path: str
    root: Path
    sha256: str
    project: Project
    project_name: str
    declarations: tuple[Declaration, ...]
    waivers: tuple[Waiver, ...]
    problems: tuple[Problem, ...]
    broken_sections: Mapping[str, Problem] = field(default_factory=dict)

    def of(self, kind: type[D]) -> tuple[D, ...]:
        """The declarations of one kind, in the order they are written."""
        return tuple(entry for entry in self.declarations if isinstance(entry, kind))


def load_manifest(
    path: Path, root: Path, *, declarations: Sequence[type[Declaration]] = BUILT_IN, today: date
) -> Manifest:
    """Read the manifest at `path`, a file directly or deeper below `root`; `today` (UTC) bounds the waivers.

    Raises:
        ManifestUnreadable: it is missing, no regular file, no UTF-8, no YAML, empty, or no mapping.

    """
    content = _content(path, root)
    try:
        document = load(content.data, content.path)
    except Unreadable as error:
        raise ManifestUnreadable(str(error)) from None
    if not isinstance(document.value, dict):
        what = "is empty: it declares nothing" if document.value is None else "must be a mapping"
        raise ManifestUnreadable(f"{content.path}: the manifest {what}; `prodready schema` describes it")
    reader = TypedReader(document, content.path)
    assembly = Assembly(reader, document.value)
    check_version(assembly)
    project = read_project(assembly)
    entries = assembly.sections(declarations)
    waivers = read_waivers(assembly, today)
    check_keys(assembly, declarations)
    reader.problems += dangling(entries)
    if not reader.problems and not document.problems:
        reader.problems += unforeseen(document.value, declarations, reader)
    return Manifest(
        path=content.path,
        root=root,
        sha256=content.sha256,
        project=project,
        project_name="" if "title" in project.broken else project.title,
        declarations=tuple(entries),
        waivers=waivers,
        problems=tuple(sorted({*document.problems, *reader.problems})),
        broken_sections=assembly.broken_sections,
    )


def _content(path: Path, root: Path) -> Content:
    relative = path.relative_to(root).as_posix()
    _look_at(path, relative, root)
    try:
        return read(root, relative, at_most=MEBIBYTE)
    except CannotLook as error:
        reason = error.reason if relative in error.reason else f"{relative}: {error.reason}"
        raise ManifestUnreadable(reason) from None


def _look_at(path: Path, relative: str, root: Path) -> None:
    """Refuse what needs no reading to be refused, each in its own words."""
    if not os.path.lexists(path):
        raise ManifestUnreadable(f"no {relative} under {root}: `prodready init` writes a first one")
    others = [name for name in NAMES if path.name in NAMES and name != path.name]
    if any(os.path.lexists(path.parent / name) for name in others):
        raise ManifestUnreadable(f"{path.parent}: both {path.name} and {others[0]} are there; keep one")
    if not os.path.exists(path):  # noqa: PTH110 - Path.exists() raises where a folder may not be searched
        target = clean(path.readlink(), width=120)
        raise ManifestUnreadable(f"{relative}: a symbolic link that leads nowhere ({target})")
    if path.is_file() and path.stat().st_size == 0:
        raise ManifestUnreadable(
            f"{relative}: the manifest is empty: it declares nothing; `prodready schema` describes it"
        )


def find_manifest(folders: Sequence[Path], stop_at: Path) -> Path | None:
    """The first manifest in these folders or above them, no higher than `stop_at`; a dangling link counts as one."""
    for folder in folders:
        for place in (folder, *folder.parents):
            for name in NAMES:
                if os.path.lexists(place / name):
                    return place / name
            if place == stop_at:
                break
    return None
