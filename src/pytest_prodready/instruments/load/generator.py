"""The load process: HTTP/1.1 over keep-alive connections, on one epoll loop, with nothing else in the process.

Run as `python -m`; reads an HttpPlan from standard input and writes Samples to standard output.
"""

import errno
import gc
import itertools
import select
import socket
import sys
import time
from collections import deque
from collections.abc import Iterator

from pytest_prodready.instruments.load.http_response import Malformed, Response
from pytest_prodready.instruments.load.plan import Ask, HttpPlan, Samples
from pytest_prodready.instruments.load.reference import reference_times
from pytest_prodready.instruments.load.schedule import constant, poisson

_SPIN_S = 0.002
"""epoll sleeps in whole milliseconds: the last two before a moment are waited out awake, so that it is met."""
_CHUNK = 1 << 16


class Request:
    """One request: what to send, and the moment it was meant to be sent."""

    __slots__ = ("ask", "counted", "intended", "retried")

    def __init__(self, ask: Ask, intended: float, *, counted: bool) -> None:
        self.ask, self.intended, self.counted, self.retried = ask, intended, counted, False


class Connection:
    """A socket with at most one request on its way."""

    __slots__ = ("fresh", "out", "request", "response", "socket")

    def __init__(self, address: tuple[str, int]) -> None:
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self.socket.setblocking(False)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.connect_ex(address)
        self.request: Request | None = None
        self.response = Response()
        self.out = b""
        self.fresh = True


class Generator:
    """Sends every request at its moment, whatever the answers do, and keeps every sample."""

    def __init__(self, plan: HttpPlan) -> None:
        self.plan, self.samples = plan, Samples()
        self.poll = select.epoll()
        self.open: dict[int, Connection] = {}
        self.idle: list[Connection] = []
        self.waiting: deque[Request] = deque()
        self.deadlines: deque[tuple[float, Request]] = deque()
        self.pending = 0

    def run(self) -> Samples:
        """Offer the warm-up and the load, wait for the last answers, and return every sample."""
        self.samples.reference += reference_times()
        gc.collect()
        gc.disable()
        started = time.perf_counter() + 0.01
        upcoming = self._requests(started)
        following = next(upcoming, None)
        while following is not None or self.pending:
            now = time.perf_counter()
            while following is not None and following.intended <= now:
                self._offer(following, now)
                following = next(upcoming, None)
                now = time.perf_counter()
            self._wait(now, following)
            self._expire()
        self.samples.seconds = time.perf_counter() - started - self.plan.warm_up_s
        gc.enable()
        self.samples.reference += reference_times()
        return self.samples

    def _requests(self, started: float) -> Iterator[Request]:
        plan = self.plan
        asks = itertools.cycle(plan.asks)
        for offset in constant(plan.rate, plan.warm_up_s):
            yield Request(next(asks), started + offset, counted=False)
        begin = started + plan.warm_up_s
        seed = plan.poisson_seed
        moments = constant(plan.rate, plan.seconds) if seed is None else poisson(plan.rate, plan.seconds, seed)
        for offset in moments:
            yield Request(next(asks), begin + offset, counted=True)

    def _offer(self, request: Request, now: float) -> None:
        self.pending += 1
        self.deadlines.append((request.intended + self.plan.timeout_s, request))
        if request.counted:
            self.samples.offered += 1
            self.samples.lateness.append(now - request.intended)
        self._dispatch(request)

    def _dispatch(self, request: Request) -> None:
        if self.idle:
            self._send(self.idle.pop(), request)
        elif len(self.open) < self.plan.connections:
            connection = Connection((self.plan.host, self.plan.port))
            self.open[connection.socket.fileno()] = connection
            self.poll.register(connection.socket, select.EPOLLOUT | select.EPOLLIN)
            connection.request, connection.out = request, request.ask.wire
        else:
            self.waiting.append(request)

    def _send(self, connection: Connection, request: Request) -> None:
        connection.request, connection.response, connection.fresh = request, Response(), False
        connection.out = request.ask.wire
        self._write(connection)

    def _write(self, connection: Connection) -> None:
        try:
            sent = connection.socket.send(connection.out)
        except BlockingIOError:
            sent = 0
        except OSError as error:
            self._broken(connection, error.errno)
            return
        connection.out = connection.out[sent:]
        wanted = select.EPOLLIN | (select.EPOLLOUT if connection.out else 0)
        self.poll.modify(connection.socket, wanted)

    def _wait(self, now: float, following: Request | None) -> None:
        until = following.intended if following else now + 0.05
        if self.deadlines:
            until = min(until, self.deadlines[0][0])
        timeout = until - now - _SPIN_S
        for descriptor, event in self.poll.poll(max(0, timeout)):
            connection = self.open.get(descriptor)
            if connection is None:
                continue
            if event & (select.EPOLLIN | select.EPOLLHUP | select.EPOLLERR):
                self._read(connection)
            elif event & select.EPOLLOUT and connection.out:
                self._write(connection)

    def _read(self, connection: Connection) -> None:
        try:
            data = connection.socket.recv(_CHUNK)
        except BlockingIOError:
            return
        except OSError as error:
            self._broken(connection, error.errno)
            return
        if not data:
            self._closed(connection)
            return
        try:
            if connection.response.feed(data):
                self._answered(connection)
        except Malformed:
            self._fail(connection, "malformed answer")

    def _answered(self, connection: Connection) -> None:
        request, connection.request = connection.request, None
        if request is not None:
            self._count(request, connection.response.status)
        if not connection.response.keep_alive:
            self._drop(connection)
        elif self.waiting:
            self._send(connection, self.waiting.popleft())
        else:
            self.idle.append(connection)

    def _count(self, request: Request, status: int) -> None:
        self.pending -= 1
        intended, request.intended = request.intended, -1.0
        if not request.counted:
            return
        if status == request.ask.status:
            self.samples.answered += 1
            self.samples.response.append(time.perf_counter() - intended)
        else:
            self.samples.failed(f"status {status}")

    def _closed(self, connection: Connection) -> None:
        if connection.request is not None and connection.response.closed():
            self._answered(connection)
        else:
            self._broken(connection, errno.ECONNRESET)

    def _broken(self, connection: Connection, code: int | None) -> None:
        """A kept-alive connection may be closed by the server at any time: clients ask once more on a new one."""
        request = connection.request
        if request is not None and not connection.fresh and not request.retried and not connection.response.status:
            request.retried, connection.request = True, None
            self._drop(connection)
            self._dispatch(request)
        else:
            self._fail(connection, errno.errorcode.get(code or 0, "connection lost").lower())

    def _fail(self, connection: Connection, why: str) -> None:
        request, connection.request = connection.request, None
        self._drop(connection)
        if request is not None:
            self._lose(request, why)

    def _lose(self, request: Request, why: str) -> None:
        self.pending -= 1
        request.intended = -1.0
        if request.counted:
            self.samples.failed(why)

    def _drop(self, connection: Connection) -> None:
        self.open.pop(connection.socket.fileno(), None)
        if connection in self.idle:
            self.idle.remove(connection)
        connection.socket.close()
        if self.waiting and len(self.open) < self.plan.connections:
            self._dispatch(self.waiting.popleft())

    def _expire(self) -> None:
        """A request that outlives its time is a failure, and its time counts among the slow ones."""
        now = time.perf_counter()
        while self.deadlines and (self.deadlines[0][1].intended < 0 or self.deadlines[0][0] <= now):
            _, request = self.deadlines.popleft()
            if request.intended < 0:
                continue
            if request.counted:
                self.samples.response.append(now - request.intended)
            self._lose(request, "timeout")
            self._abandon(request)

    def _abandon(self, request: Request) -> None:
        if request in self.waiting:
            self.waiting.remove(request)
            return
        for connection in list(self.open.values()):
            if connection.request is request:
                connection.request = None
                self._drop(connection)
                return


def main() -> None:
    """Read the plan, offer the load, write the samples."""
    samples = Generator(HttpPlan.parse(sys.stdin.buffer.read())).run()
    sys.stdout.buffer.write(samples.dump())


if __name__ == "__main__":
    main()
