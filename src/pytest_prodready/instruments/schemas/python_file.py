"""The schema that a Python file names: a pandera schema or model for pandas, and nothing that only looks like one."""

import difflib
import inspect
from types import ModuleType
from typing import Any

from pytest_prodready.core.hostile import clean
from pytest_prodready.core.looking import CannotLook


def from_module(module: ModuleType, path: str, name: str) -> tuple[Any, bool]:
    """The pandera schema called `name`, and whether it says itself that more columns are welcome.

    A model says so by `strict = False` (or "filter") in its own Config, a schema object by
    `metadata={"open": True}`, since its `strict=False` cannot be told from the default.

    Raises:
        CannotLook: there is no such name (the nearest are told), it is no schema, is one for another library,
            or cannot be built.

    """
    found = getattr(module, name, None)
    if found is None:
        raise CannotLook(_absent(module, path, name), fix="write path/file.py:Name", details=_named(module))
    from pandera.api.pandas.container import DataFrameSchema  # noqa: PLC0415 - heavy
    from pandera.api.pandas.model import DataFrameModel  # noqa: PLC0415 - heavy

    if isinstance(found, DataFrameSchema):
        return found, bool((found.metadata or {}).get("open"))
    if inspect.isclass(found) and issubclass(found, DataFrameModel):
        return _built(found, path, name), _says_open(found)
    raise CannotLook(f"{clean(path)}: {clean(name)} is {_described(found)}", fix="write it with pandera.pandas")


def _absent(module: ModuleType, path: str, name: str) -> str:
    if not name:
        return f"{clean(path)}: which schema of the file is meant is not said"
    said = "is None" if hasattr(module, name) else "is not there"
    near = difflib.get_close_matches(name, _public(module), n=3, cutoff=0.5)
    meant = f"; near: {', '.join(clean(word, width=80) for word in near)}" if near else ""
    return f"{clean(path)}: {clean(name, width=80)} {said}{meant}"


def _named(module: ModuleType) -> tuple[str, ...]:
    names = [clean(name, width=80) for name in _public(module)][:10]
    return (f"the file has: {', '.join(names)}",) if names else ()


def _public(module: ModuleType) -> list[str]:
    return [name for name in vars(module) if not name.startswith("_")]


def _described(found: object) -> str:
    kind = found if inspect.isclass(found) else type(found)
    for base in kind.__mro__:
        module = base.__module__.split(".")
        if module[:2] == ["pandera", "api"] and module[2:3] not in ([], ["pandas"], ["base"], ["dataframe"]):
            return f"a pandera schema for {module[2]}; tables are held against schemas for pandas"
    return f"no pandera schema but {'the class' if inspect.isclass(found) else 'a'} {clean(kind.__name__, width=80)}"


def _built(model: Any, path: str, name: str) -> Any:
    try:
        return model.to_schema()
    except Exception as error:  # noqa: BLE001 - pandera raises whatever the model provokes
        said = clean(f"{type(error).__name__}: {error}", width=200)
        raise CannotLook(f"{clean(path)}: the model {clean(name)} cannot be built: {said}") from None


def _says_open(model: type) -> bool:
    for base in model.__mro__:
        config = vars(base).get("Config")
        if not base.__module__.startswith("pandera.") and config is not None and "strict" in vars(config):
            return vars(config)["strict"] in (False, "filter")
    return False
