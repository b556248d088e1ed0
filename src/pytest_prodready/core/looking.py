"""The record of one gate's looking: what was seen, and what could not be seen.

A gate may catch an exception; it may not make it unhappened. Every `CannotLook` writes itself into the
record that is open when it is made, so the engine knows of it even when a gate swallows it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from pytest_prodready.core.evidence import Evidence


@dataclass(slots=True)
class Look:
    """What the instruments of one gate saw and could not see, in order."""

    evidence: list[Evidence] = field(default_factory=list)
    blind: list["CannotLook"] = field(default_factory=list)

    def saw(self, evidence: Evidence) -> None:
        """Keep one piece of evidence; the same one is kept once."""
        if evidence not in self.evidence:
            self.evidence.append(evidence)


_open: ContextVar[Look | None] = ContextVar("open_look", default=None)


class CannotLook(Exception):
    """An instrument cannot see what it was asked for: the promise stays unproven.

    `reason` is one self-sufficient line with the place and what was met; `fix` the way out; `details` the
    lines that help (the tail of a log, the nearest names).
    """

    def __init__(self, reason: str, *, fix: str = "", details: tuple[str, ...] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.fix = fix
        self.details = details
        look = _open.get()
        if look is not None:
            look.blind.append(self)

    def __reduce__(self) -> tuple[object, ...]:
        return (_restore, (self.reason, self.fix, self.details))


def _restore(reason: str, fix: str, details: tuple[str, ...]) -> CannotLook:
    return CannotLook(reason, fix=fix, details=details)


@contextmanager
def looking(look: Look) -> Iterator[Look]:
    """Open `look` as the record into which a `CannotLook` writes itself."""
    token = _open.set(look)
    try:
        yield look
    finally:
        _open.reset(token)
