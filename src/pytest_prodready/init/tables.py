"""The tables of a repo, the largest first, each counted where that is cheap."""

import glob
import importlib.util
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pytest_prodready.core.instrument import Bench
from pytest_prodready.core.looking import CannotLook, Look
from pytest_prodready.init.naming import alike
from pytest_prodready.init.walk import File
from pytest_prodready.instruments.tables.instrument import Tables
from pytest_prodready.instruments.tables.part import Format

MOST = 5
"""How many tables a first manifest declares."""
_PARTS = 3
"""From so many files on, names that differ in their numbers alone are parts of one table."""
_COUNTED = 256 << 20
"""Bytes up to which a table is read for its number of rows."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file, or the pattern of several, as the manifest names it; `size` in bytes."""

    pattern: str
    first: File
    size: int
    parts: int = 1


@dataclass(frozen=True, slots=True)
class Counted:
    """A source with its rows, or with the reason why there are none to tell."""

    source: Source
    rows: int = 0
    unread: str = ""


def sources(root: Path, files: Sequence[File]) -> list[Source]:
    """The tables among `files` by their endings, the largest first."""
    groups: dict[tuple[str, str], list[File]] = defaultdict(list)
    for file in files:
        if file.ending in set(Format) and file.size:
            groups[file.folder, alike(file.name)].append(file)
    found = [source for same in groups.values() for source in _sources(root, same)]
    return sorted(found, key=lambda source: (-source.size, source.pattern))


def counted(root: Path, found: Sequence[Source]) -> Iterator[Counted]:
    """Each source with what a look at it tells; one that cannot be read is told with its reason.

    Without the packages of the extra `data` nothing is counted.
    """
    can_count = all(importlib.util.find_spec(name) for name in ("ibis", "duckdb", "pyarrow"))
    with tables(root) as instrument:
        for source in found:
            try:
                rows = instrument.read(source.pattern).rows if can_count and source.size <= _COUNTED else 0
            except CannotLook as error:
                yield Counted(source, unread=error.reason)
            else:
                yield Counted(source, rows)


@contextmanager
def tables(root: Path) -> Iterator[Tables]:
    """The instrument that the gates look at tables with, outside of any run."""
    with tempfile.TemporaryDirectory(prefix="prodready-") as scratch:
        bench = Bench(root, Path(scratch))
        try:
            yield Tables(bench, Look())
        finally:
            bench.close()


def _sources(root: Path, same: Sequence[File]) -> Iterator[Source]:
    folder = "" if same[0].folder == "." else f"{same[0].folder}/"
    pattern = glob.escape(folder) + "*".join(map(glob.escape, alike(same[0].name).split("*")))
    together = len(same) >= _PARTS and {path.relative_to(root).as_posix() for path in root.glob(pattern)} == {
        file.path for file in same
    }
    if together:
        yield Source(pattern, same[0], sum(file.size for file in same), len(same))
    else:
        yield from (Source(glob.escape(file.path), file, file.size) for file in same)
