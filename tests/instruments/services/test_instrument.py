import os
import random
import select
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

import pytest

from pytest_prodready.core.instrument import Bench
from pytest_prodready.core.looking import CannotLook, Look
from pytest_prodready.instruments.services.instrument import Services


def free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        return probe.connect_ex(("127.0.0.1", port)) != 0


def get(url: str) -> str:
    with urllib.request.urlopen(url) as response:  # the loopback address that the service gave
        return response.read().decode()


def test_a_service_is_started_asked_and_stopped(workshop) -> None:
    running = workshop.running(workshop.service())
    assert get(f"{running.url}/score") == "well"
    assert (running.name, running.host, running.url) == ("api", "127.0.0.1", f"http://127.0.0.1:{running.port}")
    assert running.alive
    assert "serving" in running.log_tail()
    (evidence,) = workshop.look.evidence
    assert (evidence.subject, evidence.inspected, evidence.unit) == ("service api", 1, "healthy answers")
    assert evidence.facts["start"] == "'{python}' server.py '{port}' 200"
    assert 0 < evidence.facts["ready_s"] < 30
    workshop.bench.close()
    assert not running.alive
    assert free(running.port)
    assert workshop.announced[0] == "starting service api"
    assert "service api is ready after" in workshop.announced[1]
    assert workshop.announced[2].startswith("service api stopped after")
    assert workshop.announced[2].endswith("killed by SIGTERM")


def test_gates_share_one_start_and_each_has_its_evidence(workshop) -> None:
    service = workshop.service()
    first = workshop.running(service)
    second = workshop.running(service)
    assert second is first
    assert workshop.starts == [str(first.port)]
    assert [evidence.subject for evidence in workshop.look.evidence] == ["service api"]


def test_gates_that_ask_at_the_same_time_share_one_start(workshop) -> None:
    service, found = workshop.service(), []
    asking = [
        threading.Thread(target=lambda: found.append(Services(workshop.bench, Look()).running(service)))
        for _ in range(3)
    ]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    assert len({running.port for running in found}) == len(workshop.starts) == 1


def test_two_services_and_two_runs_do_not_clash(workshop, tmp_path) -> None:
    other = Bench(workshop.root, tmp_path)
    try:
        found = [
            workshop.running(workshop.service(name="api")),
            workshop.running(workshop.service(name="admin")),
            Services(other, Look()).running(workshop.service(name="api")),
        ]
        assert len({running.port for running in found}) == 3
        assert [get(running.url) for running in found] == ["well"] * 3
    finally:
        other.close()


def test_it_sees_what_is_declared_and_no_secret(workshop, monkeypatch) -> None:
    for name in ("GITHUB_TOKEN", "COVERAGE_PROCESS_START", "PYTEST_CURRENT_TEST_X"):
        monkeypatch.setenv(name, "canary-77")
    service = workshop.service(
        env={"MODEL": "m.joblib", "LISTEN": "here:{port}", "LOG": "{tmp}/log", "JSON": '{"a":1}'}
    )
    running = workshop.running(service)
    seen = get(f"{running.url}/env").splitlines()
    assert {"MODEL=m.joblib", f"LISTEN=here:{running.port}", 'JSON={"a":1}'} <= set(seen)
    (log,) = (line.removeprefix("LOG=") for line in seen if line.startswith("LOG="))
    assert Path(log).parent.is_dir()
    assert Path(log).is_relative_to(workshop.scratch)
    assert not [line for line in seen if "canary" in line]


def test_a_start_that_fails_is_told_to_every_gate_and_tried_once(workshop, script) -> None:
    program = 'open("starts.txt", "a").write("x "); print("no model at m.joblib"); raise SystemExit(3)'
    service = workshop.service(*script(program), ready_within=600.0)
    first = workshop.refusal(service)
    assert first.reason == "prodready.yaml:4: service api ended before it was ready: exit code 3"
    assert first.details == ("no model at m.joblib",)
    assert first.fix == "make this start it: '{python}' program.py '{port}'"
    second = workshop.refusal(service)
    assert second is not first
    assert (second.reason, second.fix, second.details) == (first.reason, first.fix, first.details)
    assert len(workshop.look.blind) == 1
    assert workshop.starts == ["x"]


def test_a_failure_of_one_service_is_not_told_of_another(workshop) -> None:
    workshop.refusal(workshop.service("false", "{port}", name="broken"))
    assert workshop.running(workshop.service(name="api")).alive


@pytest.mark.parametrize("listens", [True, False], ids=["listened on", "bound"])
def test_a_port_that_is_taken_meanwhile_is_left_to_its_taker(workshop, script, listens) -> None:
    """The program tells its port to a stranger, who takes it before the program does; the second time it is lucky."""
    with socket.create_server(("127.0.0.1", 0)) as meeting:
        taken: list[socket.socket] = []

        def take() -> None:
            conversation, _ = meeting.accept()
            with conversation:
                taken.append(socket.socket())
                taken[0].bind(("127.0.0.1", int(conversation.recv(10))))
                if listens:
                    taken[0].listen()
                conversation.sendall(b"mine")

        stranger = threading.Thread(target=take, daemon=True)
        stranger.start()
        before = f"""
import os, runpy, socket, sys
if not os.path.exists("met"):
    open("met", "w").close()
    with socket.create_connection(("127.0.0.1", {meeting.getsockname()[1]})) as conversation:
        conversation.sendall(sys.argv[1].encode())
        conversation.recv(10)
runpy.run_path("server.py", run_name="__main__")
"""
        running = workshop.running(workshop.service(*script(before), "200"))
        stranger.join()
    assert get(running.url) == "well"
    assert workshop.announced.count("starting service api") == 2
    assert running.port != taken[0].getsockname()[1]
    taken[0].close()


def test_an_answer_of_somebody_else_is_no_readiness(workshop, script) -> None:
    """A command that has the service started by somebody outside of its tree: here, by a thread of the test."""
    with socket.create_server(("127.0.0.1", 0)) as meeting:
        strangers: list[subprocess.Popen[bytes]] = []

        def serve() -> None:
            for _ in range(2):
                conversation, _ = meeting.accept()
                with conversation:
                    words = [sys.executable, "server.py", conversation.recv(10).decode(), "200"]
                    strangers.append(subprocess.Popen(words, cwd=workshop.root, stdout=subprocess.PIPE))
                    strangers[-1].stdout.readline()

        daemon = threading.Thread(target=serve, daemon=True)
        daemon.start()
        program = f"""
import signal, socket, sys
with socket.create_connection(("127.0.0.1", {meeting.getsockname()[1]})) as conversation:
    conversation.sendall(sys.argv[1].encode())
    conversation.recv(10)
signal.pause()
"""
        error = workshop.refusal(workshop.service(*script(program)))
        daemon.join()
    for stranger in strangers:
        with stranger:
            stranger.kill()
    assert error.reason == "prodready.yaml:4: service api: another process took its port, 2 times in a row"
    assert "must descend from the command" in error.fix


def test_a_service_that_died_is_told_with_its_last_words(workshop) -> None:
    service = workshop.service()
    running = workshop.running(service)
    with pytest.raises(OSError):
        get(f"{running.url}/crash")
    running.supervised.wait(600)
    with pytest.raises(CannotLook) as error:
        running.demand_alive()
    assert error.value.reason == "service api died while it was in use: exit code 9"
    assert "out of memory" in error.value.details
    assert workshop.refusal(service).reason == error.value.reason
    assert len(workshop.starts) == 1


def test_a_missing_package_is_told_before_anything_is_started(workshop, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "psutil", None)
    error = workshop.refusal(workshop.service())
    assert (error.reason, error.fix) == (
        "psutil is not installed",
        "pip install 'pytest-prodready[infrastructure]'",
    )
    assert workshop.announced == []


def test_one_that_has_to_be_killed_is_announced(workshop, script, monkeypatch) -> None:
    monkeypatch.setattr(Services, "grace_s", 0.1)
    deaf = "import runpy, signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nrunpy.run_path('server.py')"
    running = workshop.running(workshop.service(*script(deaf), "200"))
    workshop.bench.close()
    assert workshop.announced[-1].endswith(": had to be killed")
    assert free(running.port)


RUN = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from conftest import Services, Workshop

Services.grace_s = 0.2
workshop = Workshop(Path(sys.argv[2]))
(workshop.root / "family.py").write_text(sys.argv[3])
print("starting", flush=True)
running = workshop.running(workshop.service("{python}", "family.py", "{port}"))
print(running.port, flush=True)
sys.stdin.read()
"""

FAMILY = """
import os, runpy, signal, sys
signal.signal(signal.SIGTERM, signal.SIG_IGN)
if os.fork() == 0:
    os.setsid()
    if os.fork():
        os._exit(0)
    sys.argv.append("200")
    runpy.run_path("server.py")
while True:
    signal.pause()
"""


def a_run(folder: Path) -> subprocess.Popen[bytes]:
    """A process that has a service running whose listener is a deaf orphan in a session of its own."""
    words = [sys.executable, "-c", RUN, str(Path(__file__).parent), str(folder), FAMILY]
    process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdout.readline() == b"starting\n"
    return process


def working_in(folder: Path) -> list[int]:
    """Processes that work in a folder, or below it, or write into a file there."""
    found = set()
    for entry in Path("/proc").iterdir():
        for name in ("cwd", "fd/1"):
            try:
                below = entry.name.isdigit() and (entry / name).readlink().is_relative_to(folder)
            except OSError:
                continue
            if below:
                found.add(int(entry.name))
    return sorted(found)


def await_none_in(folder: Path, seconds: float) -> list[int]:
    until = time.monotonic() + seconds
    while (found := working_in(folder)) and time.monotonic() < until:
        try:
            descriptor = os.pidfd_open(found[0])
        except ProcessLookupError:
            continue
        select.select([descriptor], [], [], max(0.0, until - time.monotonic()))
        os.close(descriptor)
    return found


def test_a_run_that_is_killed_leaves_no_process_and_no_busy_port(tmp_path) -> None:
    with a_run(tmp_path / "run") as process:
        port = int(process.stdout.readline())
        assert len(working_in(tmp_path / "run")) == 3, "the supervisor, the command, the listener"
        assert get(f"http://127.0.0.1:{port}") == "well"
        process.kill()
        assert await_none_in(tmp_path / "run", 20) == []
        assert free(port)


@pytest.mark.long
def test_runs_that_are_killed_at_random_moments_leave_nothing(tmp_path) -> None:
    chance = random.Random(20261123)
    ports = 0
    for number in range(50):
        folder = tmp_path / str(number)
        with a_run(folder) as process:
            time.sleep(chance.uniform(0.0, 0.6))  # the random moment is what is tried
            process.kill()
            process.wait()
            assert await_none_in(folder, 20) == []
        starts = folder / "repo" / "starts.txt"
        bound = [int(port) for port in starts.read_text().split()] if starts.exists() else []
        assert all(free(port) for port in bound)
        ports += len(bound)
    assert ports > 10, "the moments were too early to prove anything"
