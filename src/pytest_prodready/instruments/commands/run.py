"""Run a command to its end: bounded in time, in output, and in what it leaves behind."""

import os
import selectors
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.commands.order import Order
from pytest_prodready.instruments.commands.output import Tail, last_lines
from pytest_prodready.instruments.commands.process import Ended, Process

_CHUNK = 1 << 16
_LAST_WORDS = 1.0  # how long a pipe is listened to when everyone who could write into it should be gone


@dataclass(frozen=True, slots=True)
class Completed:
    """A command that is over; `stdout` and `stderr` are the last bytes that it wrote, `written` counts them all."""

    ended: Ended
    stdout: bytes
    stderr: bytes
    written: int

    @property
    def exit(self) -> int:
        """The exit code, negative for the signal that ended it."""
        return self.ended.exit

    @property
    def timed_out(self) -> bool:
        """Whether it outlived its deadline and was killed."""
        return self.ended.cause == "deadline"

    @property
    def seconds(self) -> float:
        """How long it ran."""
        return self.ended.seconds

    def last_lines(self, count: int = 20) -> tuple[str, ...]:
        """The end of what it wrote, safe to print: its standard error, or where that is silent its output."""
        return last_lines(self.stderr, count) or last_lines(self.stdout, count)


def run(
    argv: Sequence[str],
    *,
    cwd: Path,
    env: Mapping[str, str],
    deadline_s: float,
    stdin: bytes = b"",
    at_most_output: int = 64 * 1024,
    grace_s: float = 1.0,
) -> Completed:
    """Run a list of words, never a shell, in exactly this environment; nothing of it is alive afterwards.

    A command that outlives its deadline gets SIGTERM, `grace_s` later SIGKILL, and is told as timed out.

    Raises:
        CannotLook: it cannot be started, or its supervisor was killed.

    """
    with ExitStack() as stack:
        order = Order(
            argv=argv,
            cwd=cwd,
            env=env,
            deadline_s=deadline_s,
            grace_s=grace_s,
            stdin=stack.enter_context(_file_of(stdin)) if stdin else None,
        )
        process = Process(order, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        stack.callback(process.stop)
        out, err = (Tail(at_most_output) for _ in range(2))
        streams = {stack.enter_context(pipe): tail for pipe, tail in zip(process.pipes, (out, err), strict=True)}
        _listen(process, streams)
        ended = process.stop()
    if ended.cause == "lost":
        raise CannotLook(f"{order.name}: its supervisor was killed, so nobody knows how it ended")
    return Completed(ended, out.bytes(), err.bytes(), out.total + err.total)


@contextmanager
def _file_of(content: bytes) -> Iterator[int]:
    """A descriptor to read the content from: unlike a pipe, it never makes the writer wait."""
    with tempfile.TemporaryFile() as file:
        file.write(content)
        file.seek(0)
        yield file.fileno()


def _listen(process: Process, streams: Mapping[IO[bytes], Tail]) -> None:
    """Take in what is written until nobody can write any more; the supervisor watches the deadline."""
    given_up = time.perf_counter() + process.most_seconds
    with selectors.DefaultSelector() as ready:
        for pipe in streams:
            ready.register(pipe, selectors.EVENT_READ)
        ready.register(process.status, selectors.EVENT_READ)
        while ready.get_map() and time.perf_counter() < given_up:
            for key, _ in ready.select(max(0.0, given_up - time.perf_counter())):
                if key.fd == process.status:
                    ready.unregister(key.fd)
                    process.wait(_LAST_WORDS)
                    given_up = time.perf_counter() + _LAST_WORDS
                elif piece := os.read(key.fd, _CHUNK):
                    streams[key.fileobj].add(piece)  # type: ignore[index]  # what is registered is what is given back
                else:
                    ready.unregister(key.fileobj)
