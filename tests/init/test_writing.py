import pytest

from pytest_prodready.init.writing import Refused, write_new


def test_a_file_is_written_with_its_folder_and_never_over_another(tmp_path):
    write_new(tmp_path / "a" / "b.py", "x\n")
    assert (tmp_path / "a" / "b.py").read_bytes() == b"x\n"
    with pytest.raises(Refused, match=r"^b\.py is there already$"):
        write_new(tmp_path / "a" / "b.py", "y\n")
    assert (tmp_path / "a" / "b.py").read_bytes() == b"x\n"


def test_what_cannot_be_written_is_told(tmp_path):
    (tmp_path / "a").write_text("a file")
    with pytest.raises(Refused, match=r"^b\.py (is there already|cannot be written: Not a directory)$"):
        write_new(tmp_path / "a" / "b.py", "x\n")
