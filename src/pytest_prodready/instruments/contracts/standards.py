"""What a document says it is, and what its own standard says of it."""

from collections.abc import Iterator
from typing import Any

from pytest_prodready.core.hostile import clean
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.contracts.shelf import Shelf, address_of, pointer_text

_OTHERS = {
    "swagger": "Swagger 2",
    "asyncapi": "AsyncAPI",
    "protocol": "Avro",
    "dataContractSpecification": "a data contract",
}
_DRAFT = "https://json-schema.org/draft/2020-12/schema"
Violation = tuple[tuple[str | int, ...], str]


def standard_of(path: str, value: Any) -> str:
    """`OpenAPI 3.1`, or the address of a JSON Schema draft; raises CannotLook for what is not read."""
    if isinstance(value, bool):
        return _DRAFT
    if not isinstance(value, dict):
        raise CannotLook(f"{path}: a contract is a mapping", fix="OpenAPI 3 and JSON Schema are read")
    for key, name in _OTHERS.items():
        if key in value:
            raise CannotLook(f"{path}: {name} is not read yet", fix="OpenAPI 3.0 to 3.2 and JSON Schema are read")
    if "openapi" not in value:
        return str(value.get("$schema", _DRAFT))
    version = str(value["openapi"])
    if not version.startswith(("3.0", "3.1", "3.2")):
        raise CannotLook(f"{path}: OpenAPI {clean(version, width=20)} is not read", fix="OpenAPI 3.0 to 3.2 are read")
    return f"OpenAPI {version[:3]}"


def violations(shelf: Shelf, path: str, value: Any, standard: str) -> Iterator[Violation]:
    """A pointer and a line for each way in which the document breaks its standard; raises ImportError."""
    from referencing.exceptions import Unresolvable  # noqa: PLC0415 - comes with jsonschema, which is loaded lazily

    look = _of_openapi(shelf, path, value, standard) if standard.startswith("OpenAPI") else _of_schema(path, value)
    try:
        yield from look
    except Unresolvable as error:
        yield (), f"$ref {clean(error.ref, width=80)} leads nowhere"
    except RecursionError:
        yield (), "it refers to itself without end"


def _of_openapi(shelf: Shelf, path: str, value: Any, standard: str) -> Iterator[Violation]:
    import openapi_spec_validator  # noqa: PLC0415 - loaded when a contract is opened
    from jsonschema_path import SchemaPath  # noqa: PLC0415 - comes with it

    kinds = {
        "OpenAPI 3.0": openapi_spec_validator.OpenAPIV30SpecValidator,
        "OpenAPI 3.1": openapi_spec_validator.OpenAPIV31SpecValidator,
        "OpenAPI 3.2": getattr(openapi_spec_validator, "OpenAPIV32SpecValidator", None),
    }
    kind = kinds[standard]
    if kind is None:
        raise CannotLook(
            f"{path}: the installed openapi-spec-validator does not know {standard}",
            fix="pip install -U openapi-spec-validator",
        )
    handlers = dict.fromkeys(("<all_urls>", "http", "https", "file"), shelf.retrieve)
    document = SchemaPath.from_dict(value, base_uri=address_of(path), handlers=handlers)
    for error in kind(document).iter_errors():
        deepest = _deepest(error)
        yield tuple(deepest.absolute_path), clean(deepest.message, width=160)


def _of_schema(path: str, value: Any) -> Iterator[Violation]:
    import jsonschema  # noqa: PLC0415 - loaded when a contract is opened

    kind = jsonschema.validators.validator_for(value, default=jsonschema.Draft202012Validator)
    named = value.get("$schema", _DRAFT) if isinstance(value, dict) else _DRAFT
    if str(kind.META_SCHEMA.get("$schema", "")).rstrip("#") != str(named).rstrip("#"):
        raise CannotLook(f"{path}: the draft {clean(named, width=60)} is not known", fix=f"use {_DRAFT}")
    for error in kind(kind.META_SCHEMA).iter_errors(value):
        deepest = _deepest(error)
        yield (
            tuple(deepest.absolute_path),
            f"{clean(deepest.message, width=160)} ({pointer_text(tuple(deepest.absolute_path))})",
        )


def _deepest(error: Any) -> Any:
    """Of an error with alternatives, the one that got furthest: the others speak of what was not meant."""
    context = getattr(error, "context", None)
    return _deepest(max(context, key=lambda one: len(one.absolute_path))) if context else error
