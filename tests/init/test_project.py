import subprocess

import pytest

from pytest_prodready.init.project import project_of


@pytest.fixture(autouse=True)
def no_git_of_the_machine(monkeypatch, tmp_path):
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "none"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


def test_the_name_is_that_of_the_package_else_of_the_folder(tmp_path):
    root = tmp_path / "churn"
    root.mkdir()
    assert project_of(root).name == "churn"
    (root / "pyproject.toml").write_text('[project]\nname = "leavers"\n')
    assert project_of(root).name == "leavers"
    (root / "pyproject.toml").write_text("[project\n")
    assert project_of(root).name == "churn"


def test_the_owner_is_who_commits_else_undecided(tmp_path):
    assert project_of(tmp_path).owner == "decide"
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    subprocess.run(["git", "-C", tmp_path, "config", "user.name", "Ada L."], check=True)
    assert project_of(tmp_path).owner == "Ada L."
