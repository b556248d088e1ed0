"""Every schema that a contract reaches, in itself and by its references, and every reference that leads nowhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pytest_prodready.core.hostile import clean
from pytest_prodready.core.location import Location
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.contracts.dialects import is_api
from pytest_prodready.instruments.contracts.keywords import REFERENCES, inner_schemas, on_the_same_value
from pytest_prodready.instruments.contracts.shelf import Pointer, RefusedReference, Shelf, address_of, pointer_text

_NAMED = frozenset(
    {"callbacks", "content", "encoding", "examples", "headers", "links", "parameters", "pathItems", "requestBodies"}
    | {"responses", "schemas", "securitySchemes", "variables", "webhooks"}
)
"""Keys of OpenAPI below which names are free, so that a response may be called `default` or `example`."""
_DATA = frozenset({"example", "default", "value", "enum"})


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend: one line with its JSON pointer, and the place in the file."""

    where: Location
    text: str

    def __str__(self) -> str:
        return f"line {self.where.line}: {self.text}"


@dataclass(frozen=True, slots=True)
class Reached:
    """A schema with its place; an entry lies in no other schema that was reached."""

    path: str
    pointer: Pointer
    value: dict[str, Any]
    entry: bool


class Survey:
    """What a walk through a contract and its references found; no reference is followed out of the repo."""

    def __init__(self, shelf: Shelf, path: str, standard: str) -> None:
        self.shelf = shelf
        self.schemas: list[Reached] = []
        self.broken: list[Finding] = []
        self._targets: dict[int, Any] = {}
        self._holders: dict[int, dict[str, Any]] = {}
        self._specification = _specification(standard)
        self._walk(path, as_schema=not is_api(standard))
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

    def _walk(self, path: str, *, as_schema: bool) -> None:
        from referencing import Registry  # noqa: PLC0415 - comes with jsonschema, which is loaded lazily

        address, value = address_of(path), self.shelf.values[path]
        known: Any = Registry(retrieve=lambda asked: self._resource(self.shelf.retrieve(asked)))  # type: ignore[call-arg]  # an attrs class that mypy reads without its plugin
        resolver = known.with_resource(address, self._resource(value)).resolver(address)
        self._todo = [(value, resolver, as_schema)]
        while self._todo:
            value, resolver, as_schema = self._todo.pop(0)
            if not isinstance(value, dict | list):
                continue
            where, at = self.shelf.spot(value)
            if as_schema:
                self._schema(where, at, value, resolver, entry=True)
            else:
                self._object(where, at, value, resolver)

    def _resource(self, value: Any) -> Any:
        from referencing import Resource  # noqa: PLC0415 - comes with jsonschema, which is loaded lazily

        if isinstance(value, dict) and isinstance(value.get("$schema"), str):
            return Resource.from_contents(value, default_specification=self._specification)
        return self._specification.create_resource(value)

    def _schema(self, path: str, at: Pointer, value: Any, resolver: Any, *, entry: bool) -> None:
        if not isinstance(value, dict) or id(value) in self._holders:
            return
        self._holders[id(value)] = value
        self.schemas.append(Reached(path, at, value, entry))
        if at and isinstance(value.get("$id", value.get("id")), str):
            resolver = resolver.in_subresource(self._resource(value))
        for word in REFERENCES:
            self._follow(path, at, value, word, resolver, as_schema=True)
        for inner, schema in inner_schemas(value):
            self._schema(path, (*at, *inner), schema, resolver, entry=False)

    def _object(self, path: str, at: Pointer, value: Any, resolver: Any, *, named: bool = False) -> None:
        if isinstance(value, list):
            for index, item in enumerate(value):
                self._object(path, (*at, index), item, resolver)
        if not isinstance(value, dict) or id(value) in self._holders:
            return
        self._holders[id(value)] = value
        if not named:
            self._follow(path, at, value, "$ref", resolver, as_schema=False)
        for key, item in value.items():
            if named:
                walk = self._schema if at[-1:] == ("schemas",) else None
            elif key in _DATA or key.startswith("x-"):
                continue
            else:
                walk = self._schema if key in ("schema", "itemSchema") else None
            if walk:
                walk(path, (*at, key), item, resolver, entry=True)
            else:
                self._object(path, (*at, key), item, resolver, named=not named and key in _NAMED)

    def _follow(
        self, path: str, at: Pointer, holder: dict[str, Any], word: str, resolver: Any, *, as_schema: bool
    ) -> None:
        reference = holder.get(word)
        if not isinstance(reference, str):
            return
        try:
            found = resolver.lookup(reference)
        except Exception as error:  # noqa: BLE001 - a document that breaks its standard breaks the library in many ways
            why = _cause(error)
        else:
            self._targets[id(holder)] = found.contents
            self._todo.append((found.contents, found.resolver, as_schema))
            if isinstance(found.contents, dict | bool):
                return
            why = ": what is there is no schema and no object"
        text = f"{pointer_text((*at, word))}: {word} {clean(reference, width=80)} leads nowhere{why}"
        self.broken.append(Finding(self.shelf.place(path, (*at, word)), text))

    def _loops(self) -> Iterator[Finding]:
        """Schemas that come back to themselves on the same value: judging by them never ends."""
        done: set[int] = set()
        for start in self._holders.values():
            trail: list[tuple[int, Iterator[Any]]] = []
            on_trail: set[int] = set()
            self._enter(start, trail, on_trail, done)
            while trail:
                node, rest = trail[-1]
                following = next((one for one in rest if isinstance(one, dict)), None)
                if following is None:
                    trail.pop()
                    on_trail.discard(node)
                elif id(following) in on_trail:
                    path, at = self.shelf.spot(following)
                    yield Finding(self.shelf.place(path, at), f"{pointer_text(at)}: it refers to itself without end")
                else:
                    self._enter(following, trail, on_trail, done)

    def _enter(
        self, node: dict[str, Any], trail: list[tuple[int, Iterator[Any]]], on_trail: set[int], done: set[int]
    ) -> None:
        if id(node) not in done:
            done.add(id(node))
            on_trail.add(id(node))
            target = self._targets.get(id(node))
            trail.append((id(node), iter([*([target] if target is not None else []), *on_the_same_value(node)])))


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
