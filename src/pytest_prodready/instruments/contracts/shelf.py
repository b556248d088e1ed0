"""The documents of one contract: the file itself and what it refers to, all of them inside the repo.

Documents are named by `file:///` addresses whose root is the repo; whatever else a reference names is refused
without being asked for.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urlsplit

from pytest_prodready.core.hostile import clean
from pytest_prodready.core.location import Location
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.reading.files import Content, read
from pytest_prodready.reading.strict_json import load as load_json
from pytest_prodready.reading.strict_yaml import Document, Unreadable
from pytest_prodready.reading.strict_yaml import load as load_yaml


class RefusedReference(ValueError):
    """A reference that leads outside the repo, to the network, or to a file that cannot be read."""


class Shelf:
    """Reads each document once; `contents` and `values` hold what was read, by path from the repo's root."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.contents: dict[str, Content] = {}
        self.values: dict[str, Any] = {}
        self._documents: dict[str, Document] = {}

    def open(self, path: str) -> Any:
        """The document at a path from the repo's root; raises CannotLook where it cannot be read."""
        if path not in self.values:
            content = read(self.root, path)
            self.values[path] = _jsonable(self._parsed(content))
            self.contents[path] = content
        return self.values[path]

    def _parsed(self, content: Content) -> Any:
        try:
            if content.path.endswith(".json"):
                load_json(content.data, content.path)
            # JSON is YAML too, read once more for the places of its values.
            document = load_yaml(content.data, content.path, at_most=len(content.data))
        except Unreadable as error:
            raise CannotLook(str(error), fix="correct the document") from None
        if document.problems:
            raise CannotLook(str(document.problems[0]), fix="write plain YAML")
        self._documents[content.path] = document
        return document.value

    def retrieve(self, address: str) -> Any:
        """The document at an address; raises RefusedReference for whatever is not a file of the repo."""
        parts = urlsplit(urldefrag(address).url)
        if parts.scheme != "file" or parts.netloc:
            raise RefusedReference(f"{clean(address, width=80)} leads outside the repo; nothing is fetched")
        path = unquote(parts.path).lstrip("/")
        # Asked before it is opened: a reference that leads nowhere is the contract's fault, and no failure to look.
        if path not in self.values and not _lies_below(self.root, path):
            raise RefusedReference(f"there is no {clean(path, width=80)} in the repo")
        return self.open(path)

    def place(self, path: str, pointer: tuple[str | int, ...]) -> Location:
        """The line of a value, or of the nearest one above it."""
        document = self._documents.get(path)
        while document is not None:
            if pointer in document.key_places:
                return document.key_places[pointer]
            if pointer in document.places:
                return document.places[pointer]
            if not pointer:
                break
            pointer = pointer[:-1]
        return Location(path, 1)


def _lies_below(root: Path, path: str) -> bool:
    try:
        return (root / path).resolve().is_relative_to(root.resolve()) and (root / path).is_file()
    except (OSError, ValueError):
        return False


def address_of(path: str) -> str:
    """The address under which a document of the repo is known to its references."""
    return f"file:///{path}"


def pointer_text(pointer: tuple[str | int, ...]) -> str:
    """A JSON pointer as text, cleaned for messages."""
    steps = (str(step).replace("~", "~0").replace("/", "~1") for step in pointer)
    return clean("#/" + "/".join(steps), width=120) if pointer else "#"


def _jsonable(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _jsonable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_jsonable(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
