"""A copy of the repo in which a command may write what it likes."""

import os
import shutil
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path

from pytest_prodready.core.looking import CannotLook

MOST_BYTES = 1 << 30
"""A gibibyte: some seconds to copy, and more than code, fixtures and a small model take."""
_LEFT_OUT = {
    *(".git", ".hg", ".venv", "venv", ".tox", ".nox", "node_modules", "__pycache__", ".prodready"),
    *(".mypy_cache", ".pytest_cache", ".ruff_cache", ".hypothesis", ".ipynb_checkpoints"),
}
"""Folders that are made anew by whoever needs them, and history."""


def working_copy(root: Path, target: Path, without: Sequence[str] = ()) -> Path:
    """Copy the repo to `target`, without caches, environments, history, and what matches a pattern of `without`.

    Raises:
        CannotLook: more than a gibibyte would have to be copied, or something cannot be read.

    """
    taken = 0
    try:
        for relative in _files(root, without):
            source, copy = root / relative, target / relative
            taken += source.lstat().st_size
            if taken > MOST_BYTES:
                raise CannotLook(
                    f"the repo is larger than the {MOST_BYTES >> 30} GiB that are copied to run a pipeline in",
                    fix="name what it does not read under pipeline.without",
                )
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, copy, follow_symlinks=False)
    except OSError as error:
        raise CannotLook(f"the repo cannot be copied: {error.strerror}") from None
    return target


def _files(root: Path, without: Sequence[str]) -> Iterator[Path]:
    """Regular files and links; a pipe or a socket is nothing that could be copied."""
    for folder, folders, names in os.walk(root):
        here = Path(folder).relative_to(root)
        folders[:] = [name for name in folders if name not in _LEFT_OUT and not _matches(here / name, without)]
        links = [name for name in folders if (root / here / name).is_symlink()]
        folders[:] = [
            name for name in folders if name not in links and not (root / here / name / "pyvenv.cfg").exists()
        ]
        for name in (*links, *names):
            path = root / here / name
            if (path.is_symlink() or path.is_file()) and not _matches(here / name, without):
                yield here / name


def _matches(path: Path, patterns: Sequence[str]) -> bool:
    return any(fnmatch(path.as_posix(), pattern) for pattern in patterns)
