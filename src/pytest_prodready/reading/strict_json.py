"""JSON read strictly: no NaN, no infinity, no key twice, every refusal with its line."""

import json
import math
from typing import Any, NoReturn

from pytest_prodready.core.hostile import clean
from pytest_prodready.core.location import Location
from pytest_prodready.core.problem import Problem
from pytest_prodready.reading.strict_yaml import Unreadable


def load(data: bytes, path: str) -> object:
    """The value of one JSON text.

    Raises:
        Unreadable: it is no UTF-8, no JSON, holds NaN, an infinity or a key twice, or is nested too deeply.

    """
    try:
        text = data.decode("utf-8-sig")
        return json.loads(text, parse_constant=_constant, parse_float=_float, object_pairs_hook=_object)
    except UnicodeDecodeError as error:
        raise _unreadable(path, data.count(b"\n", 0, error.start) + 1, 1, "not UTF-8") from None
    except json.JSONDecodeError as error:
        raise _unreadable(path, error.lineno, error.colno, f"not JSON: {error.msg}") from None
    except RecursionError:
        raise _unreadable(path, 1, 1, "nested too deeply") from None
    except ValueError as error:
        raise _unreadable(path, *_line_of(data, error), str(error)) from None


def _constant(name: str) -> NoReturn:
    raise _Refused(f"{name} is not a finite number", name)


def _float(written: str) -> float:
    number = float(written)
    if not math.isfinite(number):
        raise _Refused(f"{clean(written, width=40)} is not a finite number", written)
    return number


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        keys = [key for key, _ in pairs]
        doubled = next(key for key in keys if keys.count(key) > 1)
        raise _Refused(f"the key {clean(doubled, width=60)!r} is written twice", json.dumps(doubled))
    return made


class _Refused(ValueError):
    def __init__(self, what: str, text: str) -> None:
        super().__init__(what)
        self.text = text


def _line_of(data: bytes, error: ValueError) -> tuple[int, int]:
    """Where the refused text stands last: the standard library tells no place from inside its hooks."""
    at = data.rfind(error.text.encode("utf-8", "replace")) if isinstance(error, _Refused) else -1
    if at < 0:
        return 1, 1
    return data.count(b"\n", 0, at) + 1, at - data.rfind(b"\n", 0, at)


def _unreadable(path: str, line: int, column: int, what: str) -> Unreadable:
    return Unreadable(Problem(Location(path, line, column), what))
