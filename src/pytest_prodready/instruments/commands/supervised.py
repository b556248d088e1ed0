"""A command that keeps running while others work with it."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from pytest_prodready.instruments.commands.order import Order
from pytest_prodready.instruments.commands.output import end_of_file, last_lines
from pytest_prodready.instruments.commands.process import Ended, Process

LOG_LIMIT = 64 << 20
"""Bytes; a log that outgrows it is cut down to its end."""

_READ_OF_LOG = 64 * 1024


class Supervised:
    """Starts a list of words when it is entered, and ends it with all it started when it is left, however that is.

    `log` receives its output and its errors. `deadline_s` ends it early; without one it runs until it is left,
    ends by itself, or our own process is gone. `grace_s` lies between SIGTERM and SIGKILL.

    Raises:
        CannotLook: on entering, when it cannot be started.

    """

    def __init__(
        self,
        argv: Sequence[str],
        *,
        cwd: Path,
        env: Mapping[str, str],
        log: Path,
        deadline_s: float | None = None,
        grace_s: float = 5.0,
    ) -> None:
        self.log = log
        self._order = Order(argv=argv, cwd=cwd, env=env, deadline_s=deadline_s, grace_s=grace_s, log_limit=LOG_LIMIT)
        self._process: Process | None = None

    def __enter__(self) -> Self:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.log, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        try:
            self._process = Process(self._order, stdout=descriptor, stderr=descriptor)
        finally:
            os.close(descriptor)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def pid(self) -> int:
        """The command's process, the first of its tree."""
        return self._started.pid

    @property
    def ancestor(self) -> int:
        """The supervisor: whatever the command starts descends from it, also what outlives its parent."""
        return self._started.supervisor.pid

    @property
    def alive(self) -> bool:
        """Whether the command itself still runs."""
        return self.wait(0) is None

    def wait(self, seconds: float) -> Ended | None:
        """How it ended, as soon as it has; None while it still runs after `seconds`."""
        return self._started.wait(seconds)

    def stop(self) -> Ended:
        """End it now, with everything that it started; how it ended, also when that was long ago."""
        return self._started.stop()

    def log_tail(self, lines: int = 20) -> tuple[str, ...]:
        """The last lines of its log, safe to print."""
        return last_lines(end_of_file(self.log, _READ_OF_LOG), lines)

    @property
    def _started(self) -> Process:
        if self._process is None:
            raise RuntimeError("a supervised command is started by entering its context")
        return self._process
