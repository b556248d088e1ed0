"""Where in a JSON text every value stands: the standard library reads values and knows no place."""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator

from pytest_prodready.core.location import Location

Pointer = tuple[str | int, ...]

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:,]|[^\s{}\[\]:,"]+')


def json_places(text: str, path: str) -> dict[Pointer, Location]:
    """The place of every value by its pointer, of a member its name's place; `text` is JSON that was found sound."""
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    found: dict[Pointer, Location] = {}
    for pointer, start in _steps(text):
        line = bisect_right(starts, start)
        found.setdefault(pointer, Location(path, line, start - starts[line - 1] + 1))
    return found


def _steps(text: str) -> Iterator[tuple[Pointer, int]]:
    """Every name and every value with where it starts; a member's name comes before its value."""
    at: list[str | int] = []
    is_list: list[bool] = []
    name_follows = False
    for token in _TOKEN.finditer(text):
        word = token[0]
        if word == ",":
            name_follows = not is_list[-1]
            if is_list[-1]:
                at[-1] = int(at[-1]) + 1
        elif word in "}]":
            at.pop()
            is_list.pop()
            name_follows = False
        elif word != ":":
            if name_follows:
                at[-1] = json.loads(word)
            yield tuple(at), token.start()
            name_follows = not name_follows and word == "{"
            if word in ("{", "["):
                is_list.append(word == "[")
                at.append(0)
