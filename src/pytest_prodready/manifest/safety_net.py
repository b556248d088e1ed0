"""The published schema as a second opinion: what it refuses and the typed reader let through is a problem too."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from pytest_prodready.core.declaration import Declaration
from pytest_prodready.core.hostile import clean
from pytest_prodready.core.problem import Problem
from pytest_prodready.manifest.messages import shown
from pytest_prodready.manifest.schema import schema
from pytest_prodready.manifest.typed import TypedReader, path_text


def unforeseen(value: object, kinds: Sequence[type[Declaration]], reader: TypedReader) -> Iterator[Problem]:
    """Each violation of the schema, at its line."""
    import jsonschema  # noqa: PLC0415 - a run that stops at an unreadable manifest needs none

    validator = jsonschema.Draft202012Validator(schema(kinds))
    plain = as_json(value)
    if validator.is_valid(plain):
        return
    for error in validator.iter_errors(plain):
        path = tuple(error.absolute_path)
        rule = clean(json.dumps({error.validator: error.validator_value}), width=120)
        # Never the library's own message: it holds the repr of what it met.
        yield Problem(reader.at(path), f"{path_text(path)} does not fit the schema", shown(error.instance), rule)


def as_json(value: Any) -> Any:
    """The same value with dates as their text, which is how JSON has them."""
    if isinstance(value, dict):
        return {key: as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_json(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
