"""A function of the judged repo, found by its written name; for processes in which the repo's code runs."""

import importlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any


def entry_point(written: str, root: Path) -> Callable[..., Any]:
    """The function that `module:attribute` or `path/file.py:attribute` names, with the repo's folders importable."""
    name, _, attribute = written.rpartition(":")
    sys.path[:0] = [str(root), str(root / "src")]
    if name.endswith(".py"):
        file = root / name
        package = next(parent for parent in file.parents if not (parent / "__init__.py").exists())
        sys.path.insert(0, str(package))
        name = ".".join(file.relative_to(package).with_suffix("").parts)
    found: Callable[..., Any] = getattr(importlib.import_module(name), attribute)
    return found
