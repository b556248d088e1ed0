"""Files of the judged repo, read so that no path can lead out of it, hang, or fill the memory."""

import difflib
import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pytest_prodready.core.hostile import clean
from pytest_prodready.core.looking import CannotLook

MEBIBYTE = 1 << 20
_GLOB = frozenset("*?[")
LFS_POINTER = b"version https://git-lfs.github.com/spec/"
"""How a Git LFS pointer begins (https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md)."""


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes of one file, and the sha256 of exactly these bytes."""

    path: str
    data: bytes
    sha256: str

    def text(self) -> str:
        """The bytes as UTF-8 (a byte order mark is dropped); raises CannotLook where they are not."""
        try:
            return self.data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = self.data.count(b"\n", 0, error.start) + 1
            raise CannotLook(
                f"{self.path}:{line}: not UTF-8 text (byte 0x{self.data[error.start]:02x})", fix="save it as UTF-8"
            ) from None


def read(root: Path, relative: str, *, at_most: int = 16 * MEBIBYTE) -> Content:
    """Read one regular file below `root`.

    Raises:
        CannotLook: it is not there (the nearest names are told), empty, larger than `at_most` bytes, a Git LFS
            pointer, no regular file, or its path or a symbolic link leads outside `root`.

    """
    descriptor = _open_below(root, relative)
    with os.fdopen(descriptor, "rb") as file:
        data = file.read(at_most + 1)
    if len(data) > at_most:
        raise CannotLook(f"{clean(relative)}: larger than the {at_most // MEBIBYTE} MiB that are read of such a file")
    if not data.strip():
        raise CannotLook(f"{clean(relative)}: the file is empty", fix="commit its content")
    if data.startswith(LFS_POINTER):
        raise CannotLook(f"{clean(relative)}: a Git LFS pointer, not the file", fix="git lfs pull")
    return Content(relative, data, hashlib.sha256(data).hexdigest())


def located(root: Path, relative: str) -> Path:
    """The absolute path of a regular file below `root`, for a library that opens it itself; as strict as `read`."""
    os.close(_open_below(root, relative))
    return root / relative


def digest(path: Path, algorithm: str = "sha256") -> str:
    """The sha256 (or md5, as DVC records it) of a file of any size, read in pieces."""
    with path.open("rb") as file:
        # Not for security: a Python that refuses md5 for that still compares files with it.
        return hashlib.file_digest(file, lambda: hashlib.new(algorithm, usedforsecurity=False)).hexdigest()


def expand(root: Path, pattern: str) -> tuple[str, ...]:
    """The regular files that a path or a glob names, relative to `root` and sorted.

    Raises:
        CannotLook: nothing matches (the folder and the nearest names in it are told), it is no pattern, or it or
            a match leads outside `root`.

    """
    if not _GLOB & set(pattern):
        located(root, pattern)
        return (pattern,)
    _check_path(pattern)
    try:
        found = sorted(path.relative_to(root).as_posix() for path in root.glob(pattern) if path.is_file())
    except (OSError, ValueError, RecursionError) as error:
        raise CannotLook(f"{clean(pattern, width=200)}: no pattern ({clean(error, width=200)})") from None
    if not found:
        raise CannotLook(
            f"{clean(pattern)}: no file matches", details=_nearest(root, pattern), fix="correct the pattern"
        )
    for relative in found:
        located(root, relative)
    return tuple(found)


def _open_below(root: Path, relative: str) -> int:
    _check_path(relative)
    try:
        target = (root / relative).resolve()
    except (OSError, RuntimeError):
        # Python says a RuntimeError of links in a circle up to 3.12.
        raise CannotLook(f"{clean(relative, width=200)}: a symbolic link that leads back to itself") from None
    if not target.is_relative_to(root.resolve()):
        raise CannotLook(f"{clean(relative)}: a symbolic link leads outside the repo")
    try:
        descriptor = os.open(target, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError as error:
        raise _cannot_open(root, relative, error) from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise CannotLook(f"{clean(relative)}: not a regular file")
    return descriptor


def _check_path(relative: str) -> None:
    """Refuse what leads out, or what no file can be called, before the file system is asked."""
    parts = PurePosixPath(relative).parts
    if not parts or relative.startswith("/") or ".." in parts:
        raise CannotLook(f"{clean(relative)}: the path leads outside the repo")
    try:
        called = os.fsencode(relative)
    except UnicodeEncodeError:
        called = b"\0"
    if b"\0" in called:
        raise CannotLook(f"{clean(relative)}: no file can have this name", fix="correct the path")


def _cannot_open(root: Path, relative: str, error: OSError) -> CannotLook:
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return CannotLook(
            f"{clean(relative)}: no such file", details=_nearest(root, relative), fix="commit it, or correct the path"
        )
    return CannotLook(f"{clean(relative)}: cannot be opened ({error.strerror})")


def _nearest(root: Path, relative: str) -> tuple[str, ...]:
    folder = PurePosixPath(relative).parent
    while not os.path.isdir(root / folder) and folder != folder.parent:  # noqa: PTH112 - Path.is_dir() raises on a name that is too long
        folder = folder.parent
    names = [name for name in _names(root / folder) if not name.startswith(".")]
    near = difflib.get_close_matches(PurePosixPath(relative).name, names, n=3, cutoff=0.5)
    return (f"looked in {clean(folder)}/", *(f"there is {clean(folder / name)}" for name in near))


def _names(folder: Path) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for _, entry in zip(range(1000), entries, strict=False):
            yield entry.name
