"""A thread that works for whoever must not wait for ever."""

import threading
from collections.abc import Callable
from contextvars import copy_context


class Worker:
    """Runs one job after another in a thread of its own; a job that outlives its deadline keeps that thread."""

    def __init__(self) -> None:
        self._thread: _Thread | None = None

    def run(self, job: Callable[[], None], seconds: float) -> bool:
        """Whether `job`, which must not raise, ended within `seconds`; the next job never waits for a late one."""
        thread, self._thread = self._thread or _Thread(), None
        context = copy_context()
        ended = thread.run(lambda: context.run(job), seconds)
        if ended:
            self._thread = thread
        return ended


class _Thread:
    """Two bare locks hand a job over and its end back: an Event or a Queue would cost several times as much."""

    def __init__(self) -> None:
        self._job: Callable[[], object] | None = None
        self._given, self._ended = threading.Lock(), threading.Lock()
        self._given.acquire()
        self._ended.acquire()
        threading.Thread(target=self._work, name="prodready-judge", daemon=True).start()

    def run(self, job: Callable[[], object], seconds: float) -> bool:
        self._job = job
        self._given.release()
        return self._ended.acquire(timeout=min(seconds, threading.TIMEOUT_MAX))

    def _work(self) -> None:
        while True:
            self._given.acquire()
            job, self._job = self._job, None
            if job is not None:
                job()
            self._ended.release()
