"""Which formats are really checked with what is installed."""

from functools import cache

_OPENAPI = frozenset({"int32", "int64", "float", "double", "password", "byte", "binary"})
"""OpenAPI's own: ranges and encodings that its validators know, or widths that JSON numbers do not have."""


@cache
def checked_formats(*, api: bool) -> frozenset[str]:
    """The names of the formats that a check stands behind; raises ImportError without jsonschema."""
    import jsonschema  # noqa: PLC0415 - loaded when a contract is opened

    return frozenset(jsonschema.FormatChecker().checkers) | (_OPENAPI if api else frozenset())
