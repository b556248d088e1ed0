"""The files of a repo that are its own: no tests, no environments, nothing hidden, nothing behind a link."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pytest_prodready.core.kind import PATH

MOST_FILES = 50_000
"""A repo with more has its data elsewhere; the walk ends there and says so."""
_PASSED_OVER = frozenset({"tests", "test", "node_modules", "__pycache__", "site-packages", "venv"})
_MARKS = frozenset({"pyvenv.cfg", "conda-meta", "prodready.yaml", "prodready.yml"})
"""What a folder holds that is an environment, or a repo with a manifest of its own."""


@dataclass(frozen=True, slots=True)
class File:
    """A regular file: `path` relative to the root with forward slashes, `size` in bytes."""

    path: str
    size: int

    @property
    def name(self) -> str:
        """The last part of the path."""
        return PurePosixPath(self.path).name

    @property
    def stem(self) -> str:
        """The name up to its first dot: `crm_task` of `crm_task.schema.json`."""
        return self.name.partition(".")[0]

    @property
    def ending(self) -> str:
        """The last ending in lower case, without its dot."""
        return PurePosixPath(self.path).suffix.removeprefix(".").lower()

    @property
    def folder(self) -> str:
        """The path of the folder, `.` for the root."""
        return str(PurePosixPath(self.path).parent)


def files(root: Path) -> tuple[File, ...]:
    """The files below `root`, sorted by path; those that a manifest cannot name are left out."""
    found = (file for _, file in zip(range(MOST_FILES), _walk(root), strict=False))
    return tuple(sorted(found, key=lambda file: file.path))


def _walk(root: Path) -> Iterator[File]:
    for folder, inner, names in os.walk(root):
        here = Path(folder)
        if here != root and _MARKS & {*inner, *names}:
            inner.clear()
            continue
        inner[:] = sorted(name for name in inner if not name.startswith(".") and name.lower() not in _PASSED_OVER)
        for name in sorted(names):
            path = (here / name).relative_to(root).as_posix()
            if not name.startswith(".") and _nameable(path):
                yield from _regular(here / name, path)


def _nameable(path: str) -> bool:
    try:
        path.encode("utf-8")
        PATH.read(path)
    except ValueError:
        return False
    return True


def _regular(file: Path, path: str) -> Iterator[File]:
    try:
        about = file.lstat()
    except OSError:
        return
    if stat.S_ISREG(about.st_mode):
        yield File(path, about.st_size)
