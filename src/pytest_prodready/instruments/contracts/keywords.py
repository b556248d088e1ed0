"""The words of JSON Schema and of OpenAPI's schemas, and a walk over every schema of a document."""

from collections.abc import Iterator
from typing import Any

Pointer = tuple[str | int, ...]

MAPS = frozenset({"properties", "patternProperties", "$defs", "definitions", "dependentSchemas"})
LISTS = frozenset({"allOf", "anyOf", "oneOf", "prefixItems"})
SINGLES = frozenset(
    {"additionalItems", "additionalProperties", "contains", "contentSchema", "else", "if", "items", "not"}
    | {"propertyNames", "then", "unevaluatedItems", "unevaluatedProperties"}
)
CONSTRAINTS = frozenset(
    {"type", "enum", "const", "multipleOf", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum", "maxLength"}
    | {"minLength", "pattern", "maxItems", "minItems", "uniqueItems", "maxContains", "minContains", "maxProperties"}
    | {"minProperties", "required", "dependentRequired", "dependencies", "format", "$ref", "$dynamicRef"}
    | {"$recursiveRef", "disallow", "extends", "divisibleBy"}
)
_CORE = frozenset(
    {"$schema", "$id", "id", "$anchor", "$dynamicAnchor", "$recursiveAnchor", "$vocabulary", "$comment", "title"}
    | {"description", "default", "deprecated", "readOnly", "writeOnly", "examples", "contentEncoding"}
    | {"contentMediaType"}
)
OPENAPI = frozenset({"nullable", "discriminator", "xml", "externalDocs", "example"})
KNOWN = CONSTRAINTS | MAPS | LISTS | SINGLES | _CORE
"""Keywords of all drafts together: a word of another draft is old, not misspelt."""


def schemas(schema: Any, at: Pointer = ()) -> Iterator[tuple[Pointer, dict[str, Any]]]:
    """Every schema object in and below `schema`, with its pointer."""
    if not isinstance(schema, dict):
        return
    yield at, schema
    for key, value in schema.items():
        if key in MAPS and isinstance(value, dict):
            for name, inner in value.items():
                yield from schemas(inner, (*at, key, name))
        elif key in LISTS and isinstance(value, list):
            for index, inner in enumerate(value):
                yield from schemas(inner, (*at, key, index))
        elif key in SINGLES:
            for index, inner in enumerate(value) if isinstance(value, list) else ():
                yield from schemas(inner, (*at, key, index))
            yield from schemas(value, (*at, key))


def openapi_schemas(document: Any, at: Pointer = ()) -> Iterator[tuple[Pointer, dict[str, Any]]]:
    """Every schema object of an OpenAPI document: its components, and wherever something has a `schema`."""
    if isinstance(document, list):
        for index, item in enumerate(document):
            yield from openapi_schemas(item, (*at, index))
    elif isinstance(document, dict):
        for key, value in document.items():
            if key == "schema":
                yield from schemas(value, (*at, key))
            elif at == ("components",) and key == "schemas" and isinstance(value, dict):
                for name, inner in value.items():
                    yield from schemas(inner, (*at, key, name))
            elif key not in ("example", "examples"):
                yield from openapi_schemas(value, (*at, key))


def says_something(schema: Any) -> bool:
    """Whether a schema can refuse anything, in itself or through what it is made of."""
    if schema is False:
        return True
    if not isinstance(schema, dict):
        return False
    if CONSTRAINTS & set(schema):
        return True
    inner = [schema[key] for key in SINGLES & set(schema)]
    inner += [item for key in LISTS & set(schema) if isinstance(schema[key], list) for item in schema[key]]
    inner += [item for key in MAPS & set(schema) if isinstance(schema[key], dict) for item in schema[key].values()]
    return any(says_something(item) for item in inner)
