"""Every schema that a contract reaches, in itself and by its references, and every reference that leads nowhere."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pytest_prodready.core.hostile import clean
from pytest_prodready.core.location import Location
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.contracts.dialects import dialect_of, is_api
from pytest_prodready.instruments.contracts.json_places import Pointer
from pytest_prodready.instruments.contracts.keywords import REFERENCES, inner_schemas, on_the_same_value
from pytest_prodready.instruments.contracts.loops import circles
from pytest_prodready.instruments.contracts.shelf import RefusedReference, Shelf, address_of, pointer_text

_NAMED = frozenset(
    {"callbacks", "content", "encoding", "examples", "headers", "links", "parameters", "pathItems", "requestBodies"}
    | {"responses", "schemas", "securitySchemes", "variables", "webhooks"}
)
"""Keys of OpenAPI below which names are free, so that a response may be called `default` or `example`."""
_DATA = frozenset({"example", "default", "value", "dataValue", "enum"})


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend: one line with its JSON pointer, and the place in the file."""

    where: Location
    text: str

    def __str__(self) -> str:
        return f"line {self.where.line}: {self.text}"


@dataclass(frozen=True, slots=True)
class Reached:
    """A schema with its place and the dialect in which it is judged; an entry lies in no other that was reached."""

    path: str
    pointer: Pointer
    value: dict[str, Any]
    dialect: str
    entry: bool


class Survey:
    """What a walk through a contract and its references found; no reference is followed out of the repo."""

    def __init__(self, shelf: Shelf, path: str, standard: str) -> None:
        self.shelf = shelf
        self.schemas: list[Reached] = []
        self.broken: list[Finding] = []
        self._targets: dict[int, Any] = {}
        self._holders: dict[int, dict[str, Any]] = {}
        self._standard = standard
        self._specification = _specification(standard)
        self._walk(path)
        self.loops = tuple(self._loops())

    def target(self, holder: dict[str, Any]) -> Any:
        """What the reference in a mapping leads to, None where it leads nowhere."""
        return self._targets.get(id(holder))

    def resolved(self, value: Any) -> Any:
        """The value itself, or where it holds a reference what that leads to in the end."""
        seen: set[int] = set()
        while isinstance(value, dict) and id(value) in self._targets and id(value) not in seen:
            seen.add(id(value))
            value = self._targets[id(value)]
        return value

    def _walk(self, path: str) -> None:
        from referencing import Registry  # noqa: PLC0415 - comes with jsonschema, which is loaded lazily

        address, value = address_of(path), self.shelf.values[path]
        known: Any = Registry(retrieve=lambda asked: self._resource(self.shelf.retrieve(asked)))  # type: ignore[call-arg]  # an attrs class that mypy reads without its plugin
        resolver = known.with_resource(address, self._resource(value)).resolver(address)
        dialect = "" if is_api(self._standard) else self._standard
        # What a reference leads to waits until the document is through: a schema that lies in it belongs to it.
        self._waiting = deque([(value, resolver, dialect)])
        while self._waiting:
            value, resolver, dialect = self._waiting.popleft()
            if dialect:
                self._schema(value, resolver, dialect, entry=True)
            else:
                self._object(value, resolver)

    def _resource(self, value: Any) -> Any:
        from referencing import Resource  # noqa: PLC0415 - comes with jsonschema, which is loaded lazily

        if isinstance(value, dict) and isinstance(value.get("$schema"), str):
            return Resource.from_contents(value, default_specification=self._specification)
        return self._specification.create_resource(value)

    def _is_new(self, value: Any) -> bool:
        if not isinstance(value, dict) or id(value) in self._holders:
            return False
        self._holders[id(value)] = value
        return True

    def _schema(self, value: Any, resolver: Any, dialect: str, *, entry: bool) -> None:
        if not self._is_new(value):
            return
        path, at = self.shelf.spot(value)
        dialect = dialect_of(value, dialect)
        self.schemas.append(Reached(path, at, value, dialect, entry))
        resolver = self._within(value, resolver)
        for word in REFERENCES:
            self._follow(value, word, resolver, dialect)
        for _, inner in inner_schemas(value):
            self._schema(inner, resolver, dialect, entry=False)

    def _object(self, value: Any, resolver: Any, under: str = "") -> None:
        """Part of an API's description, or where `under` says of what, a mapping of names to such parts."""
        for item in value if isinstance(value, list) else ():
            self._object(item, resolver)
        if not self._is_new(value):
            return
        if not under:
            self._follow(value, "$ref", resolver, "")
        for key, item in value.items():
            is_data = not under and (key in _DATA or key.startswith("x-"))
            if under == "schemas" or (not under and key in ("schema", "itemSchema")):
                self._schema(item, resolver, self._standard, entry=True)
            elif not is_data:
                self._object(item, resolver, key if not under and key in _NAMED else "")

    def _follow(self, holder: dict[str, Any], word: str, resolver: Any, dialect: str) -> None:
        reference = holder.get(word)
        if not isinstance(reference, str):
            return
        try:
            found = resolver.lookup(reference)
        except Exception as error:  # noqa: BLE001 - a document that breaks its standard breaks the library in many ways
            why = _cause(error)
        else:
            self._targets[id(holder)] = found.contents
            self._waiting.append((found.contents, found.resolver, dialect))
            if isinstance(found.contents, dict | bool):
                return
            why = ": what is there is no schema and no object"
        self._tell(holder, word, f"leads nowhere{why}")

    def _within(self, value: dict[str, Any], resolver: Any) -> Any:
        """The resolver inside a schema, whose own address its references start from."""
        word = "$id" if "$id" in value else "id"
        if not isinstance(value.get(word), str):
            return resolver
        try:
            return resolver.in_subresource(self._resource(value))
        except ValueError:
            self._tell(value, word, "is no address")
            return resolver

    def _tell(self, holder: dict[str, Any], word: str, wrong: str) -> None:
        path, at = self.shelf.spot(holder)
        text = f"{pointer_text((*at, word))}: {word} {clean(holder[word], width=80)} {wrong}"
        self.broken.append(Finding(self.shelf.place(path, (*at, word)), text))

    def _loops(self) -> Iterator[Finding]:
        """Schemas that come back to themselves on the same value: judging by them never ends."""

        def onwards(node: int) -> Iterator[int]:
            holder = self._holders[node]
            following = (self._targets.get(node), *on_the_same_value(holder))
            return (id(one) for one in following if isinstance(one, dict) and id(one) in self._holders)

        for node in circles(self._holders, onwards):
            path, at = self.shelf.spot(self._holders[node])
            yield Finding(self.shelf.place(path, at), f"{pointer_text(at)}: it refers to itself without end")


def _specification(standard: str) -> Any:
    from referencing.jsonschema import DRAFT202012, specification_with  # noqa: PLC0415 - loaded lazily, as above

    return DRAFT202012 if is_api(standard) else specification_with(standard, default=DRAFT202012)


def _cause(error: BaseException) -> str:
    """Why a reference could not be followed; raises CannotLook where the file is there and cannot be read."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, CannotLook):
            raise cause
        if isinstance(cause, RefusedReference):
            return f": {cause}"
        cause = cause.__cause__
    return ""
