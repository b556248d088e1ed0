"""A mapping in a schema's file, asked for what it says; every key that nobody reads is refused."""

import datetime as dt
import difflib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from pytest_prodready.core.hostile import clean
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.core.problem import Problem
from pytest_prodready.reading.files import Content
from pytest_prodready.reading.strict_json import load as load_json
from pytest_prodready.reading.strict_yaml import Unreadable
from pytest_prodready.reading.strict_yaml import load as load_yaml

_Kind = TypeVar("_Kind")
_SAID: Mapping[Any, str] = {
    str: "text",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    list: "a list",
    dict: "a mapping",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A mapping of the file at `path`; `where` names it in messages, such as `customers.plan`."""

    path: str
    where: str
    held: Mapping[str, Any]

    def refuse(self, what: str, *, fix: str = "correct the schema") -> CannotLook:
        """What is raised about this mapping; `what` is clean already."""
        place = f"{clean(self.path)}: {clean(self.where, width=80)}" if self.where else clean(self.path)
        return CannotLook(f"{place}: {what}", fix=fix)

    def only(self, known: Collection[str], *, because: str = "nothing reads it") -> None:
        """Raise CannotLook for the first key that is not among `known`, with the nearest that is."""
        for key in self.held:
            if key not in known:
                raise self.refuse(
                    f"unknown key {clean(key, width=80)!r}{nearest(key, known)}", fix=f"correct the key: {because}"
                )

    def get(self, key: str, kind: type[_Kind]) -> _Kind | None:
        """The value of a key, None where it is not written.

        Raises:
            CannotLook: it is written and of another kind, null among them.

        """
        if key not in self.held:
            return None
        value = self.held[key]
        if isinstance(value, dt.date) and kind is str:
            value = value.isoformat()
        number = kind is float and isinstance(value, int)
        if (not isinstance(value, kind) and not number) or (isinstance(value, bool) and kind is not bool):
            said = "null" if value is None else repr(clean(value, width=60))
            raise self.refuse(f"{clean(key, width=40)} is {said}, not {_SAID[kind]}")
        return value  # type: ignore[no-any-return]  # what stands in a file has no type until it was looked at

    def need(self, key: str, kind: type[_Kind]) -> _Kind:
        """The value of a key that must be written."""
        value = self.get(key, kind)
        if value is None:
            raise self.refuse(f"{key} is missing", fix=f"write {key}")
        return value

    def entries(self, key: str, word: str) -> list["Entry"]:
        """The mappings listed under a key; each is called by its name, or by `word` and its number."""
        found = []
        for number, held in enumerate(self.get(key, list) or (), 1):
            name = held.get("name") if isinstance(held, dict) else None
            called = str(name) if isinstance(name, str) and name else f"{word} {number}"
            entry = Entry(self.path, f"{self.where}.{called}" if self.where else called, {})
            if not isinstance(held, dict):
                raise entry.refuse(f"is {clean(held, width=60)!r}, not a mapping")
            found.append(Entry(self.path, entry.where, held))
        return found

    def inner(self, key: str) -> "Entry":
        """The mapping under a key, an empty one where it is not written."""
        return Entry(self.path, f"{self.where}: {key}" if self.where else key, self.get(key, dict) or {})


def nearest(word: str, known: Collection[str]) -> str:
    """`; did you mean that?` where a known word is near."""
    near = difflib.get_close_matches(word, sorted(known), n=1)
    return f"; did you mean {clean(near[0], width=80)}?" if near else ""


def picked(found: Sequence[Entry], name: str, dataset: str, among: Entry, word: str) -> Entry:
    """The entry that is called `name`; without a name that of the dataset, or the only one.

    Raises:
        CannotLook: there is none, or several and none is meant.

    """
    named = {
        called: entry
        for entry in found
        for called in (entry.held.get("physicalName"), entry.held.get("name"))
        if isinstance(called, str)
    }
    if not found:
        raise among.refuse(f"it has no {word}, so it checks nothing", fix="describe the table")
    if name and name not in named:
        raise among.refuse(f"{clean(name, width=80)} is none of its {word}{nearest(name, tuple(named))}")
    if name or dataset in named:
        return named[name or dataset]
    if len(found) > 1:
        known = ", ".join(clean(called, width=40) for called in list(named)[:10])
        raise among.refuse(
            f"which of its {word} is meant is not said: {known}", fix=f"write {clean(among.path)}:name in the manifest"
        )
    return found[0]


def document(content: Content) -> tuple[Entry | None, Mapping[tuple[str | int, ...], Problem]]:
    """The file as one mapping, None where it holds something else; JSON where its name ends so, else YAML.

    With it the problems of single values, by their paths: what stands there cannot be relied on.

    Raises:
        CannotLook: it is neither JSON nor YAML.

    """
    try:
        if content.path.endswith(".json"):
            value, flaws = load_json(content.data, content.path), {}
        else:
            read = load_yaml(content.data, content.path)
            value, flaws = read.value, dict(read.flaws)
    except Unreadable as error:
        raise CannotLook(clean(error, width=300)) from None
    return (Entry(content.path, "", value) if isinstance(value, dict) else None), flaws
