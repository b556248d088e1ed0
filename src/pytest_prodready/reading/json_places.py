"""Where in a JSON text the first thing stands that strict reading refuses: the standard library's hooks know no place.

Used on text that is JSON as far as it was read, once something in it was refused or looks suspect.
"""

import json
import math
import re
from collections.abc import Iterator

from pytest_prodready.core.hostile import clean

MAX_DEPTH = 64
MAX_DIGITS = 300
HALF_ESCAPED = re.compile(r"\\u[dD][89a-fA-F]")
_HALF = re.compile("[\ud800-\udfff]")
_NUMBER = r"-?(?:[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?|Infinity)|NaN"
_TOKEN = re.compile(rf'"(?:[^"\\]|\\.)*"(\s*:)?|[{{}}\[\]]|{_NUMBER}')


def first_refusal(text: str) -> tuple[int, int, str] | None:
    """Line, column and what is wrong there; None when nothing is."""
    for start, what in _refusals(text):
        return _line(text, start), start - text.rfind("\n", 0, start), what
    return None


def _line(text: str, start: int) -> int:
    return text.count("\n", 0, start) + 1


def _refusals(text: str) -> Iterator[tuple[int, str]]:
    keys: list[dict[str, int]] = []
    for match in _TOKEN.finditer(text):
        word, start = match[0], match.start()
        if word in "{[":
            keys.append({})
            what = f"nesting deeper than {MAX_DEPTH}" if len(keys) > MAX_DEPTH else ""
        elif word in "}]":
            keys.pop()
            what = ""
        elif word[0] != '"':
            what = _number(word)
        else:
            written = json.loads(word.removesuffix(match[1] or ""))
            what = "half of a character (a lone surrogate)" if _HALF.search(written) else ""
            if match[1] and not what:
                first = keys[-1].setdefault(written, start)
                what = _doubled(written, _line(text, first)) if first != start else ""
        if what:
            yield start, what


def _doubled(key: str, line: int) -> str:
    return f"the key {clean(key, width=60)!r} is written twice, first on line {line}"


def _number(written: str) -> str:
    if written.lstrip("-").isdecimal():
        return f"a number of more than {MAX_DIGITS} digits" if len(written) > MAX_DIGITS else ""
    return "" if math.isfinite(float(written)) else f"{clean(written, width=40)} is not a finite number"
