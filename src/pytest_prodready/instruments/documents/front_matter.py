"""The YAML between two `---` lines at the top of a document."""

from collections.abc import Mapping

from pytest_prodready.core.location import Location
from pytest_prodready.core.problem import Problem
from pytest_prodready.reading.strict_yaml import Unreadable, load

_FIX = "write `key: value` lines between two `---` lines, or remove it"


def read(text: str, path: str, line: int) -> tuple[Mapping[str, object] | None, tuple[Problem, ...]]:
    """The mapping and what is wrong with it; `line` is that of the text's first line."""
    if not text.strip():
        return None, (Problem(Location(path, line), "the front matter is empty", fix=_FIX),)
    try:
        document = load(text.encode("utf-8", "surrogatepass"), path, first_line=line)
    except Unreadable as error:
        return None, (error.problem,)
    if document.problems:
        return None, tuple(document.problems)
    if not isinstance(document.value, dict):
        kind = "a list" if isinstance(document.value, list) else "plain text"
        return None, (Problem(Location(path, line), "the front matter is no mapping", saw=kind, fix=_FIX),)
    return document.value, ()


def unclosed(text: str, path: str) -> tuple[Problem, ...]:
    """What to say of a document without front matter: nothing, unless it opens one and never closes it."""
    if text.partition("\n")[0].rstrip() != "---":
        return ()
    return (Problem(Location(path, 1), "the front matter has no closing `---` line", fix="close it"),)
