"""A thread that works for whoever must not wait for ever."""

import threading
from collections.abc import Callable
from contextvars import copy_context
from queue import SimpleQueue


class Worker:
    """Runs one job after another in a thread of its own; a job that outlives its deadline keeps that thread."""

    def __init__(self) -> None:
        self._jobs: SimpleQueue[tuple[Callable[[], None], threading.Event]] | None = None

    def run(self, job: Callable[[], None], seconds: float) -> bool:
        """Whether `job`, which must not raise, ended within `seconds`; the next job never waits for a late one."""
        jobs = self._jobs or self._started()
        done = threading.Event()
        context = copy_context()
        jobs.put((lambda: context.run(job), done))
        ended = done.wait(seconds)
        if not ended:
            self._jobs = None
        return ended

    def _started(self) -> "SimpleQueue[tuple[Callable[[], None], threading.Event]]":
        jobs: SimpleQueue[tuple[Callable[[], None], threading.Event]] = SimpleQueue()
        threading.Thread(target=_work, args=(jobs,), name="prodready-judge", daemon=True).start()
        self._jobs = jobs
        return jobs


def _work(jobs: "SimpleQueue[tuple[Callable[[], None], threading.Event]]") -> None:
    while True:
        job, done = jobs.get()
        job()
        done.set()
