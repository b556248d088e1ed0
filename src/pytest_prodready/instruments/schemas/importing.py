"""A schema's Python file imported for as long as it is needed, and then forgotten."""

import importlib
import itertools
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from pytest_prodready.core.hostile import clean
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.reading.files import Content

_numbers = itertools.count(1)


@contextmanager
def imported(root: Path, content: Content) -> Iterator[ModuleType]:
    """Import the Python file under a name of its own, with the repo and its src/ importable.

    Until the context is left, what it imports lazily is found too. Then the import path is as it was, the
    modules of the repo that came with it are forgotten, and no bytecode lies in the repo.

    Raises:
        CannotLook: it raises; the place in the repo's own code is told.

    """
    before, wrote = list(sys.path), sys.dont_write_bytecode
    loaded = set(sys.modules)
    sys.path[:0] = [str(root), str(root / "src")]
    sys.dont_write_bytecode = True
    try:
        yield _execute(root, content)
    finally:
        sys.path[:], sys.dont_write_bytecode = before, wrote
        for name in set(sys.modules) - loaded:
            if _is_below(root, sys.modules[name]):
                del sys.modules[name]


def place_of(root: Path, error: BaseException, path: str) -> str:
    """Where in the repo's own code an exception came from: `path:line`."""
    if isinstance(error, SyntaxError) and error.filename and Path(error.filename).is_relative_to(root):
        return f"{Path(error.filename).relative_to(root).as_posix()}:{error.lineno}"
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).is_relative_to(root)]
    if not frames:
        return path
    return f"{Path(frames[-1].filename).relative_to(root).as_posix()}:{frames[-1].lineno}"


def _execute(root: Path, content: Content) -> ModuleType:
    file = root / content.path
    module = ModuleType(f"prodready_schema_{next(_numbers)}")
    module.__file__ = str(file)
    # Models with postponed annotations are read through sys.modules.
    sys.modules[module.__name__] = module
    importlib.invalidate_caches()
    try:
        # The bytes whose sha256 is told are those that run: no cached bytecode, no second reading.
        exec(compile(content.data, str(file), "exec"), vars(module))  # noqa: S102 - running it is what it is for
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - a SystemExit of the schema must not end the run
        said = clean(f"{type(error).__name__}: {error}", width=200)
        raise CannotLook(
            f"{clean(place_of(root, error, content.path))}: importing the schema raised {said}",
            fix="make it importable",
        ) from None
    return module


def _is_below(root: Path, module: ModuleType) -> bool:
    file = getattr(module, "__file__", None)
    return isinstance(file, str) and Path(file).is_relative_to(root) and "site-packages" not in Path(file).parts
