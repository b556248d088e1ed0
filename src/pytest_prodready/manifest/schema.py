"""The manifest's JSON Schema, made from the declarations: what editors complete and CI validates with."""

from collections.abc import Sequence
from datetime import date
from enum import Enum
from typing import Any

from pytest_prodready.core.declaration import Declaration
from pytest_prodready.core.kind import Kind
from pytest_prodready.declarations.project import Project
from pytest_prodready.declarations.waiver import Waiver
from pytest_prodready.manifest.shape import Field, ListOf, MappingOf, fields
from pytest_prodready.reading.strict_yaml import load

NAME = "^[a-z][a-z0-9_]{0,63}$"
VERSION = 1
_SUFFIXES = {"s": "s", "1/s": "/s"}
_PLAIN: dict[type, dict[str, Any]] = {
    str: {"type": "string", "minLength": 1},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    date: {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
}


def schema(sections: Sequence[type[Declaration]]) -> dict[str, Any]:
    """The whole schema, draft 2020-12, for these sections beside the project and the waivers."""
    made: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "prodready.yaml",
        "type": "object",
        "additionalProperties": False,
        "required": ["version", "project"],
        "properties": {
            "version": {"const": VERSION, "description": "The version of this format.", "examples": [VERSION]},
            "project": _entry(Project),
        },
    }
    for kind in sections:
        _place(made, kind.section.split("."), _section(kind))
    made["properties"]["waivers"] = {
        "type": "array",
        "description": _summary(Waiver),
        "items": _entry(Waiver),
    }
    return made


def _place(made: dict[str, Any], parts: list[str], section: dict[str, Any]) -> None:
    for part in parts[:-1]:
        made = made["properties"].setdefault(part, {"type": "object", "additionalProperties": False, "properties": {}})
    made["properties"][parts[-1]] = section


def _section(kind: type[Declaration]) -> dict[str, Any]:
    if not kind.named:
        return _entry(kind)
    return {
        "type": "object",
        "description": _summary(kind),
        "propertyNames": {"pattern": NAME},
        "additionalProperties": _entry(kind),
    }


def _entry(kind: type) -> dict[str, Any]:
    found = fields(kind)
    entry: dict[str, Any] = {
        "type": "object",
        "description": _summary(kind),
        "additionalProperties": False,
        "properties": {field.key: _property(field) for field in found},
    }
    required = [field.key for field in found if field.required]
    return {**entry, "required": required} if required else entry


def _property(field: Field) -> dict[str, Any]:
    made = {**of_shape(field.shape), "description": field.help}
    if not field.required and field.default is not None:
        made["default"] = _written(field.default, field.shape)
    return {**made, "examples": [_example(field)]}


def _example(field: Field) -> Any:
    """The example as a value, which an editor can insert; dates as their text, which is how JSON has them."""
    value = load(field.example.encode(), field.key).value
    return value.isoformat() if isinstance(value, date) else value


def of_shape(shape: Any) -> dict[str, Any]:
    """The schema of one shape."""
    if isinstance(shape, Kind):
        return dict(shape.schema)
    if isinstance(shape, ListOf):
        return {"type": "array", "items": of_shape(shape.item)}
    if isinstance(shape, MappingOf):
        return {"type": "object", "additionalProperties": of_shape(shape.value)}
    if issubclass(shape, Enum):
        return {"enum": [member.value for member in shape]}
    return dict(_PLAIN[shape]) if shape in _PLAIN else _entry(shape)


def _written(default: Any, shape: Any) -> Any:
    if isinstance(default, tuple):
        return [_written(item, None) for item in default]
    if isinstance(shape, Kind) and shape.unit in _SUFFIXES:
        return f"{default:g}{_SUFFIXES[shape.unit]}"
    if isinstance(default, date):
        return default.isoformat()
    return default.value if isinstance(default, Enum) else default


def _summary(kind: type) -> str:
    return (kind.__doc__ or "").strip().split("\n")[0]
