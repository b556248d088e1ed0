"""Which connections have something to do, waited for with the precision that an open loop needs."""

import select
from collections.abc import Iterator

from pytest_prodready.instruments.load.connection import Connection

_SPIN_S = 0.0002
"""A sleeping process is woken some 50 to 150 us late: that much before a moment is waited out awake."""
_READABLE = select.EPOLLIN | select.EPOLLHUP | select.EPOLLERR


class Watch:
    """An epoll over open connections."""

    def __init__(self) -> None:
        self._poll = select.epoll()
        self._open: dict[int, Connection] = {}

    @property
    def connections(self) -> int:
        """How many are open."""
        return len(self._open)

    def over(self, connection: Connection) -> None:
        """Watch a connection, or watch it for what it wants now."""
        wanted = connection.wanted
        if not connection.watched:
            self._open[connection.descriptor] = connection
            self._poll.register(connection.descriptor, wanted)
        elif connection.watched != wanted:
            self._poll.modify(connection.descriptor, wanted)
        connection.watched = wanted

    def drop(self, connection: Connection) -> None:
        """Close a connection; the kernel forgets a closed descriptor by itself."""
        self._open.pop(connection.descriptor, None)
        connection.socket.close()

    def ready(self, seconds: float) -> Iterator[tuple[Connection, bool]]:
        """Connections with something to do, and whether they can be read; waits at most `seconds`.

        epoll sleeps in whole milliseconds, select in microseconds: so select watches the epoll.
        """
        if seconds > _SPIN_S:
            select.select((self._poll,), (), (), seconds - _SPIN_S)
        for descriptor, event in self._poll.poll(0):
            connection = self._open.get(descriptor)
            if connection is not None:
                yield connection, bool(event & _READABLE)
