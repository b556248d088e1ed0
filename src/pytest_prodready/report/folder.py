"""The report folder: it ignores itself in git, and a report in it is whole or absent."""

import contextlib
import os
import tempfile
from pathlib import Path

REPORT = "report.json"


def clear(folder: Path) -> None:
    """Remove the last run's reports and torn temporary files, so that a crash cannot leave them to be believed.

    Raises OSError where one is there and cannot be removed.
    """
    for stale in [folder / REPORT, *folder.glob(".tmp-*")]:
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            stale.unlink()


def write(folder: Path, name: str, text: str) -> Path:
    """Write a file in one step: complete under its name, or not there. Raises OSError where that cannot be done."""
    folder.mkdir(parents=True, exist_ok=True)
    ignore = folder / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", encoding="utf-8")
    descriptor, temporary = tempfile.mkstemp(prefix=".tmp-", dir=folder)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(folder / name)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    _sync(folder)
    return folder / name


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
