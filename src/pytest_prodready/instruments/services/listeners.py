"""Who listens on which port of this machine."""

from contextlib import suppress
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Listening:
    """Addresses on which a process and its descendants accept TCP connections, as (address, port)."""

    addresses: tuple[tuple[str, int], ...]

    def on(self, port: int) -> bool:
        """Whether one of them has this port."""
        return any(bound == port for _, bound in self.addresses)

    def __str__(self) -> str:
        return ", ".join(f"{address}:{port}" for address, port in self.addresses) or "nothing"


def listening(pid: int) -> Listening:
    """Where the process `pid` and everything below it listen; who is gone or hidden meanwhile is left out.

    Raises:
        ImportError: psutil is not installed.

    """
    import psutil  # noqa: PLC0415 - only this look needs it

    found: set[tuple[str, int]] = set()
    with suppress(psutil.Error):
        ancestor = psutil.Process(pid)
        for process in (ancestor, *ancestor.children(recursive=True)):
            with suppress(psutil.Error):
                found |= {
                    (item.laddr.ip, item.laddr.port)
                    for item in process.net_connections(kind="tcp")
                    if item.status == psutil.CONN_LISTEN
                }
    return Listening(tuple(sorted(found)))
