import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest

from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.commands import supervised as module
from pytest_prodready.instruments.commands.supervised import Supervised

OWNER = """
import os, signal, sys
from pathlib import Path
from pytest_prodready.instruments.commands.supervised import Supervised

signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job starts without it
folder, mark, forks, *argv = sys.argv[1:]
env = {"PATH": os.environ["PATH"], mark: "1"}
with Supervised(argv, cwd=Path(folder), env=env, log=Path(folder, "log"), grace_s=0.2) as command:
    if forks == "forks" and os.fork() == 0:
        signal.pause()
    print("owns", command.pid, flush=True)
    command.wait(1000)
"""


@contextmanager
def owner(tmp_path, mark: str, *argv: str, forks: str = "") -> Iterator[subprocess.Popen[bytes]]:
    words = [sys.executable, "-c", OWNER, str(tmp_path), mark, forks, *argv]
    with subprocess.Popen(words, stdout=subprocess.PIPE, start_new_session=True) as process:
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def await_line(path, line: str, seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while not path.exists() or line not in path.read_text(errors="replace"):
        assert time.monotonic() < until, f"no {line!r} in {path}"
        os.sched_yield()


@pytest.mark.parametrize("habits", [["plain"], ["deaf", "session+deaf", "twice+session+deaf+stopped"]], ids=str)
def test_nothing_survives_an_owner_that_is_killed(tmp_path, marked, family, habits) -> None:
    with owner(tmp_path, marked.mark, *family, *habits) as process:
        process.stdout.readline()
        await_line(tmp_path / "log", "ready")
        assert len(marked.alive()) == 1 + len([word for word in habits if word != "deaf"])
        process.kill()
        assert marked.await_none(10) == []


def test_a_forked_copy_of_the_owner_does_not_keep_the_command_alive(tmp_path, marked) -> None:
    """multiprocessing forks: a copy that is left behind holds the supervisor's standard input open."""
    with owner(tmp_path, marked.mark, "sleep", "1000", forks="forks") as process:
        process.stdout.readline()
        assert len(marked.alive()) == 1
        process.kill()
        assert marked.await_none(10) == []


def test_an_owner_that_is_interrupted_leaves_nothing(tmp_path, marked) -> None:
    with owner(tmp_path, marked.mark, "sleep", "1000") as process:
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert marked.await_none(10) == []


def started(tmp_path, env, *argv: str, **limits: float) -> Supervised:
    return Supervised(argv, cwd=tmp_path, env=env, log=tmp_path / "logs" / "log", **limits)


def test_runs_until_it_is_left(tmp_path, marked) -> None:
    with started(tmp_path, marked.env, "sleep", "1000") as command:
        assert command.alive
        assert command.wait(0) is None
        assert marked.alive() == [command.pid]
    assert marked.alive() == []
    assert not command.alive
    ended = command.stop()
    assert (ended.cause, str(ended), ended.forced, ended.left) == ("stopped", "killed by SIGTERM", False, 0)
    assert command.wait(0) is ended


def test_is_ended_when_the_work_with_it_fails(tmp_path, marked) -> None:
    with pytest.raises(ZeroDivisionError), started(tmp_path, marked.env, "sleep", "1000"):
        raise ZeroDivisionError
    assert marked.alive() == []


def test_tells_when_asking_was_not_enough(tmp_path, marked, family) -> None:
    with started(tmp_path, marked.env, *family, "deaf", "session+deaf", grace_s=0.1) as command:
        await_line(command.log, "ready")
        ended = command.stop()
    assert (ended.cause, str(ended), ended.forced) == ("stopped", "killed by SIGKILL", True)
    assert marked.alive() == []


def test_its_end_is_noticed_at_once(tmp_path, marked) -> None:
    with started(tmp_path, marked.env, "sh", "-c", "echo no model >&2; exit 4") as command:
        ended = command.wait(600)
        assert (ended.cause, str(ended)) == ("exited", "exit code 4")
        assert not command.alive
        assert command.log_tail() == ("no model",)


def test_its_end_is_noticed_by_every_thread(tmp_path, marked) -> None:
    heard: list[str] = []
    with started(tmp_path, marked.env, "cat", "/dev/zero") as command:
        threads = [threading.Thread(target=lambda: heard.append(str(command.wait(600)))) for _ in range(3)]
        for thread in threads:
            thread.start()
        os.kill(command.pid, signal.SIGINT)
        for thread in threads:
            thread.join()
    assert heard == ["killed by SIGINT"] * 3


def test_a_deadline_ends_it(tmp_path, marked) -> None:
    with started(tmp_path, marked.env, "sleep", "1000", deadline_s=0.2) as command:
        assert command.wait(600).cause == "deadline"
    assert marked.alive() == []


def test_two_do_not_know_of_each_other(tmp_path, marked) -> None:
    with started(tmp_path, marked.env, "sleep", "1000") as one, started(tmp_path, marked.env, "sleep", "1000") as two:
        one.stop()
        assert marked.alive() == [two.pid]


def test_the_log_holds_both_streams_and_its_end_can_be_read(tmp_path, marked) -> None:
    words = "i=0; while [ $i -lt 30 ]; do i=$((i+1)); echo $i; done; printf 'warn\\033[2J\\n' >&2; echo end"
    with started(tmp_path, marked.env, "sh", "-c", words) as command:
        command.wait(600)
    assert command.log_tail(3) == ("30", r"warn\x1b[2J", "end")
    assert len(command.log_tail()) == 20


def test_a_log_that_grows_too_large_is_cut_down_to_its_end(tmp_path, marked, monkeypatch) -> None:
    monkeypatch.setattr(module, "LOG_LIMIT", 1 << 20)
    flood = "yes | head -c 8000000; echo written; exec sleep 1000"
    with started(tmp_path, marked.env, "sh", "-c", flood) as command:
        until = time.monotonic() + 30
        while time.monotonic() < until:
            size = command.log.stat().st_size
            if 0 < size <= 1 << 20 and "written" in command.log_tail(1):
                break
            os.sched_yield()
        assert command.log_tail(2) == ("y", "written")
        assert command.log.stat().st_size <= 1 << 20


def test_what_cannot_be_started_is_told_on_entering(tmp_path, marked) -> None:
    with pytest.raises(CannotLook, match="uvicornn: there is no such program on PATH"):
        started(tmp_path, marked.env, "uvicornn").__enter__()


def test_is_nothing_before_it_is_entered(tmp_path, marked) -> None:
    with pytest.raises(RuntimeError, match="entering its context"):
        started(tmp_path, marked.env, "true").stop()


def test_a_killed_supervisor_takes_the_command_along(tmp_path, marked, family) -> None:
    with started(tmp_path, marked.env, *family, "plain") as command:
        await_line(command.log, "ready")
        child = max(set(marked.alive()) - {command.pid})
        os.kill(command.ancestor, signal.SIGKILL)
        assert marked.await_none(10, beside=child) == [child], "the kernel ends the command itself"
        ended = command.wait(600)
    assert (ended.cause, ended.forced) == ("lost", True)
    assert marked.await_none(10) == [], "and we end its group"


def test_a_supervisor_that_hangs_is_killed(tmp_path, marked, monkeypatch) -> None:
    monkeypatch.setattr("pytest_prodready.instruments.commands.process._PATIENCE", 0.2)
    with started(tmp_path, marked.env, "sleep", "1000", grace_s=0.1) as command:
        os.kill(command.ancestor, signal.SIGSTOP)
        assert command.stop().cause == "lost"
    assert marked.await_none(10) == []


@pytest.mark.long
def test_nothing_survives_kills_at_random_moments(tmp_path, marked, family) -> None:
    chance = random.Random(20261123)
    habits = ["plain", "session+deaf", "twice+stopped"]
    for _ in range(50):
        with owner(tmp_path, marked.mark, *family, *habits) as process:
            time.sleep(chance.uniform(0.0, 0.5))  # the random moment is what is tried
            process.kill()
            process.wait()
            assert marked.await_none(10, writing=tmp_path / "log") == []
