"""How the reader says what is wrong: what was written, what was meant, and the way out."""

import difflib
from collections.abc import Iterable
from datetime import date

from pytest_prodready.core.hostile import clean

_NAMES = {
    str: "text",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    date: "a date",
    dict: "a mapping",
}
_NOUNS = {dict: "a mapping", list: "a list", str: "text", bool: "a truth value", int: "a number", float: "a number"}


def meant(written: str, known: Iterable[str]) -> str:
    """The nearest known names, as a question; or all of them where none is near."""
    known = list(known)
    near = difflib.get_close_matches(written, known, n=2, cutoff=0.5)
    return f"did you mean {' or '.join(near)}?" if near else f"known here: {', '.join(known)}"


def shown(value: object) -> str:
    """A value as it was written, bounded, and never by its repr."""
    if isinstance(value, dict | list):
        return f"{noun(value)} of {len(value)}"
    if isinstance(value, bool):
        return "true" if value else "false"
    return "nothing" if value is None else clean(value, width=60)


def noun(value: object) -> str:
    """What kind of thing a value is."""
    if value is None:
        return "nothing"
    return next((word for kind, word in _NOUNS.items() if type(value) is kind), "a date")


def wanted(shape: type) -> str:
    """What a plain shape takes."""
    return _NAMES.get(shape, "a mapping")
