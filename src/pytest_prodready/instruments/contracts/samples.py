"""Sample messages in `valid/` and `invalid/`, and which schema each is a sample of."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pytest_prodready.core.hostile import clean
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.contracts.contract import Contract
from pytest_prodready.instruments.contracts.operations import Operation, mapping
from pytest_prodready.instruments.contracts.shelf import address_of
from pytest_prodready.reading.files import expand, read
from pytest_prodready.reading.strict_json import load
from pytest_prodready.reading.strict_yaml import Unreadable

_FORM = 'write {"operation": "POST /score", "request": …} or {"operation": …, "status": 200, "response": …}'


@dataclass(frozen=True, slots=True)
class Sample:
    """A message, the folder's word on it, and the address of the schema it is held against.

    `way` is `request` or `response` for an operation's message, and empty for one of a JSON Schema.
    """

    path: str
    sha256: str
    valid: bool
    schema: str
    way: str
    message: Any


def read_samples(root: Path, folder: str, contract: Contract) -> tuple[Sample, ...]:
    """Every sample in the folder's `valid/` and `invalid/`; raises CannotLook where one of these has none."""
    return tuple(
        _read(root, path, contract, valid=kind == "valid")
        for kind in ("valid", "invalid")
        for path in expand(root, f"{folder.rstrip('/')}/{kind}/*.json")
    )


def _read(root: Path, path: str, contract: Contract, *, valid: bool) -> Sample:
    content = read(root, path)
    try:
        value: Any = load(content.data, path)
    except Unreadable as error:
        fix = "correct the JSON" if valid else "an invalid sample is good JSON that the contract must refuse"
        raise CannotLook(clean(error), fix=fix) from None
    if not contract.is_api:
        return Sample(path, content.sha256, valid, address_of(contract.path), "", value)
    named = clean(path, width=120)
    operation = _operation(named, value, contract)
    way = next((word for word in ("request", "response") if word in value), None)
    if way is None:
        raise CannotLook(f"{named}: it holds no request and no response", fix=_FORM)
    schema = _schema(contract, operation, way, str(value.get("status", 200)))
    if schema is None:
        raise CannotLook(
            f"{named}: {clean(operation.name, width=60)} has no schema for this {way} in JSON",
            fix="give the operation a JSON body with a schema, or correct the sample's status",
        )
    return Sample(path, content.sha256, valid, schema, way, value[way])


def _operation(named: str, value: Any, contract: Contract) -> Operation:
    operations = {one.name: one for one in contract.operations}
    found = operations.get(str(value.get("operation"))) if isinstance(value, dict) else None
    if found is None:
        known = tuple(f"there is {clean(name, width=80)}" for name in sorted(operations)[:10])
        raise CannotLook(f"{named}: it names no operation of {clean(contract.path)}", fix=_FORM, details=known)
    return found


def _schema(contract: Contract, operation: Operation, way: str, status: str) -> str | None:
    """The address of the schema of one message of an operation."""
    resolve = contract.survey.resolved
    if way == "request":
        body = resolve(operation.value.get("requestBody"))
    else:
        responses = mapping(operation.value.get("responses"))
        code = next((code for code in (status, f"{status[:1]}XX", "default") if code in responses), None)
        body = resolve(responses[code]) if code else None
    media = resolve(_json_of(mapping(mapping(body).get("content"))))
    if "schema" not in mapping(media):
        return None
    path, pointer = contract.shelf.spot(media)
    return address_of(path, (*pointer, "schema"))


def _json_of(content: Mapping[str, Any]) -> Any:
    """What is said of the first media type that is JSON: itself, with a parameter, or under another name."""
    for media, about in content.items():
        kind = media.partition(";")[0].strip().lower()
        if kind == "application/json" or kind.endswith("+json"):
            return about
    return None
