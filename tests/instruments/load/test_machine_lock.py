import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from pytest_prodready.instruments.load.machine_lock import alone

pytestmark = pytest.mark.load

HOLD = """
import sys
from pytest_prodready.instruments.load.machine_lock import alone
with alone(lambda line: print(line, flush=True)):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path: Path):
    """A process that takes the lock and holds it until its standard input ends."""
    with ExitStack() as stack:

        def start() -> subprocess.Popen[str]:
            env = {"TMPDIR": str(tmp_path), "PATH": "/usr/bin"}
            pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
            process = stack.enter_context(subprocess.Popen([sys.executable, "-c", HOLD], env=env, **pipes))
            stack.callback(process.kill)
            return process

        yield start


def test_a_second_load_waits_for_the_first(holder) -> None:
    first = holder()
    assert first.stdout.readline() == "held\n"
    second = holder()
    assert second.stdout.readline() == "waiting for another load on this machine to end\n"
    first.stdin.close()
    assert second.stdout.readline() == "held\n"


def test_a_killed_load_lets_go(holder) -> None:
    first = holder()
    assert first.stdout.readline() == "held\n"
    first.kill()
    assert holder().stdout.readline() == "held\n"


def test_it_is_let_go_when_the_load_fails(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    announced: list[str] = []
    with pytest.raises(ValueError, match="boom"), alone(announced.append):
        raise ValueError("boom")
    with alone(announced.append):
        assert announced == []


def test_no_link_of_another_user_is_followed(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with alone(str):
        (lock,) = tmp_path.iterdir()
    lock.unlink()
    lock.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="symbolic links"), alone(str):
        pass
    assert not (tmp_path / "elsewhere").exists()
