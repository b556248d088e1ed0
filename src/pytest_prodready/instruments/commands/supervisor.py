"""Runs one command and leaves nothing of it behind: a script of its own, `python -I -S supervisor.py STATUS_FD`.

Its standard input is a pipe that its owner alone holds: one JSON line says what to run, and whatever comes
after that, the end included, says to stop. So the command ends when the owner wants it, when its deadline
passes, and when the owner dies, however it dies. What became of it is told in JSON lines on STATUS_FD.

On Linux the supervisor is the subreaper of everything the command starts: a process that calls setsid or
outlives its parent becomes the supervisor's child, so "no child is left" means that nothing is left. Elsewhere
the command's process group is all that can be reached.
"""

import ctypes
import json
import math
import os
import select
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NoReturn

_PR_SET_PDEATHSIG, _PR_SET_CHILD_SUBREAPER = 1, 36
_RELUCTANT = 5.0  # how long processes may take to die of SIGKILL before they are told as survivors
_AGAIN = 0.02  # how long a round of SIGKILL waits for the dead before it looks for newborns
_SWIFT_ROUNDS = 50
_TICK = 1.0  # how often to look at what no event tells: the size of the log, an emptied process group
_KEPT_OF_LOG = 64 * 1024


class Tree:
    """Everything that descends from this process (Linux)."""

    def __init__(self) -> None:
        self._libc = ctypes.CDLL(None, use_errno=True)
        if self._libc.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
            raise OSError(ctypes.get_errno(), "cannot become a subreaper")
        self._orphans = f"/proc/self/task/{os.getpid()}/children"

    def bind(self, parent: int) -> None:
        """Called in the command before it is executed: die with the supervisor, even when that is killed."""
        self._libc.prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
        if os.getppid() != parent:
            os._exit(127)

    def members(self, _leader: int) -> list[int]:
        """The descendants, the nearest first."""
        children: dict[int, list[int]] = {}
        for pid, parent in _processes():
            children.setdefault(parent, []).append(pid)
        found = list(children.get(os.getpid(), ()))
        for pid in found:
            found.extend(children.get(pid, ()))
        return found

    def send(self, number: int, leader: int) -> None:
        """Send a signal to each of them; who is gone or not ours to signal is left alone."""
        _send(number, self.members(leader))

    def kill_orphans(self) -> None:
        """Kill who is our child by now, in microseconds: a process that forks and exits is an orphan's orphan."""
        try:
            with open(self._orphans, "rb") as file:  # noqa: PTH123 - as below
                _send(signal.SIGKILL, map(int, file.read().split()))
        except OSError:
            return

    def gone(self, _leader: int) -> bool:
        """Whether none is left, given that no child is left to wait for: orphans would have become children."""
        return True


class Group:
    """The command's process group: what can be reached where there is no subreaper."""

    def bind(self, parent: int) -> None:
        """Nothing ties a process to the life of its parent here."""

    def members(self, leader: int) -> list[int]:
        """The leader, as long as anyone of its group is there."""
        return [] if self.gone(leader) else [leader]

    def send(self, number: int, leader: int) -> None:
        """Send a signal to the whole group."""
        try:
            os.killpg(leader, number)
        except (ProcessLookupError, PermissionError):
            return

    def kill_orphans(self) -> None:
        """Nobody becomes our child here."""

    def gone(self, leader: int) -> bool:
        """Whether the group has no member."""
        try:
            os.killpg(leader, 0)
        except ProcessLookupError:
            return True
        except PermissionError:
            return False
        return False


class Supervisor:
    """One command from its start until nothing of it is left; times in seconds of a clock that never steps."""

    def __init__(self, spec: dict[str, Any], tell: Callable[..., None]) -> None:
        self.spec, self.tell = spec, tell
        self.reach: Tree | Group = Tree() if sys.platform == "linux" else Group()
        self.leader, self.code = 0, None  # type: int, int | None
        self.started = self.ended = 0.0
        self.asked = False
        self._wakeup = _wake_on_signals(self._ask)
        self._poll = select.poll()
        for descriptor in (0, self._wakeup, *_life_of(spec["owner"])):
            self._poll.register(descriptor, select.POLLIN)

    def run(self) -> None:
        """Start it, wait for its end or for a reason to end it, clear away what is left, and tell."""
        if os.getppid() != self.spec["owner"]:
            return
        self.leader = _start(self.spec, self.reach)
        self.started = time.perf_counter()
        self.tell(event="started", pid=self.leader)
        deadline = self.started + (self.spec["deadline_s"] or math.inf)
        empty = self._until(deadline, enough=lambda: self.code is not None or self.asked)
        cause = "exited" if self.code is not None else "stopped" if self.asked else "deadline"
        left = len(self.reach.members(self.leader)) if cause == "exited" and not empty else 0
        forced = not (empty or self._terminated())
        if forced:
            self._kill()
        self.tell(event="ended", cause=cause, exit=self.code, seconds=self._ran(), left=left, forced=forced)

    def _ask(self, *_: object) -> None:
        self.asked = True

    def _ran(self) -> float:
        return (self.ended or time.perf_counter()) - self.started

    def _terminated(self) -> bool:
        """Ask everyone with SIGTERM, the stopped ones too; whether nothing is left when the grace is over."""
        self.reach.send(signal.SIGTERM, self.leader)
        self.reach.send(signal.SIGCONT, self.leader)
        return self._until(time.perf_counter() + self.spec["grace_s"])

    def _kill(self) -> None:
        """Kill until nothing is left: who is born between a look and a signal is met by the next round."""
        given_up = time.perf_counter() + _RELUCTANT
        while time.perf_counter() < given_up:
            self.reach.send(signal.SIGKILL, self.leader)
            for _ in range(_SWIFT_ROUNDS):
                if self._reap():
                    return
                self.reach.kill_orphans()
            if self._until(time.perf_counter() + _AGAIN):
                return

    def _until(self, moment: float, enough: Callable[[], bool] = lambda: False) -> bool:
        """Wait for the moment, for `enough`, or until nothing is left; whether nothing is left."""
        while True:
            empty = self._reap()
            if empty or enough() or time.perf_counter() >= moment:
                return empty
            self._wait(moment - time.perf_counter())
            if self.spec["log_limit"]:
                _trim(self.spec["log_limit"])

    def _wait(self, seconds: float) -> None:
        ticking = bool(self.spec["log_limit"]) or isinstance(self.reach, Group)
        wait = min(seconds, _TICK if ticking else 3600.0)
        for descriptor, _ in self._poll.poll(max(0, math.ceil(1000 * wait))):
            if descriptor == self._wakeup:
                os.read(descriptor, 4096)
            else:
                self._poll.unregister(descriptor)
                self.asked = True

    def _reap(self) -> bool:
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return self.reach.gone(self.leader)
            if pid == 0:
                return False
            if pid == self.leader:
                self.code, self.ended = os.waitstatus_to_exitcode(status), time.perf_counter()


def _send(number: int, pids: Iterable[int]) -> None:
    for pid in pids:
        try:
            os.kill(pid, number)
        except (ProcessLookupError, PermissionError):
            continue


def _processes() -> Iterator[tuple[int, int]]:
    for name in os.listdir("/proc"):  # noqa: PTH208 - pathlib costs more than the whole start of this script
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat", "rb") as file:  # noqa: PTH123 - as above
                    after_the_name = file.read().rpartition(b")")[2].split()
            except OSError:
                continue
            yield int(name), int(after_the_name[1])


def _life_of(owner: int) -> tuple[int, ...]:
    """A descriptor that tells the owner's death even while a forked copy of it holds our standard input open."""
    if sys.platform != "linux":
        return ()
    try:
        return (os.pidfd_open(owner),)
    except OSError:
        return ()


def _wake_on_signals(ask: Callable[..., None]) -> int:
    readable, writable = os.pipe()
    os.set_blocking(readable, False)
    os.set_blocking(writable, False)
    signal.set_wakeup_fd(writable, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, ask)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    return readable


def _start(spec: dict[str, Any], reach: Tree | Group) -> int:
    parent = os.getpid()
    readable, writable = os.pipe()
    pid = os.fork()
    if pid == 0:
        _become(spec, reach, parent, writable)
    os.close(writable)
    with os.fdopen(readable, "rb") as failures:
        failure = failures.read()
    if failure:
        os.waitpid(pid, 0)
        raise StartFailed(**json.loads(failure))
    return pid


def _become(spec: dict[str, Any], reach: Tree | Group, parent: int, failures: int) -> NoReturn:
    step = "prepare"
    try:
        os.setsid()
        reach.bind(parent)
        stdin = spec["stdin"] or os.open(os.devnull, os.O_RDONLY)
        os.dup2(stdin, 0)
        os.close(stdin)
        for ignored in (signal.SIGPIPE, signal.SIGXFSZ):
            signal.signal(ignored, signal.SIG_DFL)
        step = "cwd"
        os.chdir(spec["cwd"])
        step = "execute"
        os.execvpe(spec["argv"][0], spec["argv"], spec["env"])  # noqa: S606 - a list of words, and no shell
    except (OSError, ValueError) as error:
        why = {"step": step, "number": getattr(error, "errno", None), "text": str(error)}
        os.write(failures, json.dumps(why).encode())
    finally:
        os._exit(127)


class StartFailed(Exception):
    """The command could not be executed; `step` says what was being done."""

    def __init__(self, step: str, number: int | None, text: str) -> None:
        super().__init__(text)
        self.told = {"step": step, "number": number, "text": text}


def _trim(limit: int) -> None:
    """Cut a log that has outgrown its limit down to its end; the command appends to whatever is there."""
    size = os.fstat(1).st_size
    if size > limit:
        end = os.pread(1, _KEPT_OF_LOG, size - _KEPT_OF_LOG)
        os.ftruncate(1, 0)
        os.write(1, end)


def _read_line() -> bytes:
    line = b""
    while not line.endswith(b"\n"):
        more = os.read(0, 1 << 16)
        if not more:
            return b""
        line += more
    return line


def main() -> None:
    """Read what to run, run it, and tell."""
    status = int(sys.argv[1])
    os.set_inheritable(status, False)

    def tell(**event: object) -> None:
        try:
            os.write(status, json.dumps(event).encode() + b"\n")
        except BrokenPipeError:
            return

    line = _read_line()
    if not line:
        return
    try:
        Supervisor(json.loads(line), tell).run()
    except StartFailed as failed:
        tell(event="failed", **failed.told)


if __name__ == "__main__":
    main()
