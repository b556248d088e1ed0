from pathlib import Path

import pytest

from pytest_prodready.report.folder import REPORT, clear, write


def test_a_report_is_written_whole_and_the_folder_ignores_itself(tmp_path: Path) -> None:
    folder = tmp_path / ".prodready"
    assert write(folder, REPORT, "{}\n").read_text() == "{}\n"
    assert (folder / ".gitignore").read_text() == "*\n"
    assert sorted(path.name for path in folder.iterdir()) == [".gitignore", REPORT]


def test_the_last_report_and_torn_files_go_first(tmp_path: Path) -> None:
    write(tmp_path, REPORT, "{}\n")
    (tmp_path / ".tmp-torn").write_text("{")
    clear(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [".gitignore"]


def test_clearing_what_is_not_there_is_fine(tmp_path: Path) -> None:
    clear(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def test_a_text_that_cannot_be_encoded_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(TypeError):
        write(tmp_path, REPORT, 3)  # type: ignore[arg-type]
    assert [path.name for path in tmp_path.iterdir()] == [".gitignore"]


def test_a_lone_surrogate_is_escaped(tmp_path: Path) -> None:
    assert write(tmp_path, REPORT, "\ud800").read_text() == r"\ud800"


def test_a_file_where_the_folder_should_be_holds_no_report_to_remove_and_takes_none(tmp_path: Path) -> None:
    (tmp_path / ".prodready").write_text("in the way")
    clear(tmp_path / ".prodready")
    with pytest.raises(FileExistsError):
        write(tmp_path / ".prodready", REPORT, "{}\n")
    assert (tmp_path / ".prodready").read_text() == "in the way"


def test_a_report_that_cannot_be_removed_is_told(tmp_path: Path) -> None:
    (tmp_path / REPORT).mkdir()
    with pytest.raises(OSError):
        clear(tmp_path)
