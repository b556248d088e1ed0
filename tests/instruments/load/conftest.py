"""A server whose every byte is scripted, and the load process that is pointed at it."""

import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from io import BufferedReader

import pytest

from pytest_prodready.instruments.load.plan import Ask, HttpPlan, Samples

GET = b"GET /score HTTP/1.1\r\nHost: x\r\n\r\n"
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"

Talk = Callable[[socket.socket, int], bool]
"""Answers one request, whose number it gets; whether the connection stays open."""


def answering(data: bytes) -> Talk:
    def talk(connection: socket.socket, number: int) -> bool:
        connection.sendall(data)
        return True

    return talk


class Server:
    """Reads requests and lets `talk` answer; counts requests and connections."""

    def __init__(self, talk: Talk) -> None:
        self.talk, self.requests, self.connections = talk, 0, 0
        self.lock = threading.Lock()
        self.socket = socket.create_server(("127.0.0.1", 0), backlog=1024)
        self.host, self.port = self.socket.getsockname()
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self.socket.close()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._converse, args=(connection,), daemon=True).start()

    def _converse(self, connection: socket.socket) -> None:
        with connection, connection.makefile("rb") as stream:
            try:
                while self._read(stream):
                    with self.lock:
                        self.requests += 1
                        number = self.requests
                    if not self.talk(connection, number):
                        return
            except OSError:
                return

    def _read(self, stream: BufferedReader) -> bool:
        body = 0
        while (line := stream.readline()) not in (b"", b"\r\n"):
            if line.lower().startswith(b"content-length:"):
                body = int(line.split(b":")[1])
        stream.read(body)
        return line != b""


@pytest.fixture
def serve() -> Iterator[Callable[[Talk | bytes], Server]]:
    with ExitStack() as stack:

        def start(talk: Talk | bytes) -> Server:
            server = Server(answering(talk) if isinstance(talk, bytes) else talk)
            stack.callback(server.close)
            return server

        yield start


def plan_for(server: Server, **changes: object) -> HttpPlan:
    standard = {"rate": 200.0, "seconds": 0.25, "warm_up_s": 0.0, "timeout_s": 5.0, "asks": [Ask(GET, 200)]}
    return HttpPlan(host=server.host, port=server.port, **(standard | changes))


@pytest.fixture
def offer() -> Callable[..., Samples]:
    """What the load process, started as the instrument starts it, says of a server."""

    def run(server: Server, **changes: object) -> Samples:
        words = [sys.executable, "-I", "-m", "pytest_prodready.instruments.load.generator"]
        done = subprocess.run(words, input=plan_for(server, **changes).dump(), capture_output=True, check=True)
        assert done.stderr == b""
        return Samples.parse(done.stdout)

    return run
