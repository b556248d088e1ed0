"""The shape of a declared field, taken apart once: what the schema, the reader and the reference page all need."""

import dataclasses
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pytest_prodready.core.kind import Kind


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a declaration: its attribute, the key it is written under, its shape and what is said of it."""

    attribute: str
    key: str
    shape: Any
    required: bool
    default: object
    help: str
    example: str


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list whose items have one shape."""

    item: Any


@dataclass(frozen=True, slots=True)
class MappingOf:
    """A mapping of names to values of one shape."""

    value: Any


def fields(kind: type) -> tuple[Field, ...]:
    """The fields that a manifest writes, in their order."""
    return _fields(kind)


@cache
def _fields(kind: Any) -> tuple[Field, ...]:
    hints = typing.get_type_hints(kind, include_extras=True)
    declared = [field for field in dataclasses.fields(kind) if "help" in field.metadata]
    return tuple(_field(field, hints[field.name]) for field in declared)


def _field(field: "dataclasses.Field[Any]", hint: Any) -> Field:
    default = field.default
    if field.default_factory is not dataclasses.MISSING:
        default = field.default_factory()
    return Field(
        attribute=field.name,
        key=field.metadata["key"] or field.name,
        shape=_shape(hint),
        required=default is dataclasses.MISSING,
        default=None if default is dataclasses.MISSING else default,
        help=field.metadata["help"],
        example=field.metadata["example"],
    )


def _shape(hint: Any) -> Any:
    """A Kind, a ListOf, a MappingOf, or a plain type: str, int, float, bool, date, an enumeration, a dataclass."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        kinds = [argument for argument in arguments[1:] if isinstance(argument, Kind)]
        return kinds[0] if kinds else _shape(arguments[0])
    if origin in (typing.Union, types.UnionType):
        return _shape(next(argument for argument in arguments if argument is not type(None)))
    if origin is tuple:
        return ListOf(_shape(arguments[0]))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return MappingOf(_shape(arguments[1]))
    return hint
