"""Every `$ref` of a contract, followed: where it leads nowhere, outside, or round in a circle."""

from collections.abc import Iterator
from typing import Any

from pytest_prodready.core.hostile import clean
from pytest_prodready.core.location import Location
from pytest_prodready.instruments.contracts.keywords import Pointer
from pytest_prodready.instruments.contracts.shelf import RefusedReference, Shelf, address_of, pointer_text

_MAX_HOPS = 64


def broken_references(shelf: Shelf, path: str) -> Iterator[tuple[Location, str]]:
    """A place and a line for each reference that cannot be followed, in the contract and in what it refers to."""
    seen: set[str] = set()
    while fresh := [name for name in (path, *shelf.values) if name not in seen and name in shelf.values]:
        for name in fresh:
            seen.add(name)
            for pointer, reference in _references(shelf.values[name]):
                wrong = _followed(shelf, name, reference)
                if wrong:
                    yield shelf.place(name, pointer), f"{pointer_text(pointer)}: {wrong}"


def _references(value: Any, at: Pointer = ()) -> Iterator[tuple[Pointer, str]]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield (*at, "$ref"), value["$ref"]
        for key, item in value.items():
            if key not in ("example", "examples", "default", "const", "enum"):
                yield from _references(item, (*at, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _references(item, (*at, index))


def _followed(shelf: Shelf, path: str, reference: str) -> str:
    from referencing.exceptions import Unresolvable  # noqa: PLC0415 - comes with jsonschema, which is loaded lazily

    resolver = registry(shelf).resolver(base_uri=address_of(path))
    trail: list[str] = []
    try:
        while True:
            found = resolver.lookup(reference)
            trail.append(reference)
            inner = found.contents.get("$ref") if isinstance(found.contents, dict) else None
            if not isinstance(inner, str):
                return ""
            if len(trail) > _MAX_HOPS or inner in trail:
                return f"$ref {clean(trail[0], width=60)} leads back to itself and nowhere else"
            resolver, reference = found.resolver, inner
    except (Unresolvable, RefusedReference) as error:
        cause = error.__cause__ if isinstance(error.__cause__, RefusedReference) else None
        why = f": {cause}" if cause else ""
        return f"$ref {clean(reference, width=80)} leads nowhere{why}"


def registry(shelf: Shelf) -> Any:
    """A registry that knows the repo's documents and asks nobody else."""
    from referencing import Registry, Resource  # noqa: PLC0415 - comes with jsonschema, which is loaded lazily
    from referencing.jsonschema import DRAFT202012  # noqa: PLC0415 - the same

    def retrieve(address: str) -> Any:
        return Resource.from_contents(shelf.retrieve(address), default_specification=DRAFT202012)

    return Registry(retrieve=retrieve)  # type: ignore[call-arg]  # an attrs class that mypy reads without its plugin
