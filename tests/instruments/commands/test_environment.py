import os
import sys
from pathlib import Path

from pytest_prodready.instruments.commands.environment import environment


def test_holds_what_a_program_needs_and_nothing_else(tmp_path, monkeypatch) -> None:
    for name in list(os.environ):
        monkeypatch.delenv(name)
    allowed = {"LANG": "de_DE", "LC_ALL": "C", "LD_LIBRARY_PATH": "/lib", "TZ": "UTC", "VIRTUAL_ENV": "/venv"}
    for name, value in {**allowed, "PATH": "/usr/bin", "GITHUB_TOKEN": "x", "PYTEST_CURRENT_TEST": "x"}.items():
        monkeypatch.setenv(name, value)
    assert environment({}, tmp_path) == {
        **allowed,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}/usr/bin",
        "HOME": str(tmp_path),
        "TMPDIR": str(tmp_path),
        "PYTHONUNBUFFERED": "1",
    }


def test_what_is_declared_wins(tmp_path) -> None:
    env = environment({"HOME": "/srv", "MODEL": "m"}, tmp_path)
    assert (env["HOME"], env["MODEL"]) == ("/srv", "m")


def test_has_a_path_where_we_have_none(tmp_path, monkeypatch) -> None:
    monkeypatch.delenv("PATH")
    assert environment({}, tmp_path)["PATH"].endswith(os.defpath)
