"""The documents of one contract: the file itself and what it refers to, all of them inside the repo.

Documents are named by `file:///` addresses whose root is the repo; whatever else a reference names is refused
without being asked for. A document's own `$id` stands for its place in the repo, and so do its neighbours' names.
"""

import posixpath
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urldefrag, urlsplit

from pytest_prodready.core.hostile import clean
from pytest_prodready.core.location import Location
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.contracts.json_places import Pointer, json_places
from pytest_prodready.reading.files import Content, read
from pytest_prodready.reading.strict_json import load as load_json
from pytest_prodready.reading.strict_yaml import Unreadable
from pytest_prodready.reading.strict_yaml import load as load_yaml


class RefusedReference(ValueError):
    """A reference that leads outside the repo, to the network, or to a file that is not there."""


class Shelf:
    """Reads each document once; `contents` and `values` hold what was read, by path from the repo's root.

    `addresses` maps every address under which a document was asked for to its path.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.contents: dict[str, Content] = {}
        self.values: dict[str, Any] = {}
        self.addresses: dict[str, str] = {}
        self._places: dict[str, Mapping[Pointer, Location]] = {}
        self._spots: dict[int, tuple[str, Pointer]] = {}
        self._homes: dict[str, str] = {}

    def open(self, path: str) -> Any:
        """The document at a path from the repo's root; raises CannotLook where it cannot be read."""
        if path not in self.values:
            content = read(self.root, path)
            value = _jsonable(self._parsed(content))
            self.values[path], self.contents[path] = value, content
            self.addresses[address_of(path)] = path
            self._spots.update((id(inner), (path, pointer)) for pointer, inner in _containers(value, ()))
            self._settle(path, value)
        return self.values[path]

    def _parsed(self, content: Content) -> Any:
        try:
            if content.path.endswith((".json", ".avsc")):
                value = load_json(content.data, content.path)
                self._places[content.path] = json_places(content.text(), content.path)
                return value
            document = load_yaml(content.data, content.path, at_most=len(content.data))
        except Unreadable as error:
            raise CannotLook(str(error), fix="correct the document") from None
        if document.problems:
            raise CannotLook(str(document.problems[0]), fix="write plain YAML")
        self._places[content.path] = {**document.places, **document.key_places}
        return document.value

    def _settle(self, path: str, value: Any) -> None:
        own = value.get("$id", value.get("id")) if isinstance(value, dict) else None
        if isinstance(own, str) and own.startswith(("http://", "https://")):
            own = urldefrag(own).url
            self.addresses.setdefault(own, path)
            self._homes.setdefault(own.rpartition("/")[0] + "/", posixpath.dirname(path))

    def retrieve(self, address: str) -> Any:
        """The document at an address.

        Raises:
            RefusedReference: it is no file of the repo; nothing was opened or asked.
            CannotLook: the file is there and cannot be read.

        """
        bare = urldefrag(address).url
        if bare not in self.addresses:
            # Asked before it is opened: a reference that leads nowhere is the contract's fault, no failure to look.
            path = self._path_of(bare)
            if not _lies_below(self.root, path):
                raise RefusedReference(f"there is no {clean(path, width=80)} in the repo")
            self.open(path)
            self.addresses[bare] = path
        return self.values[self.addresses[bare]]

    def _path_of(self, address: str) -> str:
        parts = urlsplit(address)
        if parts.scheme == "file" and not parts.netloc:
            path = unquote(parts.path).lstrip("/")
        else:
            home = next((home for home in self._homes if address.startswith(home)), None)
            if home is None:
                raise RefusedReference(f"{clean(address, width=80)} leads outside the repo; nothing is fetched")
            path = posixpath.join(self._homes[home], unquote(address[len(home) :]))
        return posixpath.normpath(path)

    def spot(self, container: object) -> tuple[str, Pointer]:
        """The document and the pointer of a mapping or a list that this shelf gave out."""
        return self._spots[id(container)]

    def place(self, path: str, pointer: Pointer) -> Location:
        """The line of a value, or of the nearest one above it."""
        known = self._places.get(path, {})
        while pointer and pointer not in known:
            pointer = pointer[:-1]
        return known.get(pointer, Location(path, 1))


def _lies_below(root: Path, path: str) -> bool:
    if path.startswith(("..", "/")):
        return False
    try:
        return (root / path).resolve().is_relative_to(root.resolve()) and (root / path).is_file()
    except (OSError, ValueError):
        return False


def address_of(path: str, pointer: Pointer = ()) -> str:
    """The address under which a document of the repo, or a value in it, is known to references."""
    return f"file:///{quote(path)}" + (f"#{quote(_steps(pointer))}" if pointer else "")


def pointer_text(pointer: Pointer) -> str:
    """A JSON pointer as text, cleaned for messages."""
    return clean("#" + _steps(pointer), width=120)


def _steps(pointer: Pointer) -> str:
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in pointer)


def _containers(value: Any, at: Pointer) -> Iterator[tuple[Pointer, Any]]:
    if isinstance(value, dict | list):
        yield at, value
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _containers(inner, (*at, key))


def _jsonable(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _jsonable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_jsonable(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
