"""No path leads out of the repo, hangs the run or fills the memory; what is missing is told with what is near."""

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_prodready.core.hostile import clean
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.reading.files import MEBIBYTE, Content, digest, expand, located, read

SECRET = "a line of somebody else's"


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    root = tmp_path / "repo"
    (root / "data" / "deep").mkdir(parents=True)
    (root / "data" / "customers.csv").write_text("id\n1\n")
    (root / "data" / "deep" / "more.csv").write_text("id\n2\n")
    (tmp_path / "secret.txt").write_text(SECRET)
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.csv").write_text(SECRET)
    return root


def refused(root: Path, path: str, **how: int) -> CannotLook:
    with pytest.raises(CannotLook) as error:
        read(root, path, **how)
    assert SECRET not in str(error.value)
    return error.value


def test_a_file_is_read_with_the_digest_of_its_bytes(repo: Path) -> None:
    content = read(repo, "data/customers.csv")
    assert content == Content("data/customers.csv", b"id\n1\n", hashlib.sha256(b"id\n1\n").hexdigest())
    assert content.text() == "id\n1\n"
    assert digest(repo / "data" / "customers.csv") == content.sha256
    assert located(repo, "data/customers.csv") == repo / "data" / "customers.csv"


@pytest.mark.parametrize(
    "path", ["../secret.txt", "data/../../secret.txt", "/etc/hostname", "", "data/../data/customers.csv"]
)
def test_a_path_that_leads_out_or_wanders_is_refused_unread(repo: Path, path: str) -> None:
    assert refused(repo, path).reason == f"{path}: the path leads outside the repo"
    with pytest.raises(CannotLook):
        located(repo, path)


@pytest.mark.parametrize("way", ["file", "folder", "chain", "absolute"])
def test_a_link_that_leads_out_is_refused_unread(repo: Path, way: str) -> None:
    path = "data/link"
    if way == "file":
        (repo / path).symlink_to("../../secret.txt")
    elif way == "folder":
        (repo / "data" / "away").symlink_to("../../outside")
        path = "data/away/secret.csv"
    elif way == "chain":
        (repo / "data" / "one").symlink_to("two")
        (repo / "data" / "two").symlink_to("../../secret.txt")
        path = "data/one"
    else:
        (repo / path).symlink_to("/etc/hostname")
    assert refused(repo, path).reason == f"{path}: a symbolic link leads outside the repo"


def test_a_link_that_stays_inside_is_followed(repo: Path) -> None:
    (repo / "latest.csv").symlink_to("data/customers.csv")
    (repo / "current").symlink_to("data")
    assert read(repo, "latest.csv").text() == "id\n1\n"
    assert read(repo, "current/customers.csv").text() == "id\n1\n"


def test_links_that_run_in_a_circle_are_refused(repo: Path) -> None:
    (repo / "one").symlink_to("two")
    (repo / "two").symlink_to("one")
    assert refused(repo, "one").reason == "one: a symbolic link that leads back to itself"
    with pytest.raises(CannotLook):
        expand(repo, "on*")


def test_a_root_that_is_a_link_itself_is_read(repo: Path, tmp_path: Path) -> None:
    (tmp_path / "here").symlink_to(repo)
    assert read(tmp_path / "here", "data/customers.csv").text() == "id\n1\n"


def test_a_pipe_a_folder_and_a_device_are_refused_without_waiting(repo: Path) -> None:
    os.mkfifo(repo / "pipe")
    assert refused(repo, "pipe").reason == "pipe: not a regular file"
    assert refused(repo, "data").reason == "data: not a regular file"
    (repo / "zero").symlink_to("/dev/zero")
    assert refused(repo, "zero").reason == "zero: a symbolic link leads outside the repo"
    assert read_root_device("dev/null").reason == "dev/null: not a regular file"


def read_root_device(path: str) -> CannotLook:
    return refused(Path("/"), path)


def test_a_huge_file_is_refused_after_the_first_bytes_too_many(repo: Path) -> None:
    with (repo / "huge.bin").open("wb") as file:
        file.truncate(1 << 40)  # a file with a hole: a terabyte that takes no room
    assert refused(repo, "huge.bin").reason == "huge.bin: larger than the 16 MiB that are read of such a file"
    (repo / "big.bin").write_bytes(b"x" * (MEBIBYTE + 1))
    assert "larger than the 1 MiB" in refused(repo, "big.bin", at_most=MEBIBYTE).reason
    (repo / "big.bin").write_bytes(b"x" * MEBIBYTE)
    assert len(read(repo, "big.bin", at_most=MEBIBYTE).data) == MEBIBYTE


@pytest.mark.parametrize("text", [b"", b"\n", b"  \t\n\n"])
def test_an_empty_file_is_no_evidence(repo: Path, text: bytes) -> None:
    (repo / "empty.csv").write_bytes(text)
    assert (refused(repo, "empty.csv").reason, refused(repo, "empty.csv").fix) == (
        "empty.csv: the file is empty",
        "commit its content",
    )


def test_a_pointer_of_git_lfs_is_not_the_file(repo: Path) -> None:
    (repo / "model.bin").write_text("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n")
    error = refused(repo, "model.bin")
    assert (error.reason, error.fix) == ("model.bin: a Git LFS pointer, not the file", "git lfs pull")


def test_what_is_missing_is_told_with_the_folder_and_the_nearest_names(repo: Path) -> None:
    error = refused(repo, "data/costumers.csv")
    assert (error.reason, error.fix) == ("data/costumers.csv: no such file", "commit it, or correct the path")
    assert error.details == ("looked in data/", "there is data/customers.csv")
    assert refused(repo, "dta/deep/customers.csv").details == ("looked in ./",)
    assert refused(repo, "data/customers.csv/x").reason == "data/customers.csv/x: no such file"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_told(repo: Path) -> None:
    (repo / "data" / "customers.csv").chmod(0)
    assert refused(repo, "data/customers.csv").reason == "data/customers.csv: cannot be opened (Permission denied)"


@pytest.mark.parametrize(
    "path",
    ["a" * 300, "a\0b", "\ud800", "x/" * 3000 + "y", "a" * 300 + "/b"],
    ids=["long", "NUL", "half", "deep", "long folder"],
)
def test_a_name_that_no_file_can_have_is_a_look_that_failed(repo: Path, path: str) -> None:
    assert refused(repo, path).reason == clean(refused(repo, path).reason)
    with pytest.raises(CannotLook):
        expand(repo, path)
    with pytest.raises(CannotLook):
        expand(repo, path + "*")


@given(st.text(max_size=20))
def test_whatever_the_path_it_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, path: str) -> None:
    root = tmp_path_factory.getbasetemp() / "fixed"
    root.mkdir(exist_ok=True)
    with pytest.raises(CannotLook) as error:
        read(root, path)
    assert error.value.reason == clean(error.value.reason)
    with pytest.raises(CannotLook):
        expand(root, path)


def test_text_is_utf_8_with_or_without_its_mark(repo: Path) -> None:
    (repo / "a.txt").write_bytes("\ufeffé".encode())
    assert read(repo, "a.txt").text() == "é"
    (repo / "a.txt").write_bytes(b"one\ntwo \xe9\n")
    with pytest.raises(CannotLook) as error:
        read(repo, "a.txt").text()
    assert (error.value.reason, error.value.fix) == ("a.txt:2: not UTF-8 text (byte 0xe9)", "save it as UTF-8")


def test_a_pattern_names_its_files_in_order_and_folders_are_none(repo: Path) -> None:
    (repo / "data" / "a.csv").write_text("id\n")
    (repo / "data" / "folder.csv").mkdir()
    assert expand(repo, "data/*.csv") == ("data/a.csv", "data/customers.csv")
    assert expand(repo, "data/**/*.csv") == ("data/a.csv", "data/customers.csv", "data/deep/more.csv")
    assert expand(repo, "data/[ac]*.csv") == ("data/a.csv", "data/customers.csv")
    assert expand(repo, "data/customers.csv") == ("data/customers.csv",)


def test_a_pattern_that_matches_nothing_names_folder_and_nearest(repo: Path) -> None:
    with pytest.raises(CannotLook) as error:
        expand(repo, "data/costumer*.csv")
    assert (error.value.reason, error.value.fix) == ("data/costumer*.csv: no file matches", "correct the pattern")
    assert error.value.details == ("looked in data/", "there is data/customers.csv")


@pytest.mark.parametrize(
    "pattern", ["../*.txt", "data/../../*.txt", "/etc/host*", "data/*/../../../*.txt", "**/../../*.txt"]
)
def test_a_pattern_that_leads_out_is_refused(repo: Path, pattern: str) -> None:
    with pytest.raises(CannotLook, match="leads outside the repo"):
        expand(repo, pattern)


def test_one_match_that_leads_out_spoils_the_pattern(repo: Path) -> None:
    (repo / "data" / "extra.csv").symlink_to("../../secret.txt")
    with pytest.raises(CannotLook, match=r"data/extra\.csv: a symbolic link leads outside the repo"):
        expand(repo, "data/*.csv")


def test_a_pipe_that_matches_is_no_file(repo: Path) -> None:
    os.mkfifo(repo / "data" / "pipe.csv")
    assert expand(repo, "data/*.csv") == ("data/customers.csv",)


@pytest.mark.parametrize("pattern", ["data/**.csv", "data/[", "***"])
def test_an_odd_pattern_is_refused_or_matches_nothing(repo: Path, pattern: str) -> None:
    with pytest.raises(CannotLook):
        expand(repo, pattern)
