"""Commands with bad habits, and a way to see who of them is still there."""

import os
import select
import sys
import textwrap
import time
import uuid
from pathlib import Path

import pytest

from pytest_prodready.instruments.commands.environment import environment

# Each word makes one child with these habits; when all are in place the parent prints "ready" and waits.
FAMILY = """
import os, signal, sys

readable, writable = os.pipe()

def in_place_with(habits):
    if "twice" in habits and os.fork():
        os._exit(0)
    if "session" in habits:
        os.setsid()
    if "deaf" in habits:
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            signal.signal(number, signal.SIG_IGN)
    os.write(writable, b".")
    if "stopped" in habits:
        os.kill(os.getpid(), signal.SIGSTOP)
    while "heir" in habits:
        if os.fork():
            os._exit(0)
    while True:
        signal.pause()

words = sys.argv[1:]
if "deaf" in words:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
children = [word for word in words if word != "deaf"]
for word in children:
    if os.fork() == 0:
        in_place_with(word.split("+"))
for _ in children:
    os.read(readable, 1)
print("ready", flush=True)
while True:
    signal.pause()
"""


class Marked:
    """Processes that carry a mark in their environment, and so does whatever they start."""

    def __init__(self, scratch: Path) -> None:
        self.mark = f"MARK_{uuid.uuid4().hex}"
        self.env = environment({self.mark: "1"}, scratch)

    def alive(self, writing: Path | None = None) -> list[int]:
        """Who carries the mark, or writes into a log as its supervisor does."""
        processes = [entry for entry in Path("/proc").iterdir() if entry.name.isdigit()]
        return [int(entry.name) for entry in processes if self._is(entry) or (writing and _writes(entry, writing))]

    def await_none(self, seconds: float, writing: Path | None = None, beside: int = 0) -> list[int]:
        """Who is left when nobody is left, except for the one who may be, or the time is over."""
        until = time.monotonic() + seconds
        while set(alive := self.alive(writing)) - {beside} and time.monotonic() < until:
            try:
                descriptor = os.pidfd_open(min(set(alive) - {beside}))
            except ProcessLookupError:
                continue
            select.select([descriptor], [], [], max(0.0, until - time.monotonic()))
            os.close(descriptor)
        return alive

    def _is(self, entry: Path) -> bool:
        try:
            return self.mark.encode() in (entry / "environ").read_bytes()
        except OSError:
            return False


def _writes(entry: Path, log: Path) -> bool:
    try:
        return (entry / "fd" / "1").readlink() == log
    except OSError:
        return False


@pytest.fixture
def marked(tmp_path: Path) -> Marked:
    return Marked(tmp_path)


@pytest.fixture
def family(tmp_path: Path) -> list[str]:
    """The words that start a family; habits are added to them."""
    script = tmp_path / "family.py"
    script.write_text(textwrap.dedent(FAMILY), encoding="utf-8")
    return [sys.executable, str(script)]
