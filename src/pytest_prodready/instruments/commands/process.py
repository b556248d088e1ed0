"""One command under its supervisor, as its owner sees it."""

import contextlib
import json
import math
import os
import select
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Literal

from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.commands.order import Order
from pytest_prodready.instruments.commands.refusal import cannot_start

_SCRIPT = Path(__file__).with_name("supervisor.py")
_OF_OURS = ("LD_LIBRARY_PATH", "PATH")
_PATIENCE = 10.0  # beyond the grace: the supervisor's own start, and its rounds of SIGKILL
_STARTED_WITHIN = 30.0


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended.

    `exit` is its exit code, negative for the signal that ended it (as in subprocess). `cause` says whether it
    ended by itself, was stopped, outlived its deadline, or was lost because somebody killed its supervisor.
    `seconds` is how long it ran, as its supervisor measured it. `left` counts the processes that it had left
    behind when it ended by itself, `forced` says that SIGTERM was not enough for it or for one of them; they
    are gone either way.
    """

    exit: int
    cause: Literal["exited", "stopped", "deadline", "lost"]
    seconds: float
    left: int = 0
    forced: bool = False

    def __str__(self) -> str:
        if self.exit >= 0:
            return f"exit code {self.exit}"
        with contextlib.suppress(ValueError):
            return f"killed by {signal.Signals(-self.exit).name}"
        return f"killed by signal {-self.exit}"


class Process:
    """A command under a supervisor of its own, which hears what becomes of it; `wait` and `stop` suit any thread.

    Raises:
        CannotLook: it cannot be started: the program is not there, may not be executed, or its folder is missing.

    """

    def __init__(self, order: Order, *, stdout: int, stderr: int) -> None:
        self.order = order
        self.ended: Ended | None = None
        self.pid = 0
        self._heard = b""
        self._lock = threading.Lock()
        self.status, writable = os.pipe()
        try:
            self.supervisor = self._launch(writable, stdout, stderr)
        except OSError as error:
            os.close(self.status)
            raise CannotLook(f"{order.name}: no process can be started here: {error.strerror}") from None
        finally:
            os.close(writable)
        try:
            self._await_start()
        except BaseException:
            self._abandon()
            for pipe in (self.supervisor.stdout, self.supervisor.stderr):
                if pipe is not None:
                    pipe.close()
            raise

    @property
    def pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        """What it writes, its output and its errors, when it was started with pipes for both."""
        output, errors = self.supervisor.stdout, self.supervisor.stderr
        if output is None or errors is None:
            raise ValueError(f"{self.order.name} was not started with pipes")
        return output, errors

    @property
    def most_seconds(self) -> float:
        """How long it can take until the supervisor has told the end."""
        return (self.order.deadline_s or math.inf) + self.order.grace_s + _PATIENCE

    def wait(self, seconds: float) -> Ended | None:
        """How it ended, as soon as it has; None while it still runs after `seconds`."""
        until = time.perf_counter() + seconds
        if not self._lock.acquire(timeout=max(0.0, seconds)):
            return self.ended
        try:
            if self.ended is None:
                event = self._hear(until - time.perf_counter())
                self.ended = None if event is None else self._bury(event)
            return self.ended
        finally:
            self._lock.release()

    def stop(self) -> Ended:
        """End it with everything that it started: SIGTERM, and after the grace SIGKILL; how it ended."""
        self._hang_up()
        ended = self.wait(self.order.grace_s + _PATIENCE)
        if ended is None:
            self.supervisor.kill()
            ended = self.wait(_PATIENCE)
        return ended or Ended(-signal.SIGKILL, "lost", 0.0, forced=True)

    def _launch(self, status: int, stdout: int, stderr: int) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603 - our own script; what it runs in turn is a list of words, no shell
            [sys.executable, "-I", "-S", "-X", "utf8", str(_SCRIPT), str(status)],
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=stdout,
            stderr=stderr,
            pass_fds=[status, *([self.order.stdin] if self.order.stdin else [])],
            env={name: os.environ[name] for name in _OF_OURS if name in os.environ},
            start_new_session=True,
        )

    def _await_start(self) -> None:
        line = self.order.line()
        with contextlib.suppress(BrokenPipeError):
            while line:
                line = line[self._control.write(line) or 0 :]
        event = self._hear(_STARTED_WITHIN)
        if event is None:
            raise CannotLook(f"{self.order.name}: its supervisor did not start it within {_STARTED_WITHIN:g} s")
        if event["event"] == "lost":
            # Also where a command kills it faster than it can say that it has started one.
            raise CannotLook(f"{self.order.name}: its supervisor was killed, so nobody knows how it ended")
        if event["event"] == "failed":
            raise cannot_start(self.order, event["step"], event["number"], event["text"])
        self.pid = event["pid"]

    @property
    def _control(self) -> IO[bytes]:
        if self.supervisor.stdin is None:
            raise RuntimeError("a supervisor is always started with a pipe")
        return self.supervisor.stdin

    def _hear(self, seconds: float) -> dict[str, Any] | None:
        """The next thing that the supervisor tells; `lost` when it is gone without a word; None when time is over."""
        until = time.perf_counter() + seconds
        poll = select.poll()
        poll.register(self.status, select.POLLIN)
        while b"\n" not in self._heard:
            if not poll.poll(max(0, math.ceil(1000 * (until - time.perf_counter())))):
                return None
            more = os.read(self.status, 4096)
            if not more:
                return {"event": "lost"}
            self._heard += more
        line, _, self._heard = self._heard.partition(b"\n")
        told: dict[str, Any] = json.loads(line)
        return told

    def _bury(self, event: dict[str, Any]) -> Ended:
        self._abandon()
        if event.pop("event") == "ended":
            exit_code = event.pop("exit")
            return Ended(exit=-signal.SIGKILL if exit_code is None else exit_code, **event)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
        return Ended(-signal.SIGKILL, "lost", 0.0, forced=True)

    def _hang_up(self) -> None:
        with contextlib.suppress(OSError):
            self._control.close()

    def _abandon(self) -> None:
        """Let the supervisor end, by force if it does not, and close what led to it."""
        self._hang_up()
        try:
            self.supervisor.wait(self.order.grace_s + _PATIENCE)
        except subprocess.TimeoutExpired:
            self.supervisor.kill()
            self.supervisor.wait()
        os.close(self.status)
