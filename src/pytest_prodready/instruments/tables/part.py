"""One file of a table: which format it has, and whether it can be what it says."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath

from pytest_prodready.core.hostile import clean
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.reading.files import located

_MAGIC = b"PAR1"
_POINTER = b"version https://git-lfs.github.com/spec/"


class Format(StrEnum):
    """The formats that are read, by the ending of the file's name."""

    PARQUET = "parquet"
    CSV = "csv"
    JSONL = "jsonl"


@dataclass(frozen=True, slots=True)
class Part:
    """A file with its rows; `sha256` is of its bytes."""

    path: str
    rows: int
    sha256: str


def format_of(root: Path, path: str) -> Format:
    """The format of a file, after a look at its first and last bytes.

    Raises:
        CannotLook: the ending is none of those that are read, the file is empty or a Git LFS pointer, or
            a `.parquet` does not begin and end as one.

    """
    ending = PurePosixPath(path).suffix.removeprefix(".").lower()
    if ending not in set(Format):
        raise CannotLook(f"{clean(path)}: tables are read from .parquet, .csv and .jsonl, not from .{clean(ending)}")
    first, last = _ends(located(root, path))
    if not first.strip():
        raise CannotLook(f"{clean(path)}: the file is empty: 0 rows inspected, floor is 1", fix="commit its content")
    if first.startswith(_POINTER):
        raise CannotLook(f"{clean(path)}: a Git LFS pointer, not the file", fix="git lfs pull")
    if ending == Format.PARQUET:
        _refuse_no_parquet(path, first, last)
    return Format(ending)


def _ends(file: Path) -> tuple[bytes, bytes]:
    with file.open("rb") as stream:
        first = stream.read(256)
        stream.seek(max(0, stream.seek(0, 2) - len(_MAGIC)))
        return first, stream.read()


def _refuse_no_parquet(path: str, first: bytes, last: bytes) -> None:
    if not first.startswith(_MAGIC):
        begins = clean(first[:20].decode("latin-1"))
        raise CannotLook(f"{clean(path)}: no Parquet file, it begins with '{begins}'", fix="give it its own ending")
    if last != _MAGIC:
        raise CannotLook(f"{clean(path)}: a truncated Parquet file, its end is missing", fix="write the file anew")
