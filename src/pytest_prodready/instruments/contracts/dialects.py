"""The dialects of schemas: which validator stands for each, and which formats and words it really checks."""

from functools import cache
from typing import Any

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_NOTHING_TO_CHECK = frozenset({"binary", "password"})
"""Formats of OpenAPI that any text has; a service that takes files cannot do without."""


def is_api(standard: str) -> bool:
    """Whether a standard describes operations, and not messages."""
    return standard.startswith("OpenAPI")


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


def format_checker(standard: str) -> Any:
    """What checks the formats of a standard; raises ImportError without its packages."""
    import jsonschema  # noqa: PLC0415 - loaded when a contract is opened

    return validator_class(standard).FORMAT_CHECKER if is_api(standard) else jsonschema.FormatChecker()


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
