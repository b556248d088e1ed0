"""JSON read strictly: no NaN, no infinity, no key twice, every refusal with its line."""

import json
import math
from typing import Any, NoReturn

from pytest_prodready.core.hostile import clean
from pytest_prodready.core.location import Location
from pytest_prodready.core.problem import Problem
from pytest_prodready.reading.json_places import HALF_ESCAPED, MAX_DEPTH, MAX_DIGITS, first_refusal
from pytest_prodready.reading.unreadable import Unreadable


def load(data: bytes, path: str) -> object:
    """The value of one JSON text.

    Raises:
        Unreadable: it is no UTF-8, no JSON, holds NaN, an infinity, half of a character, a number of more than
            300 digits or a key twice, or is nested deeper than 64.

    """
    text = _decoded(data, path)
    try:
        value = _read(text)
    except json.JSONDecodeError as error:
        raise _unreadable(path, error.lineno, error.colno, f"not JSON: {clean(error.msg, width=120)}") from None
    except (_Refused, RecursionError):
        raise _unreadable(path, *(first_refusal(text) or (1, 1, "nested too deeply to be read here"))) from None
    found = first_refusal(text) if HALF_ESCAPED.search(text) or _deep(value) else None
    if found is not None:
        raise _unreadable(path, *found)
    return value


def _decoded(data: bytes, path: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _unreadable(path, line, 1, f"not UTF-8: byte 0x{data[error.start]:02x}", "save it as UTF-8") from None


def _read(text: str) -> object:
    return json.loads(text, parse_constant=_constant, parse_float=_float, parse_int=_int, object_pairs_hook=_object)


class _Refused(ValueError):
    """Thrown by the hooks below, which know no place; `first_refusal` finds it."""


def _constant(_: str) -> NoReturn:
    raise _Refused


def _float(written: str) -> float:
    number = float(written)
    if not math.isfinite(number):
        raise _Refused
    return number


def _int(written: str) -> int:
    if len(written) > MAX_DIGITS:
        raise _Refused
    return int(written)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise _Refused
    return made


def _deep(value: object) -> bool:
    """Whether the value is nested deeper than what reads it further could bear, told without recursion."""
    level = [value]
    for _ in range(MAX_DEPTH + 1):
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
        if not level:
            return False
    return True


def _unreadable(path: str, line: int, column: int, what: str, fix: str = "") -> Unreadable:
    return Unreadable(Problem(Location(path, line, column), what, fix=fix))
