"""pytest itself killed with SIGKILL while a service runs under load: nothing of the run is left, and no report is torn."""

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from pytest_prodready.report.json_report import digest

CHURN = Path(__file__).parent.parent / "examples" / "churn"
WORDS = [
    sys.executable,
    "-m",
    "pytest",
    "-q",
    "-p",
    "no:hypothesispytest",
    "-p",
    "no:randomly",
    "--prodready",
    "prodready.yaml",
]


def started(repo: Path, scratch: Path) -> subprocess.Popen[bytes]:
    env = {**os.environ, "TMPDIR": str(scratch), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.Popen(WORDS, cwd=repo, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def of_this_run(mark: str) -> list[psutil.Process]:
    """Every process that works in this run's folder or was started with its name."""
    found = []
    for process in psutil.process_iter():
        try:
            told = [process.cwd(), *process.cmdline(), *process.environ().values()]
        except psutil.Error:
            continue
        if process.pid != os.getpid() and any(mark in word for word in told):
            found.append(process)
    return found


def killed_at(repo: Path, tmp_path: Path, seconds: float) -> tuple[list[str], str]:
    """What is left after a kill at a moment: command lines that survive, and what is wrong with the report."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    run = started(repo, scratch)
    try:
        run.wait(seconds)
    except subprocess.TimeoutExpired:
        run.kill()
        run.wait()
    _, alive = psutil.wait_procs(of_this_run(str(tmp_path)), timeout=15)
    shutil.rmtree(scratch)
    return [" ".join(process.cmdline()) for process in alive], torn(repo / ".prodready" / "report.json")


def torn(report: Path) -> str:
    if not report.exists():
        return ""
    content = json.loads(report.read_text())
    return "" if content["digest"] == digest(content) else "the report does not match its digest"


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    ignore = shutil.ignore_patterns(".prodready", "__pycache__", "tests")
    return Path(shutil.copytree(CHURN, tmp_path / "churn", ignore=ignore))


@pytest.mark.parametrize("seconds", [1.0, 5.0, 8.0])
def test_a_kill_leaves_nothing(repo: Path, tmp_path: Path, seconds: float) -> None:
    assert killed_at(repo, tmp_path, seconds) == ([], "")


@pytest.mark.long
def test_fifty_kills_at_random_moments_leave_nothing(repo: Path, tmp_path: Path) -> None:
    draw = random.Random(2026)
    left = [killed_at(repo, tmp_path, draw.uniform(0.3, 16.0)) for _ in range(50)]
    assert [one for one in left if one != ([], "")] == []


def test_the_run_is_really_under_way_when_it_is_killed(repo: Path, tmp_path: Path) -> None:
    """The test above would pass on a run that starts nothing: here the service and the load are seen alive first."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    run = started(repo, scratch)
    seen: set[str] = set()
    while run.poll() is None and not {"uvicorn", "generator"} <= seen:
        words = " ".join(word for process in of_this_run(str(tmp_path)) for word in _cmdline(process))
        seen |= {name for name in ("uvicorn", "generator") if name in words}
    run.kill()
    run.wait()
    assert seen == {"uvicorn", "generator"}
    assert psutil.wait_procs(of_this_run(str(tmp_path)), timeout=15)[1] == []


def _cmdline(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []
