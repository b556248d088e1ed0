"""The load process: HTTP/1.1 over keep-alive connections, on one epoll loop, with nothing else in the process.

Run as `python -m`; reads an HttpPlan from standard input and writes Samples to standard output.
"""

import errno
import gc
import itertools
import sys
from collections import deque
from collections.abc import Iterator
from time import perf_counter

from pytest_prodready.instruments.load.connection import Connection, Request, allow_connections
from pytest_prodready.instruments.load.http_response import Malformed
from pytest_prodready.instruments.load.plan import HttpPlan, Samples
from pytest_prodready.instruments.load.reference import reference_times
from pytest_prodready.instruments.load.schedule import constant
from pytest_prodready.instruments.load.watch import Watch

_UNREAD = (errno.ECONNRESET, errno.EPIPE)
"""What the kernel says when the server had closed before it read the whole request: nothing was asked yet."""
_BURST = 64
"""A generator that is behind reads answers now and then all the same, or it would time its own backlog."""
_LAST_ANSWERS_S = 0.05


class Generator:
    """Sends every request at its moment, whatever the answers do, and keeps every sample.

    A request leaves on an idle connection or on a new one; beyond the plan's number of connections it waits for one,
    with its clock running since the intended moment.
    """

    def __init__(self, plan: HttpPlan) -> None:
        self.plan, self.samples, self.watch = plan, Samples(), Watch()
        self.idle: dict[Connection, None] = {}
        self.waiting: deque[Request] = deque()
        self.under_way: deque[Request] = deque()
        self.pending, self.last_left = 0, 0.0

    def run(self) -> Samples:
        """Offer the warm-up and the load, wait for the last answers, and return every sample."""
        self.samples.reference += reference_times()
        gc.collect()
        gc.disable()
        started = perf_counter() + 0.01
        upcoming = self._requests(started)
        following = next(upcoming, None)
        while following is not None or self.pending:
            for _ in range(_BURST):
                now = perf_counter()
                if following is None or following.intended > now:
                    break
                self._offer(following, now)
                following = next(upcoming, None)
            self._serve(now, following)
            self._expire()
        self.samples.seconds = max(self.plan.seconds, self.last_left - started - self.plan.warm_up_s)
        gc.enable()
        self.samples.reference += reference_times()
        return self.samples

    def _requests(self, started: float) -> Iterator[Request]:
        plan, asks = self.plan, itertools.cycle(self.plan.asks)
        for offset in constant(plan.rate, plan.warm_up_s):
            yield Request(next(asks), started + offset, counted=False)
        begin = started + plan.warm_up_s
        for offset in constant(plan.rate, plan.seconds):
            yield Request(next(asks), begin + offset, counted=True)

    def _offer(self, request: Request, now: float) -> None:
        self.pending += 1
        self.under_way.append(request)
        if request.counted:
            self.samples.offered += 1
            self.samples.lateness.append(now - request.intended)
            self.last_left = now
        self._dispatch(request)

    def _dispatch(self, request: Request) -> None:
        while self.idle:
            connection, _ = self.idle.popitem()
            if connection.still_open():
                connection.fresh = False
                connection.carry(request)
                self._write(connection)
                return
            self.watch.drop(connection)
        if self.watch.connections < self.plan.connections:
            self._connect(request)
        else:
            self.waiting.append(request)

    def _connect(self, request: Request) -> None:
        try:
            connection = Connection(self.plan.host, self.plan.port)
        except OSError as error:
            self._lose(request, _named(error))
            return
        connection.carry(request)
        self.watch.over(connection)

    def _serve(self, now: float, following: Request | None) -> None:
        """Wait until the next request is due, a deadline passes or something arrives, and attend to what did."""
        until = following.intended if following else now + _LAST_ANSWERS_S
        if self.under_way:
            until = min(until, self.under_way[0].intended + self.plan.timeout_s)
        for connection, readable in self.watch.ready(until - now):
            if readable:
                self._read(connection)
            elif connection.out:
                self._write(connection)

    def _write(self, connection: Connection) -> None:
        try:
            connection.flush()
        except OSError as error:
            self._broken(connection, error)
        else:
            self.watch.over(connection)

    def _read(self, connection: Connection) -> None:
        try:
            data = connection.receive()
            if data is None:
                return
            done = connection.response.feed(data) if data else connection.response.closed()
        except OSError as error:
            self._broken(connection, error)
        except Malformed:
            self._fail(connection, "malformed answer")
        else:
            if done:
                self._answered(connection)
            elif not data:
                self._fail(connection, "closed without an answer")

    def _answered(self, connection: Connection) -> None:
        request = connection.release()
        if request is not None:
            self._count(request, connection.response.status)
        if request is None or connection.out or not connection.response.keep_alive:
            self._drop(connection)
            return
        self.idle[connection] = None
        if self.waiting:
            self._dispatch(self.waiting.popleft())

    def _count(self, request: Request, status: int) -> None:
        self._over(request)
        if not request.counted:
            return
        if status == request.ask.status:
            self.samples.answered += 1
            self.samples.response.append(perf_counter() - request.intended)
        else:
            self.samples.failed(f"status {status}")

    def _broken(self, connection: Connection, error: OSError) -> None:
        """A server may close a kept connection at any time: what it had not read is asked once more on another one."""
        request = connection.request
        unread = error.errno in _UNREAD and not connection.fresh and not connection.response.status
        if request is None or not unread or request.asked_again:
            self._fail(connection, _named(error))
            return
        connection.release()
        request.asked_again = True
        self.samples.asked_again += 1
        self._drop(connection)
        self._dispatch(request)

    def _fail(self, connection: Connection, why: str) -> None:
        request = connection.release()
        if request is not None:
            self._lose(request, why)
        self._drop(connection)

    def _lose(self, request: Request, why: str) -> None:
        self._over(request)
        if request.counted:
            self.samples.failed(why)

    def _over(self, request: Request) -> None:
        request.over = True
        self.pending -= 1

    def _drop(self, connection: Connection) -> None:
        self.idle.pop(connection, None)
        self.watch.drop(connection)
        if self.waiting and self.watch.connections < self.plan.connections:
            self._dispatch(self.waiting.popleft())

    def _expire(self) -> None:
        """A request that outlives its time is a failure, and the time it was waited for is one of the slow ones."""
        now = perf_counter()
        latest = now - self.plan.timeout_s
        while self.under_way and (self.under_way[0].over or self.under_way[0].intended <= latest):
            request = self.under_way.popleft()
            if request.over:
                continue
            if request.counted:
                self.samples.response.append(now - request.intended)
            self._lose(request, "timeout")
            self._abandon(request)

    def _abandon(self, request: Request) -> None:
        connection = request.connection
        if connection is None:
            self.waiting.remove(request)
        else:
            connection.release()
            self._drop(connection)


def _named(error: OSError) -> str:
    return errno.errorcode.get(error.errno or 0, "connection lost").lower()


def main() -> None:
    """Read the plan, offer the load, write the samples."""
    plan = HttpPlan.parse(sys.stdin.buffer.read())
    allow_connections(plan.connections)
    sys.stdout.buffer.write(Generator(plan).run().dump())


if __name__ == "__main__":
    main()
