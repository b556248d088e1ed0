"""The folder of the reports during a run: ignored by git, emptied first, whole or absent, and told when it fails."""

import os
import subprocess
from pathlib import Path

import pytest

from conftest import QUICK, House

OK, FAILED, USAGE = pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.USAGE_ERROR
STALE = '{"ready": true}'


def said(result: pytest.RunResult) -> str:
    return " ".join((result.stdout.str() + result.stderr.str()).split())


def test_git_does_not_see_it(house: House) -> None:
    subprocess.run(["git", "init", "-q"], check=True, cwd=house.path)
    assert house.run().ret == OK
    seen = subprocess.run(
        ["git", "status", "--porcelain", "-uall"], check=True, cwd=house.path, capture_output=True, text=True
    ).stdout
    assert "prodready.yaml" in seen
    assert ".prodready/" not in seen


def test_a_report_of_the_last_run_is_gone_before_the_first_gate(house: House) -> None:
    house.write(".prodready/report.json", STALE)
    house.edit(
        "conftest.py",
        "        content = read(",
        "        assert not (self.bench.root / '.prodready' / 'report.json').exists()\n        content = read(",
    )
    assert house.run().ret == OK


@pytest.mark.parametrize("end", ["os._exit(3)", "raise KeyboardInterrupt"])
def test_a_run_that_is_cut_short_leaves_no_green_report(house: House, end: str) -> None:
    house.write(".prodready/report.json", STALE)
    house.write("tests/test_unit.py", f"import os\ndef test_unit():\n    {end}\n")
    assert house.run_apart("tests", "prodready.yaml").ret != OK
    path = house.path / ".prodready" / "report.json"
    assert not path.exists() or house.report["ready"] is False


def test_a_manifest_that_cannot_be_read_leaves_no_report_of_the_last_run(house: House) -> None:
    house.write(".prodready/report.json", STALE)
    house.write("prodready.yaml", "a: [\n")
    assert house.run().ret == USAGE
    assert not (house.path / ".prodready" / "report.json").exists()


@pytest.mark.parametrize("how", ["option", "ini"])
def test_the_folder_is_where_it_was_asked_for(house: House, how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(house.path / "tests")
    if how == "option":
        result = house.run("--prodready-report", "../out/here")
    else:
        house.write("pytest.ini", "[pytest]\nprodready_report = out/here\n")
        result = house.run()
    assert result.ret == OK
    assert (house.path / "out" / "here" / "report.json").is_file()
    assert not (house.path / ".prodready").exists()
    assert "report ../out/here/report.json" in said(result)


@pytest.mark.parametrize("kind", ["file", "dangling", "read-only"])
def test_a_folder_that_cannot_be_written_is_told_and_fails_the_run(house: House, kind: str) -> None:
    folder = house.path / ".prodready"
    if kind == "file":
        folder.write_text("in the way")
    elif kind == "dangling":
        folder.symlink_to("/proc/nowhere")
    else:
        folder.symlink_to("/proc")  # nothing can be created there, not even by root
    result = house.run("-v")
    assert result.ret != OK
    assert ".prodready" in said(result)
    assert "the report cannot be written to" in said(result)
    assert "INTERNALERROR" not in said(result)
    assert "Traceback" not in said(result)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_is_told_and_fails_the_run(house: House) -> None:
    folder = house.path / ".prodready"
    folder.mkdir(mode=0o500)
    result = house.run()
    assert result.ret == FAILED
    assert "the report cannot be written to" in said(result)


def test_a_link_planted_under_the_reports_name_is_replaced_and_not_followed(house: House) -> None:
    victim = house.write("victim.txt", "mine")
    (house.path / ".prodready").mkdir()
    (house.path / ".prodready" / "report.json").symlink_to(victim)
    assert house.run().ret == OK
    assert victim.read_text() == "mine"
    assert not (house.path / ".prodready" / "report.json").is_symlink()


def test_nothing_but_the_report_and_the_ignore_file_is_left(house: House) -> None:
    house.run()
    assert sorted(path.name for path in (house.path / ".prodready").iterdir()) == [".gitignore", "report.json"]
    assert (house.path / ".prodready" / "report.json").stat().st_mode & 0o777 == 0o644


def test_collecting_only_writes_nothing_and_leaves_nothing_stale(house: House) -> None:
    house.write(".prodready/report.json", STALE)
    assert house.run("--collect-only").ret == FAILED
    assert not (house.path / ".prodready" / "report.json").exists()


def test_without_the_flag_the_last_report_stays(house: House) -> None:
    house.write(".prodready/report.json", STALE)
    house.pytester.runpytest_inprocess(*QUICK, "tests")
    assert Path(house.path / ".prodready" / "report.json").read_text() == STALE


def test_a_last_report_that_cannot_be_removed_stops_the_run_in_one_line(house: House) -> None:
    (house.path / ".prodready" / "report.json").mkdir(parents=True)
    result = house.run()
    assert result.ret == USAGE
    assert f"--prodready: the last report in {house.path / '.prodready'} cannot be removed: " in said(result)
