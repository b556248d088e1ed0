import sys

import pytest

from pytest_prodready.instruments.commands.entry_point import entry_point


@pytest.fixture(autouse=True)
def as_before(monkeypatch):
    monkeypatch.setattr(sys, "path", [*sys.path])
    known = set(sys.modules)
    yield
    for name in set(sys.modules) - known:
        del sys.modules[name]


@pytest.mark.parametrize(
    ("file", "written"),
    [
        ("alone_a.py", "alone_a.py:load"),
        ("alone_b.py", "alone_b:load"),
        ("src/packaged_a/data.py", "src/packaged_a/data.py:load"),
        ("src/packaged_b/data.py", "packaged_b.data:load"),
        ("scripts/loose.py", "scripts/loose.py:load"),
    ],
)
def test_a_function_is_found_by_file_and_by_module(tmp_path, file, written):
    path = tmp_path / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("def load():\n    return __name__\n")
    if path.parent.name.startswith("packaged"):
        (path.parent / "__init__.py").write_text("")
    assert entry_point(written, tmp_path)().rpartition(".")[2] == path.stem


def test_a_file_in_a_package_imports_its_neighbours(tmp_path):
    folder = tmp_path / "src" / "packaged_c"
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text("")
    (folder / "rows.py").write_text("ROWS = 7\n")
    (folder / "data.py").write_text("from .rows import ROWS\ndef load():\n    return ROWS\n")
    assert entry_point("src/packaged_c/data.py:load", tmp_path)() == 7
