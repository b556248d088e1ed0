"""An HTTP/1.1 response read as it arrives, as far as a load generator must: status, length, and whether to go on."""

import re
from functools import lru_cache
from typing import NamedTuple

_LINE_END, _END_OF_HEAD = b"\r\n", b"\r\n\r\n"
_BODILESS = (204, 304)
_MOST_OF_A_HEAD = 1 << 16
_CHUNK_LENGTH = re.compile(rb"[0-9A-Fa-f]{1,15}(?=$|[ \t;])")
_LENGTH = re.compile(rb"[0-9]{1,18}$")


class Malformed(ValueError):
    """What arrived is no HTTP response."""


class Head(NamedTuple):
    """What a response's first lines say; `length` is None where the body is chunked or lasts until the close."""

    status: int
    keep_alive: bool
    chunked: bool
    length: int | None


class Response:
    """Feed it bytes until it is done; `status` is 0 until the head is read. Bodies are counted, never kept."""

    __slots__ = (
        "_bodiless",
        "_buffer",
        "_chunked",
        "_last_chunk",
        "_left",
        "_until_close",
        "done",
        "keep_alive",
        "status",
    )

    def __init__(self, *, bodiless: bool = False) -> None:
        self.status, self.done, self.keep_alive = 0, False, True
        self._buffer, self._left, self._bodiless = b"", 0, bodiless
        self._chunked = self._last_chunk = self._until_close = False

    def feed(self, data: bytes) -> bool:
        """Whether the response is complete; raises Malformed."""
        self._buffer = self._buffer + data if self._buffer else data
        if not self.status:
            self._read_head()
        if self.status:
            self._read_body()
            if self.done and self._buffer:
                self.keep_alive = False
        return self.done

    def closed(self) -> bool:
        """The peer closed: whether the response is complete by that."""
        self.done = self.done or (bool(self.status) and self._until_close)
        self.keep_alive = False
        return self.done

    def _read_head(self) -> None:
        """Interim answers (1xx) are passed over."""
        while not self.status:
            head, end, rest = self._buffer.partition(_END_OF_HEAD)
            if len(head) > _MOST_OF_A_HEAD:
                raise Malformed(f"a head of more than {_MOST_OF_A_HEAD:,} bytes")
            if not end:
                return
            self._buffer = rest
            self._begin(read_head(head))

    def _begin(self, head: Head) -> None:
        if 100 <= head.status < 200:  # noqa: PLR2004 - HTTP's interim answers
            return
        self.status, self.keep_alive, self._chunked = head.status, head.keep_alive, head.chunked
        if self._bodiless or head.status in _BODILESS:
            self._chunked = False
        elif head.length is not None:
            self._left = head.length
        elif not head.chunked:
            self._until_close, self.keep_alive = True, False

    def _read_body(self) -> None:
        if self._until_close:
            self._buffer = b""
        elif self._chunked:
            self._read_chunks()
        else:
            self._skip()
            self.done = self._left == 0

    def _skip(self) -> None:
        taken = min(self._left, len(self._buffer))
        self._left -= taken
        self._buffer = self._buffer[taken:]

    def _read_chunks(self) -> None:
        """Each chunk is its length in hexadecimal, a line end, its bytes, a line end.

        After the last, which has no bytes, come trailer lines until an empty one.
        """
        while self._buffer and not self.done:
            if self._left:
                self._skip()
                continue
            line, end, rest = self._buffer.partition(_LINE_END)
            if len(line) > _MOST_OF_A_HEAD:
                raise Malformed(f"a line of more than {_MOST_OF_A_HEAD:,} bytes between chunks")
            if not end:
                return
            self._buffer = rest
            if self._last_chunk:
                self.done = not line
            else:
                length = _chunk_length(line)
                self._left, self._last_chunk = (length + len(_LINE_END), False) if length else (0, True)


@lru_cache(maxsize=256)
def read_head(head: bytes) -> Head:
    """Parse status line and fields; servers repeat themselves within a second, so the last heads are remembered.

    Raises:
        Malformed: it is no HTTP/1 head, or its length is no number.

    """
    status_line, *lines = head.split(_LINE_END)
    version, _, rest = status_line.partition(b" ")
    code = rest[:3]
    if not version.startswith(b"HTTP/1.") or not (code.isdigit() and len(code) == 3 and code >= b"100"):  # noqa: PLR2004 - HTTP's digits
        raise Malformed(f"status line {status_line[:60]!r}")
    fields = dict(_field(line) for line in lines)
    connection = fields.get(b"connection", b"").lower()
    keep_alive = b"close" not in connection and (version == b"HTTP/1.1" or b"keep-alive" in connection)
    chunked = b"chunked" in fields.get(b"transfer-encoding", b"").lower()
    length = fields.get(b"content-length")
    if chunked or length is None:
        return Head(int(code), keep_alive, chunked, None)
    if not _LENGTH.match(length):
        raise Malformed(f"content-length {length[:20]!r}")
    return Head(int(code), keep_alive, chunked, int(length))


def _field(line: bytes) -> tuple[bytes, bytes]:
    name, _, value = line.partition(b":")
    return name.strip().lower(), value.strip()


def _chunk_length(line: bytes) -> int:
    written = _CHUNK_LENGTH.match(line)
    if written is None:
        raise Malformed(f"chunk length {line[:20]!r}")
    return int(written[0], 16)
