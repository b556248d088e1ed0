"""The formats that text may have by name, checked as contracts check them."""

import re
from typing import Any

from pytest_prodready.instruments.contracts.dialects import DRAFT, demand_checkers, format_checker
from pytest_prodready.instruments.schemas.standards.checks import each
from pytest_prodready.instruments.schemas.standards.entry import Entry

BASE64 = re.compile(r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")


def format_check(name: str, entry: Entry, *, standard: str = DRAFT) -> Any:
    """A check that every text has the format `name`.

    Raises:
        CannotLook: nothing checks it, or what checks it is not installed.

    """
    checker = format_checker(standard)
    if name not in checker.checkers:
        raise entry.refuse(f"nothing checks the format {name}{without_checkers()}", fix="write a pattern instead")
    return each(f"format {name}", lambda value: not isinstance(value, str) or checker.conforms(value, name))


def without_checkers() -> str:
    """What is added to a refusal where the packages that check formats are not all there."""
    try:
        demand_checkers()
    except ImportError:
        return " (without pytest-prodready[integration])"
    return ""
