"""One load at a time on a machine: neighbours, such as other xdist workers, would measure each other."""

import fcntl
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def alone(announce: Callable[[str], object]) -> Iterator[None]:
    """Hold this user's lock; the operating system lets go of it when the process ends, however it ends."""
    path = Path(tempfile.gettempdir()) / f"pytest-prodready-load-{os.getuid()}.lock"
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            announce("waiting for another load on this machine to end")
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
