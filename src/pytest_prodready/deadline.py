"""Two ways to end what outlives its deadline: to leave it behind in a thread, or to interrupt it in this one."""

import ctypes
import threading
import time
from collections.abc import Callable
from contextvars import copy_context

_POLL_S = 0.25
"""How late an interruption may come: often enough for a person who waits, too seldom to be seen in a measurement."""


class Worker:
    """Runs one job after another in a thread of its own; a job that outlives its deadline keeps that thread.

    For whatever may hang in a process, a socket or a query, which nothing but its own end brings back.
    """

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


class Overdue(BaseException):
    """Raised in the middle of a job whose deadline is over; no `except Exception` of a gate stops it."""


class Interrupter:
    """Runs jobs where it is called, so that Ctrl-C ends them and a debugger sees them, and without a thread's price.

    For what computes in Python: its loops are interrupted, a call into C only when it returns.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._due: tuple[int, float] | None = None
        self._fired = False
        self._watching = False

    def run(self, job: Callable[[], None], seconds: float) -> bool:
        """Whether `job` ended within `seconds`, more or less; what it raises is raised, but for Overdue."""
        if not self._watching:
            self._watching = True
            threading.Thread(target=self._watch, name="prodready-watch", daemon=True).start()
        self._fired, self._due = False, (threading.get_ident(), time.monotonic() + seconds)
        try:
            try:
                job()
            finally:
                self._disarm()
        except Overdue:
            self._disarm()
        return not self._fired

    def _disarm(self) -> None:
        with self._lock:
            self._due = None
            if self._fired:
                # What has been thrown and has not arrived must not arrive in whatever comes next.
                _throw(threading.get_ident(), None)

    def _watch(self) -> None:
        while True:
            time.sleep(_POLL_S)
            with self._lock:
                if self._due is not None and time.monotonic() > self._due[1]:
                    self._fired = True
                    # Again at each look, until it is heard: a bare `except:` of a gate may swallow it.
                    _throw(self._due[0], Overdue)


def _throw(thread: int, error: type[BaseException] | None) -> None:
    what = ctypes.py_object() if error is None else ctypes.py_object(error)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), what)
