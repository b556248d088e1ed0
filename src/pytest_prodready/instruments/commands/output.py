"""What a command wrote: of any size and of any bytes, kept to its end and made safe to print."""

import os
from pathlib import Path

from pytest_prodready.core.hostile import clean

_WIDTH = 300


class Tail:
    """The last `limit` bytes of a stream; `total` counts them all."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._kept = bytearray()
        self.total = 0

    def add(self, piece: bytes) -> None:
        """Take the next piece in."""
        self.total += len(piece)
        self._kept += piece
        if len(self._kept) > 2 * self._limit:
            del self._kept[: -self._limit]

    def bytes(self) -> bytes:
        """What is kept."""
        return bytes(self._kept[-self._limit :])


def last_lines(data: bytes, count: int) -> tuple[str, ...]:
    """The last `count` lines that say something, each one line of printable text."""
    text = data.decode("utf-8", "backslashreplace")
    lines = [clean(line.rstrip(), width=_WIDTH) for line in text.splitlines() if line.strip()]
    return tuple(lines[-count:])


def end_of_file(path: Path, at_most: int) -> bytes:
    """The last `at_most` bytes of a file that may still be growing; nothing where there is no file."""
    try:
        with path.open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - at_most))
            return file.read(at_most)
    except FileNotFoundError:
        return b""
