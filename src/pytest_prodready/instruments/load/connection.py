"""One keep-alive connection of the load process, with at most one request on its way."""

import errno
import resource
import select
import socket

from pytest_prodready.instruments.load.http_response import Response
from pytest_prodready.instruments.load.plan import Ask

_CHUNK = 1 << 16
_UNDER_WAY = (0, errno.EINPROGRESS)
_OTHER_FILES = 64


def allow_connections(count: int) -> None:
    """Let this process open so many sockets at once; raises ValueError where the system's hard limit forbids it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = count + _OTHER_FILES
    if soft != resource.RLIM_INFINITY and soft < needed:
        resource.setrlimit(resource.RLIMIT_NOFILE, (needed, hard))


class Request:
    """One request: what to send, the moment it was meant to be sent, and what carries it now."""

    __slots__ = ("ask", "asked_again", "connection", "counted", "intended", "over")

    def __init__(self, ask: Ask, intended: float, *, counted: bool) -> None:
        self.ask, self.intended, self.counted = ask, intended, counted
        self.asked_again = self.over = False
        self.connection: Connection | None = None


class Connection:
    """A socket that says when it has to be written to or read from; raises OSError as sockets do."""

    __slots__ = ("descriptor", "fresh", "out", "request", "response", "socket", "watched")

    def __init__(self, host: str, port: int) -> None:
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM | socket.SOCK_NONBLOCK)
        self.descriptor = self.socket.fileno()
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.request: Request | None = None
        self.response = Response()
        self.out = b""
        self.fresh = True
        self.watched = 0
        code = self.socket.connect_ex((host, port))
        if code not in _UNDER_WAY:
            self.socket.close()
            raise OSError(code, "connect")

    @property
    def wanted(self) -> int:
        """The events to wait for."""
        return select.EPOLLIN | (select.EPOLLOUT if self.out else 0)

    def still_open(self) -> bool:
        """Whether an idle connection can carry another request: the server has neither closed it nor spoken unasked.

        Looked at before each use: a close seen afterwards could as well be a server that died of the request.
        """
        try:
            self.socket.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return True
        except OSError:
            return False
        return False

    def carry(self, request: Request) -> None:
        """Take a request on; `flush` sends it."""
        self.request, request.connection = request, self
        self.response = Response(bodiless=request.ask.wire.startswith(b"HEAD "))
        self.out = request.ask.wire

    def release(self) -> Request | None:
        """Let go of the request that is on its way."""
        request, self.request = self.request, None
        if request is not None:
            request.connection = None
        return request

    def flush(self) -> None:
        """Send what the socket takes."""
        try:
            sent = self.socket.send(self.out)
        except BlockingIOError:
            return
        self.out = self.out[sent:]

    def receive(self) -> bytes | None:
        """What has arrived; empty where the server closed, None where nothing is there yet."""
        try:
            return self.socket.recv(_CHUNK)
        except BlockingIOError:
            return None
