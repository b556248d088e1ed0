import os
import re
import resource
import signal
import stat
import sys
import threading
import time
from pathlib import Path

import pytest

from pytest_prodready.core.looking import CannotLook, Look, looking
from pytest_prodready.instruments.commands.environment import environment
from pytest_prodready.instruments.commands.run import run

SHAPES = {
    "sleeps": [],
    "ignores SIGTERM": ["deaf"],
    "has a child": ["plain"],
    "has a child that ignores SIGTERM": ["deaf+child"],
    "has a grandchild in a session of its own": ["session"],
    "has a deaf orphan in a session of its own": ["twice+session+deaf"],
    "has a stopped child": ["stopped"],
    "has a stopped deaf orphan in a session of its own": ["twice+session+deaf+stopped"],
    "has a child that is never the same": ["session+deaf+heir"],
    "has all of them": ["deaf", "plain", "session+deaf", "twice+stopped", "twice+session+deaf"],
}


def python(source: str) -> list[str]:
    return [sys.executable, "-c", source]


def test_tells_output_and_exit_code(tmp_path, marked) -> None:
    source = "import sys; print('out'); print('err', file=sys.stderr); sys.exit(3)"
    completed = run(python(source), cwd=tmp_path, env=marked.env, deadline_s=30)
    assert (completed.exit, completed.stdout, completed.stderr) == (3, b"out\n", b"err\n")
    assert (completed.timed_out, completed.written, completed.last_lines()) == (False, 8, ("err",))
    assert str(completed.ended) == "exit code 3"
    assert 0 < completed.seconds < 30


def test_tells_the_signal_that_ended_it(tmp_path, marked) -> None:
    completed = run(["sh", "-c", "kill -SEGV $$"], cwd=tmp_path, env=marked.env, deadline_s=30)
    assert (completed.exit, str(completed.ended)) == (-signal.SIGSEGV, "killed by SIGSEGV")


def test_works_in_its_folder_with_what_it_is_given_to_read(tmp_path, marked) -> None:
    given = os.urandom(1 << 20)
    source = "import os, sys; data = sys.stdin.buffer.read(); sys.stdout.buffer.write(data[-9:] + os.getcwdb())"
    completed = run(python(source), cwd=tmp_path, env=marked.env, deadline_s=30, stdin=given)
    assert completed.stdout == given[-9:] + os.fsencode(tmp_path.resolve())


def test_reads_nothing_where_nothing_is_given(tmp_path, marked) -> None:
    completed = run(["cat"], cwd=tmp_path, env=marked.env, deadline_s=30)
    assert (completed.exit, completed.stdout) == (0, b"")


def test_is_no_shell(tmp_path, marked) -> None:
    completed = run(["echo", "$HOME; ls *", "a b"], cwd=tmp_path, env=marked.env, deadline_s=30)
    assert completed.stdout == b"$HOME; ls * a b\n"


def test_keeps_the_end_of_a_flood_and_little_memory(tmp_path, marked) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    flood = ["sh", "-c", "yes | head -c 100000000; yes no | head -c 1000000 >&2; echo the end"]
    completed = run(flood, cwd=tmp_path, env=marked.env, deadline_s=60, at_most_output=1000)
    assert completed.exit == 0
    assert completed.written == 101_000_008
    assert (len(completed.stdout), len(completed.stderr)) == (1000, 1000)
    assert completed.stdout.endswith(b"y\nthe end\n")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000, "KiB"


def test_output_that_is_no_text_is_told_on_printable_lines(tmp_path, marked) -> None:
    words = r"printf 'a\377\033[31mred\r\nb\342\200\256c\000'"
    completed = run(["sh", "-c", words], cwd=tmp_path, env=marked.env, deadline_s=30)
    assert completed.last_lines() == (r"a\xff\x1b[31mred", r"b\u202ec\x00")


@pytest.mark.parametrize("habits", SHAPES.values(), ids=SHAPES)
def test_nothing_survives_the_deadline(tmp_path, marked, family, habits) -> None:
    completed = run([*family, *habits], cwd=tmp_path, env=marked.env, deadline_s=0.4, grace_s=0.1)
    assert marked.alive() == []
    assert completed.timed_out
    assert completed.exit in (-signal.SIGTERM, -signal.SIGKILL)
    assert "deaf" not in habits or completed.ended.forced


def test_what_a_command_leaves_running_is_ended_and_counted(tmp_path, marked) -> None:
    daemon = "sleep 1000 & setsid sleep 1000 & echo started"
    completed = run(["sh", "-c", daemon], cwd=tmp_path, env=marked.env, deadline_s=60)
    assert marked.alive() == []
    assert (completed.exit, completed.stdout, completed.timed_out) == (0, b"started\n", False)
    assert (completed.ended.cause, completed.ended.left, completed.ended.forced) == ("exited", 2, False)


def test_gets_a_chance_to_clean_up(tmp_path, marked) -> None:
    tidy = "trap 'echo tidied; exit 7' TERM; echo waiting; while true; do sleep 1000 & wait; done"
    completed = run(["sh", "-c", tidy], cwd=tmp_path, env=marked.env, deadline_s=0.5, grace_s=20)
    assert (completed.exit, completed.stdout) == (7, b"waiting\ntidied\n")
    assert (completed.timed_out, completed.ended.forced) == (True, False)


def test_an_interrupt_ends_it(tmp_path, marked, family) -> None:
    class Interrupted(Exception):
        pass

    def interrupt(*_: object) -> None:
        raise Interrupted

    told = tmp_path / "told"
    os.mkfifo(told)
    before = signal.signal(signal.SIGUSR1, interrupt)
    main = threading.main_thread().ident

    def when_it_runs() -> None:
        told.read_bytes()
        signal.pthread_kill(main, signal.SIGUSR1)

    thread = threading.Thread(target=when_it_runs, daemon=True)
    thread.start()
    try:
        with pytest.raises(Interrupted):
            run(["sh", "-c", f"echo up > {told}; sleep 1000"], cwd=tmp_path, env=marked.env, deadline_s=60)
    finally:
        signal.signal(signal.SIGUSR1, before)
        thread.join()
    assert marked.alive() == []


def test_no_secret_of_ours_reaches_it(tmp_path, monkeypatch) -> None:
    canary = "canary-4f1c"
    for name in ("AWS_SECRET_ACCESS_KEY", "PYTEST_ADDOPTS", "COV_CORE_SOURCE", "COVERAGE_PROCESS_START", "PYTHONPATH"):
        monkeypatch.setenv(name, canary)
    env = environment({"MODEL": "m.joblib"}, tmp_path)
    look = "tr '\\0' '\\n' < /proc/$PPID/environ; env; cat /proc/$PPID/cmdline"
    completed = run(["sh", "-c", look], cwd=tmp_path, env=env, deadline_s=30)
    assert b"MODEL=m.joblib" in completed.stdout
    assert canary.encode() not in completed.stdout


def test_no_descriptor_of_ours_reaches_it(tmp_path, marked) -> None:
    ours, theirs = os.pipe()
    os.set_inheritable(theirs, True)
    completed = run(["ls", "/proc/self/fd"], cwd=tmp_path, env=marked.env, deadline_s=30, stdin=b"x")
    os.close(ours)
    os.close(theirs)
    assert completed.stdout.split() == [b"0", b"1", b"2", b"3"], "3 is the folder that ls reads"


def refusal(*argv: str, cwd, env) -> CannotLook:
    with looking(Look()) as look, pytest.raises(CannotLook):
        run(argv, cwd=cwd, env=env, deadline_s=30)
    (error,) = look.blind
    return error


def test_a_program_that_is_not_there_is_named_with_the_places_searched(tmp_path) -> None:
    error = refusal("frobnicate\x1b", cwd=tmp_path, env={"PATH": "/nowhere:/usr/bin:/nowhere"})
    assert error.reason == r"frobnicate\x1b: there is no such program on PATH"
    assert error.details == ("looked in /nowhere", "looked in /usr/bin")
    assert error.fix == "install it, or correct the name"


def test_a_path_that_is_not_there_is_named(tmp_path, marked) -> None:
    error = refusal("./tool", cwd=tmp_path, env=marked.env)
    assert (error.reason, error.details) == ("./tool: there is no such program", ())


def test_a_file_that_is_no_program_is_named(tmp_path, marked) -> None:
    (tmp_path / "tool").write_text("#!/bin/sh\n")
    assert refusal("./tool", cwd=tmp_path, env=marked.env).reason == "./tool: it may not be executed"


def test_a_missing_interpreter_is_told_apart_from_a_missing_program(tmp_path, marked) -> None:
    tool = tmp_path / "tool"
    tool.write_text("#!/nowhere/python\n")
    tool.chmod(tool.stat().st_mode | stat.S_IXUSR)
    error = refusal("./tool", cwd=tmp_path, env=marked.env)
    assert error.reason == "./tool: the interpreter in its first line is not there"


def test_a_file_of_another_machine_is_named(tmp_path, marked) -> None:
    tool = tmp_path / "tool"
    tool.write_bytes(b"\x7fELF nonsense")
    tool.chmod(0o755)
    assert refusal("./tool", cwd=tmp_path, env=marked.env).reason == "./tool: it cannot be executed: Exec format error"


def test_a_missing_folder_is_named(tmp_path, marked) -> None:
    error = refusal("true", cwd=tmp_path / "absent", env=marked.env)
    assert re.fullmatch("true: its folder .*absent cannot be entered: No such file or directory", error.reason)


def test_a_word_that_no_system_takes_is_told(tmp_path, marked) -> None:
    error = refusal("echo", "a\0b", cwd=tmp_path, env=marked.env)
    assert error.reason.startswith("echo: it cannot be executed: ")


def test_a_killed_supervisor_is_told_and_takes_its_command_along(tmp_path, marked) -> None:
    with pytest.raises(CannotLook, match="sh: its supervisor was killed, so nobody knows how it ended"):
        run(["sh", "-c", "kill -9 $PPID; sleep 1000"], cwd=tmp_path, env=marked.env, deadline_s=60)
    assert marked.await_none(10) == []


def test_two_threads_run_side_by_side(tmp_path, marked) -> None:
    done: list[bytes] = []

    def one(word: str) -> None:
        done.append(run(["echo", word], cwd=tmp_path, env=marked.env, deadline_s=30).stdout)

    threads = [threading.Thread(target=one, args=(str(number),)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == [b"0\n", b"1\n", b"2\n", b"3\n"]


def test_leaves_no_descriptor_behind(tmp_path, marked) -> None:
    def ours() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    run(["true"], cwd=tmp_path, env=marked.env, deadline_s=30, stdin=b"x")
    before = ours()
    for argv in (["true"], ["./absent"], ["sh", "-c", "exit 3"]):
        try:
            run(argv, cwd=tmp_path, env=marked.env, deadline_s=30, stdin=b"x")
        except CannotLook:
            continue
    assert ours() == before


@pytest.mark.long
def test_deadlines_hold_over_many_shapes(tmp_path, marked, family) -> None:
    late = []
    for round_ in range(20):
        for name, habits in SHAPES.items():
            started = time.monotonic()
            run([*family, *habits], cwd=tmp_path, env=marked.env, deadline_s=0.3 + 0.01 * round_, grace_s=0.2)
            late.append((time.monotonic() - started, name))
            assert marked.alive() == [], name
    assert max(late) < (0.5 + 2 + 1, ""), "deadline, promise, and a start on a busy machine"
