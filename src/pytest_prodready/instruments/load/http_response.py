"""An HTTP/1.1 response read as it arrives, as far as a load generator must: status, length, and whether to go on."""

_END_OF_HEAD = b"\r\n\r\n"
_BODILESS = (204, 304)


class Malformed(ValueError):
    """What arrived is no HTTP response."""


class Response:
    """Feed it bytes until it is done; `status` is 0 until the head is read."""

    __slots__ = ("_buffer", "_chunked", "_left", "_until_close", "done", "keep_alive", "status")

    def __init__(self) -> None:
        self.status, self.done, self.keep_alive = 0, False, True
        self._buffer = b""
        self._left = 0
        self._chunked = self._until_close = False

    def feed(self, data: bytes) -> bool:
        """Whether the response is complete; raises Malformed."""
        self._buffer += data
        while not self.status and _END_OF_HEAD in self._buffer:
            head, _, self._buffer = self._buffer.partition(_END_OF_HEAD)
            self._read_head(head)
        if self.status and not self.done:
            self._read_body()
        return self.done

    def closed(self) -> bool:
        """The peer closed: whether the response is complete by that."""
        self.done = self.done or (bool(self.status) and self._until_close)
        self.keep_alive = False
        return self.done

    def _read_head(self, head: bytes) -> None:
        lines = head.split(b"\r\n")
        version, _, rest = lines[0].partition(b" ")
        code = rest[:3]
        if not version.startswith(b"HTTP/1.") or not code.isdigit():
            raise Malformed(f"status line {lines[0][:60]!r}")
        if code.startswith(b"1"):
            return
        fields = dict(_field(line) for line in lines[1:])
        connection = fields.get(b"connection", b"").lower()
        self.keep_alive = b"close" not in connection and (version == b"HTTP/1.1" or b"keep-alive" in connection)
        self.status = int(code)
        self._measure(fields)

    def _measure(self, fields: dict[bytes, bytes]) -> None:
        length = fields.get(b"content-length")
        if self.status in _BODILESS:
            self.done = True
        elif b"chunked" in fields.get(b"transfer-encoding", b"").lower():
            self._chunked = True
        elif length is None:
            self._until_close, self.keep_alive = True, False
        elif not length.isdigit():
            raise Malformed(f"content-length {length[:20]!r}")
        else:
            self._left = int(length)

    def _read_body(self) -> None:
        if self._until_close:
            self._buffer = b""
        elif self._chunked:
            self._read_chunks()
        else:
            taken = min(self._left, len(self._buffer))
            self._left -= taken
            self._buffer = self._buffer[taken:]
            self.done = self._left == 0

    def _read_chunks(self) -> None:
        """Each chunk is its length in hexadecimal, a line end, its bytes, a line end; the last one is empty."""
        while not self.done:
            line, end, rest = self._buffer.partition(b"\r\n")
            if not end:
                return
            try:
                size = int(line.split(b";")[0], 16)
            except ValueError:
                raise Malformed(f"chunk length {line[:20]!r}") from None
            if size == 0:
                self._read_trailer(rest)
                return
            if len(rest) < size + 2:
                return
            self._buffer = rest[size + 2 :]

    def _read_trailer(self, rest: bytes) -> None:
        if rest.startswith(b"\r\n"):
            self._buffer, self.done = rest[2:], True
        elif _END_OF_HEAD in rest:
            self._buffer, self.done = rest.partition(_END_OF_HEAD)[2], True


def _field(line: bytes) -> tuple[bytes, bytes]:
    name, _, value = line.partition(b":")
    return name.strip().lower(), value.strip()
