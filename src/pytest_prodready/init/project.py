"""Who a repo says it is, read from its files and from git's configuration."""

import tomllib
from pathlib import Path
from typing import Any

from pytest_prodready.core.looking import CannotLook
from pytest_prodready.init.manifest_text import UNDECIDED, Project
from pytest_prodready.reading.files import MEBIBYTE, read
from pytest_prodready.reading.git import user_name


def project_of(root: Path) -> Project:
    """The name in pyproject.toml or else of the folder, and git's user.name for the owner or else `decide`."""
    return Project(_packaged(root) or _text(root.resolve().name) or UNDECIDED, _text(user_name(root)) or UNDECIDED)


def _packaged(root: Path) -> str:
    try:
        about: dict[str, Any] = tomllib.loads(read(root, "pyproject.toml", at_most=MEBIBYTE).text())
    except (CannotLook, tomllib.TOMLDecodeError, RecursionError):
        return ""
    project = about.get("project")
    return _text(project.get("name")) if isinstance(project, dict) else ""


def _text(value: object) -> str:
    """The text where it is one that a manifest can hold: characters that UTF-8 has, none of them NUL."""
    text = value.strip() if isinstance(value, str) else ""
    return text.encode("utf-8", "ignore").decode("utf-8").replace("\0", "")
