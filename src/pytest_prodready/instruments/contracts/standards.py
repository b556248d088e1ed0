"""What a document says it is, and what its own standard says of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urldefrag

from pytest_prodready.core.hostile import clean
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.contracts.dialects import DRAFT, is_api, is_draft, validator_class
from pytest_prodready.instruments.contracts.json_places import Pointer
from pytest_prodready.instruments.contracts.shelf import address_of, pointer_text
from pytest_prodready.instruments.contracts.survey import Reached

_OTHERS = {
    "swagger": "Swagger 2",
    "asyncapi": "AsyncAPI",
    "protocol": "Avro",
    "dataContractSpecification": "a data contract",
}
_AVRO = ("record", "enum", "fixed", "array", "map")
_READ = "OpenAPI 3.0 to 3.2 and JSON Schema are read"
Violation = tuple[str, Pointer, str]
"""The path of a document, a pointer into it, and a line."""


@dataclass(frozen=True, slots=True)
class Description:
    """An OpenAPI document at `path`, and it and what it refers to by address.

    Only where it is `sound`, with every reference leading somewhere, can the rules that no schema says be tried.
    """

    path: str
    standard: str
    documents: dict[str, Any]
    sound: bool


def standard_of(path: str, value: Any) -> str:
    """`OpenAPI 3.1`, or the address of a JSON Schema draft; raises CannotLook for what is not read.

    Raises ImportError without the packages of the extra `integration`.
    """
    named = clean(path, width=120)
    if path.endswith(".avsc") or _is_avro(value):
        raise CannotLook(f"{named}: Avro is not read yet", fix=_READ)
    if isinstance(value, bool):
        return DRAFT
    if not isinstance(value, dict):
        raise CannotLook(f"{named}: a contract is a mapping", fix=_READ)
    for key, name in _OTHERS.items():
        if key in value:
            raise CannotLook(f"{named}: {name} is not read yet", fix=_READ)
    if "openapi" not in value:
        return _draft(named, value.get("$schema", DRAFT))
    return _openapi(named, str(value["openapi"]), value.get("jsonSchemaDialect", DRAFT))


def _openapi(named: str, version: str, dialect: Any) -> str:
    if not version.startswith(("3.0.", "3.1.", "3.2.")):
        raise CannotLook(f"{named}: OpenAPI {clean(version, width=20)} is not read", fix=_READ)
    if dialect != DRAFT and not str(dialect).startswith("https://spec.openapis.org/oas/3."):
        raise CannotLook(
            f"{named}: schemas in {clean(dialect, width=60)} are not read in OpenAPI",
            fix="take jsonSchemaDialect out, and name the draft in the schema itself",
        )
    return f"OpenAPI {version[:3]}"


def _is_avro(value: Any) -> bool:
    """Avro names its records, and its `type` is a word that JSON Schema does not know or uses without a name."""
    if isinstance(value, list):
        return any(_is_avro(item) for item in value)
    return isinstance(value, dict) and value.get("type") in _AVRO and ("fields" in value or "symbols" in value)


def _draft(named: str, written: Any) -> str:
    if not isinstance(written, str) or not is_draft(written):
        raise CannotLook(f"{named}: the draft {clean(written, width=60)} is not known", fix=f"use {DRAFT}")
    return written.rstrip("#")


def broken_by(one: Reached) -> Iterator[Violation]:
    """What the dialect's own schema for schemas says of one; raises ImportError without its packages."""
    import jsonschema  # noqa: PLC0415 - loaded when a contract is opened

    oldest = one.dialect == "OpenAPI 3.0"
    default = jsonschema.Draft4Validator if oldest else jsonschema.Draft202012Validator
    kind = default if is_api(one.dialect) else validator_class(one.dialect)
    for error in kind(kind.META_SCHEMA).iter_errors(one.value):
        deepest = _deepest(error)
        at = (*one.pointer, *deepest.absolute_path)
        yield one.path, at, f"{pointer_text(at)}: {clean(deepest.message, width=160)}"


def violations(job: Description) -> Iterator[Violation]:
    """How an OpenAPI document breaks the OpenAPI Initiative's schema and rules; it may not come to an end.

    Raises:
        ImportError: a package of the extra `integration` is missing, or too old for this version.
        RecursionError: openapi-spec-validator follows a schema that contains itself without end.

    """
    import openapi_spec_validator  # noqa: PLC0415 - loaded when a contract is opened
    from jsonschema_path import SchemaPath  # noqa: PLC0415 - comes with it

    kind = getattr(openapi_spec_validator, f"OpenAPIV{job.standard[-3:].replace('.', '')}SpecValidator")
    value = job.documents[address_of(job.path)]
    broken = [_deepest(error) for error in kind.schema_validator.iter_errors(value)]
    for error in broken:
        at = tuple(error.absolute_path)
        yield job.path, at, f"{pointer_text(at)}: {clean(error.message, width=160)}"
    # The library's rules take a document of the right shape for granted.
    if broken or not job.sound:
        return

    def retrieve(address: str) -> Any:
        return job.documents[urldefrag(address).url]

    handlers = dict.fromkeys(("<all_urls>", "http", "https", "file"), retrieve)
    # It takes extensions for paths, too.
    paths = {path: item for path, item in value.get("paths", {}).items() if path.startswith("/")}
    document = SchemaPath.from_dict({**value, "paths": paths}, base_uri=address_of(job.path), handlers=handlers)
    # Without a place: they know schemas and defaults, and not where these stand.
    yield from ((job.path, (), clean(_deepest(error).message, width=160)) for error in kind(document).iter_errors())


def _deepest(error: Any) -> Any:
    """Of an error with alternatives, the one that got furthest: the others speak of what was not meant."""
    context = getattr(error, "context", None)
    return _deepest(max(context, key=lambda one: len(one.absolute_path))) if context else error
