import os
import subprocess
from pathlib import Path

import pytest

from pytest_prodready.reading.git import Commit, head


@pytest.fixture(autouse=True)
def no_git_of_ours(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Settings of the machine, and a repository around the temporary folder, stay out."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))


def git(folder: Path, *words: str) -> str:
    who = ("-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "init.defaultBranch=main")
    return subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    (tmp_path / "a.txt").write_text("one\n")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.txt").write_text("one\n")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "first")
    return tmp_path


def test_head_is_the_full_name_of_the_commit(repo: Path) -> None:
    sha = git(repo, "rev-parse", "HEAD")
    assert len(sha) == 40
    assert head(repo) == Commit(sha, dirty=False)
    assert head(repo / "sub") == Commit(sha, dirty=False)


def test_a_changed_a_staged_and_a_removed_file_make_it_dirty_and_a_new_one_does_not(repo: Path) -> None:
    (repo / "new.txt").write_text("new\n")
    assert not dirty(repo)
    (repo / "a.txt").write_text("two\n")
    assert dirty(repo)
    git(repo, "add", "a.txt")
    assert dirty(repo)
    git(repo, "checkout", "-q", "HEAD", "--", "a.txt")
    assert not dirty(repo)
    (repo / "a.txt").unlink()
    assert dirty(repo)


def dirty(folder: Path) -> bool:
    commit = head(folder)
    assert commit is not None
    return commit.dirty


def test_in_a_folder_only_what_lies_below_it_counts(repo: Path) -> None:
    (repo / "a.txt").write_text("two\n")
    assert (dirty(repo), dirty(repo / "sub")) == (True, False)


def test_outside_of_a_repository_and_before_the_first_commit_there_is_none(tmp_path: Path) -> None:
    assert head(tmp_path) is None
    git(tmp_path, "init", "-q")
    assert head(tmp_path) is None
    assert head(tmp_path / "nowhere") is None


def test_without_git_there_is_none(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repo))
    assert head(repo) is None


def test_a_monitor_that_the_repository_names_is_not_run(repo: Path) -> None:
    monitor = repo / "monitor.sh"
    monitor.write_text(f"#!/bin/sh\ntouch '{repo}/canary'\n")
    monitor.chmod(0o755)
    git(repo, "config", "core.fsmonitor", str(monitor))
    git(repo, "status")
    assert (repo / "canary").exists(), "git itself would run it"
    (repo / "canary").unlink()
    assert head(repo) is not None
    assert not (repo / "canary").exists()


def test_looking_writes_nothing_into_the_repository(repo: Path) -> None:
    index = repo / ".git" / "index"
    os.utime(repo / "a.txt", (1, 1))
    before = index.read_bytes()
    assert not dirty(repo)
    assert index.read_bytes() == before
