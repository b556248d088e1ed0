"""The dialects of schemas: which validator stands for each, and which formats and words it really checks."""

import importlib
from functools import cache
from typing import Any

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_DRAFTS = ("http://json-schema.org/", "https://json-schema.org/")
_NOTHING_TO_CHECK = frozenset({"binary", "password"})
"""Formats of OpenAPI that any text has; a service that takes files cannot do without."""

_CHECKERS = (
    "fqdn",
    "idna",
    "isoduration",
    "jsonpointer",
    "rfc3339_validator",
    "rfc3986_validator",
    "uri_template",
    "webcolors",
)
"""Packages of the extra `integration` without which jsonschema silently leaves a format unchecked."""


def demand_checkers() -> None:
    """Raise ImportError unless everything is there that formats are checked with."""
    for name in _CHECKERS:
        importlib.import_module(name)


def is_api(standard: str) -> bool:
    """Whether a standard describes operations, and not messages."""
    return standard.startswith("OpenAPI")


def title_of(standard: str) -> str:
    """A standard as people call it: OpenAPI 3.1, draft-07, or draft 2020-12."""
    if is_api(standard):
        return standard
    word = standard.split("/")[-2]
    return word if word.startswith("draft") else f"draft {word}"


def dialect_of(schema: dict[str, Any], around: str) -> str:
    """The dialect in which a schema is judged: the one it names where that is known, else that of what is around it.

    Raises ImportError without the packages of the extra `integration`.
    """
    named = schema.get("$schema")
    return named.rstrip("#") if isinstance(named, str) and is_draft(named) else around


def is_draft(address: str) -> bool:
    """Whether an address is that of a JSON Schema draft with a validator; raises ImportError without its package."""
    # Others may be registered in this process, by whatever happens to be imported.
    return address.startswith(_DRAFTS) and validator_class(address.rstrip("#")) is not None


def validator_class(standard: str, way: str = "") -> Any:
    """The validator of a standard, or None where there is none.

    `way` is `request` or `response`: OpenAPI 3.0 requires readOnly properties in answers only, writeOnly ones in
    questions only. Raises ImportError without the packages of the extra `integration`.
    """
    import jsonschema  # noqa: PLC0415 - loaded when a contract is opened

    if not is_api(standard):
        nothing: Any = None
        return jsonschema.validators.validator_for({"$schema": standard}, default=nothing)
    import openapi_schema_validator as oas  # noqa: PLC0415 - only for OpenAPI

    if standard == "OpenAPI 3.0":
        kinds = {"request": oas.OAS30WriteValidator, "response": oas.OAS30ReadValidator}
        return kinds.get(way, oas.OAS30Validator)
    return oas.OAS31Validator if standard == "OpenAPI 3.1" else oas.OAS32Validator


@cache
def format_checker(standard: str) -> Any:
    """What checks the formats of a standard; raises ImportError without its packages."""
    import jsonschema  # noqa: PLC0415 - loaded when a contract is opened

    own = validator_class(standard).FORMAT_CHECKER.checkers
    newest = jsonschema.Draft202012Validator.FORMAT_CHECKER.checkers
    # An older draft may use a newer name, such as uuid; `time` in OpenAPI's own set is that of draft 3.
    known = {**own, **newest} if is_api(standard) else {**newest, **own}
    checker = jsonschema.FormatChecker(())
    for name, (check, raised) in known.items():
        # Some raise more than they say, such as that of `byte` on text beyond ASCII: that text is refused, too.
        told = raised if isinstance(raised, tuple) else (raised,)
        checker.checkers[name] = (check, (*told, ValueError))
    return checker


@cache
def checked_formats(standard: str) -> frozenset[str]:
    """The names of the formats that a check stands behind; raises ImportError without its packages."""
    return frozenset(format_checker(standard).checkers) | (_NOTHING_TO_CHECK if is_api(standard) else frozenset())


@cache
def judged_words(standard: str) -> frozenset[str]:
    """The keywords that a validator of this standard acts upon, by themselves or through a neighbour."""
    words = frozenset(validator_class(standard).VALIDATORS)
    if "if" in words:
        words |= {"then", "else"}
    if "dependentRequired" in words:
        words |= {"minContains", "maxContains", "contentSchema"}
    if "$ref" in words and "maximum" in words and "exclusiveMaximum" not in words:
        words |= {"exclusiveMaximum", "exclusiveMinimum"}
    # Draft 3 writes it into the property.
    return words | {"required"} if "extends" in words else words


def skips_beside_references(standard: str) -> bool:
    """Whether whatever stands beside a `$ref` is passed over: until draft 7, and in OpenAPI 3.0."""
    return standard == "OpenAPI 3.0" or "draft-0" in standard
