"""The operations of an API, and what each of them promises to answer."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from pytest_prodready.core.hostile import clean

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
_WITHOUT_BODY = ("204", "205")
Resolve = Callable[[Any], Any]
"""Gives what a reference leads to in the end, and anything else as it is."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of an API, such as `POST /score`, with its object."""

    name: str
    value: dict[str, Any]


def operations_of(document: Any, resolve: Resolve) -> Iterator[Operation]:
    """The operations below the paths of an OpenAPI document."""
    for path, written in mapping(mapping(document).get("paths")).items():
        item = mapping(resolve(written)) if path.startswith("/") else {}
        for method in METHODS:
            if isinstance(item.get(method), dict):
                yield Operation(f"{method.upper()} {path}", item[method])


def without_type(operation: Operation, resolve: Resolve, says: Callable[[Any], bool]) -> str:
    """What an operation leaves open about its answer in success, empty where it is typed.

    `says` tells whether a schema can refuse anything.
    """
    responses = mapping(operation.value.get("responses"))
    successes = {code: mapping(resolve(responses[code])) for code in responses if code[:1] == "2" or code == "default"}
    if not successes:
        return "no response for success"
    # A HEAD's answer has no body by HTTP itself.
    if operation.name.startswith("HEAD "):
        return ""
    for code, response in successes.items():
        content = mapping(response.get("content"))
        if not content and code not in _WITHOUT_BODY:
            return f"the {clean(code, width=20)} response has no body"
        for media, about in content.items():
            said = mapping(resolve(about))
            if not says(said.get("schema", said.get("itemSchema"))):
                return f"the {clean(code, width=20)} response may be anything ({clean(media, width=40)})"
    return ""


def mapping(value: Any) -> dict[str, Any]:
    """The value where it is a mapping, an empty one otherwise: hostile documents have anything anywhere."""
    return value if isinstance(value, dict) else {}
