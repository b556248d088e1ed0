"""A service that is up."""

from dataclasses import dataclass, field

from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.commands.supervised import Supervised


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A started service: where it answers, the process that was started, and how long it took to get ready (s)."""

    name: str
    host: str
    port: int
    pid: int
    ready_s: float
    supervised: Supervised = field(repr=False, compare=False)

    @property
    def url(self) -> str:
        """Its address without a trailing slash."""
        return f"http://{self.host}:{self.port}"

    @property
    def alive(self) -> bool:
        """Whether the process that was started still runs."""
        return self.supervised.alive

    def demand_alive(self) -> None:
        """Make sure that it still runs, as after a load.

        Raises:
            CannotLook: it does not; how it ended and the end of its log are told.

        """
        ended = self.supervised.wait(0)
        if ended is not None:
            raise CannotLook(
                f"service {self.name} died while it was in use: {ended}",
                fix="make it survive what it is asked; its last lines tell what happened",
                details=(f"it had run for {ended.seconds:.1f} s", *last_words(self.supervised)),
            )

    def log_tail(self, lines: int = 20) -> tuple[str, ...]:
        """The last lines of its log, safe to print."""
        return self.supervised.log_tail(lines)


def last_words(supervised: Supervised) -> tuple[str, ...]:
    """The end of a log as details of a message, which say so when there is none."""
    return supervised.log_tail() or ("its log is empty",)
