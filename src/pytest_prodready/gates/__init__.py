"""The rooms: a folder for each gap, one module and one case file for each gate."""

import importlib
import pkgutil
from collections.abc import Iterator

from pytest_prodready.core.gate import Gate


def built_in() -> Iterator[Gate]:
    """Every gate of the house, found by walking its folders."""
    for gap in pkgutil.iter_modules(__path__, f"{__name__}."):
        package = importlib.import_module(gap.name)
        for module in pkgutil.iter_modules(package.__path__, f"{gap.name}."):
            found = [value for value in vars(importlib.import_module(module.name)).values() if isinstance(value, Gate)]
            yield from (gate for gate in found if gate.judge.__module__ == module.name)
