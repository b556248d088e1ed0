import os

import pytest

from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.pipelines import working_copy as module
from pytest_prodready.instruments.pipelines.working_copy import working_copy


def write(path, text="x"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def files(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() or path.is_symlink()}


@pytest.fixture
def root(tmp_path):
    for name in (
        "a.py",
        "data/b.csv",
        ".env",
        ".git/HEAD",
        "src/__pycache__/a.pyc",
        "mine/pyvenv.cfg",
        "mine/lib/c.py",
    ):
        write(tmp_path / "repo" / name)
    return tmp_path / "repo"


def test_history_caches_and_environments_stay_behind(root, tmp_path):
    assert files(working_copy(root, tmp_path / "copy")) == {"a.py", "data/b.csv", ".env"}


def test_what_is_named_stays_behind_too(root, tmp_path):
    assert files(working_copy(root, tmp_path / "copy", ["data", ".e*"])) == {"a.py"}


def test_links_stay_links_and_pipes_are_no_files(root, tmp_path):
    (root / "linked").symlink_to("data")
    (root / "broken").symlink_to("nowhere")
    os.mkfifo(root / "pipe")
    copy = working_copy(root, tmp_path / "copy")
    assert (copy / "linked").readlink().as_posix() == "data"
    assert (copy / "broken").is_symlink()
    assert not (copy / "pipe").exists()


def test_the_copy_is_not_the_repo(root, tmp_path):
    copy = working_copy(root, tmp_path / "copy")
    (copy / "a.py").write_text("changed")
    assert (root / "a.py").read_text() == "x"


def test_a_repo_that_is_too_large_is_told_with_the_way_out(root, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "MOST_BYTES", 2)
    with pytest.raises(CannotLook, match="the repo is larger than") as caught:
        working_copy(root, tmp_path / "copy")
    assert caught.value.fix == "name what it does not read under pipeline.without"


def test_what_cannot_be_written_is_told(root, tmp_path):
    write(tmp_path / "copy")
    with pytest.raises(CannotLook, match="the repo cannot be copied: "):
        working_copy(root, tmp_path / "copy")
