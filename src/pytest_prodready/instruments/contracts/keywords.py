"""The words of JSON Schema and of OpenAPI's schemas, and what they say."""

from collections.abc import Callable, Iterator
from typing import Any

from pytest_prodready.instruments.contracts.json_places import Pointer

MAPS = frozenset({"properties", "patternProperties", "$defs", "definitions", "dependentSchemas", "dependencies"})
LISTS = frozenset({"allOf", "anyOf", "oneOf", "prefixItems"})
SINGLES = frozenset(
    {"additionalItems", "additionalProperties", "contains", "contentSchema", "disallow", "else", "extends", "if"}
    | {"items", "not", "propertyNames", "then", "type", "unevaluatedItems", "unevaluatedProperties"}
)
"""Keywords with a schema; `items`, and in draft 3 `type`, `disallow` and `extends`, take a list of them too."""
REFERENCES = ("$ref", "$dynamicRef", "$recursiveRef")
CONSTRAINTS = frozenset(
    {"type", "enum", "const", "multipleOf", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum", "maxLength"}
    | {"minLength", "pattern", "maxItems", "minItems", "uniqueItems", "maxProperties", "minProperties", "required"}
    | {"dependentRequired", "dependencies", "format", "disallow", "divisibleBy", "contains"}
)
JUDGING = (CONSTRAINTS | MAPS | LISTS | SINGLES | {*REFERENCES, "maxContains", "minContains"}) - {
    "$defs",
    "definitions",
}
"""Words that are there to refuse something: one that its draft does not know refuses nothing."""
_NOTES = frozenset(
    {"$schema", "$id", "id", "$anchor", "$dynamicAnchor", "$recursiveAnchor", "$vocabulary", "$comment", "title"}
    | {"description", "default", "deprecated", "readOnly", "writeOnly", "examples", "contentEncoding"}
    | {"contentMediaType", "$defs", "definitions"}
)
OPENAPI = frozenset({"nullable", "discriminator", "xml", "externalDocs", "example"})
KNOWN = JUDGING | _NOTES

_TRIVIAL = {"minLength": 0, "minItems": 0, "minProperties": 0, "pattern": "", "type": "any"}
_TYPES = frozenset({"array", "boolean", "null", "number", "object", "string"})


def inner_schemas(schema: dict[str, Any]) -> Iterator[tuple[Pointer, Any]]:
    """The schemas directly in a schema, with their pointers from it."""
    for key, value in schema.items():
        if key in MAPS and isinstance(value, dict):
            yield from (((key, name), inner) for name, inner in value.items())
        elif key in LISTS | SINGLES and isinstance(value, list):
            yield from (((key, index), inner) for index, inner in enumerate(value))
        elif key in SINGLES:
            yield (key,), value


def on_the_same_value(schema: dict[str, Any]) -> Iterator[Any]:
    """The schemas in a schema that judge the same value as it does, so that a way back never ends."""
    for key in ("allOf", "anyOf", "oneOf", "extends"):
        value = schema.get(key)
        yield from value if isinstance(value, list) else ()
    yield from (schema[key] for key in ("not", "if", "then", "else", "extends") if isinstance(schema.get(key), dict))
    named = schema.get("dependentSchemas")
    yield from named.values() if isinstance(named, dict) else ()


def says_something(schema: Any, follow: Callable[[dict[str, Any]], Any]) -> bool:
    """Whether a schema can refuse anything, in itself or through what it is made of.

    `follow` gives what the reference in a schema leads to, None where that is unknown.
    """
    return _says(schema, follow, frozenset())


def _says(schema: Any, follow: Callable[[dict[str, Any]], Any], seen: frozenset[int]) -> bool:
    if not isinstance(schema, dict) or id(schema) in seen:
        return schema is False

    def says(inner: Any) -> bool:
        return _says(inner, follow, seen | {id(schema)})

    if any(word in schema for word in REFERENCES):
        target = follow(schema)
        # What leads nowhere is told elsewhere; it is not silent besides.
        if target is None or says(target):
            return True
    if any(_refuses(word, schema[word]) for word in CONSTRAINTS & set(schema)):
        return True
    either, one = (schema[key] if isinstance(schema.get(key), list) else [] for key in ("anyOf", "oneOf"))
    # Of two choices in `oneOf` the message may fit neither or both.
    if (either and all(says(inner) for inner in either)) or len(one) > 1 or any(says(inner) for inner in one):
        return True
    if schema.get("not", False) is not False:
        return True
    skipped = {"anyOf", "oneOf", "not", "if", "$defs", "definitions", "contentSchema", "type"}
    if "if" not in schema:
        skipped |= {"then", "else"}
    return any(says(inner) for pointer, inner in inner_schemas(schema) if pointer[0] not in skipped)


def _refuses(word: str, value: Any) -> bool:
    if word == "type" and isinstance(value, list):
        return not _TYPES.issubset(item for item in value if isinstance(item, str))
    if word in _TRIVIAL:
        return bool(value != _TRIVIAL[word])
    return word in ("const", "enum") or (value is not False and value not in ([], {}))
