"""Sample messages in `valid/` and `invalid/`, and which schema each is a sample of."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pytest_prodready.core.hostile import clean
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.contracts.contract import Contract
from pytest_prodready.instruments.contracts.shelf import address_of
from pytest_prodready.reading.files import expand, read
from pytest_prodready.reading.strict_json import load
from pytest_prodready.reading.strict_yaml import Unreadable

_FORM = 'write {"operation": "POST /score", "request": …} or {"operation": …, "status": 200, "response": …}'


@dataclass(frozen=True, slots=True)
class Sample:
    """A message, the folder's word on it, and the address of the schema it is held against."""

    path: str
    sha256: str
    valid: bool
    schema: str
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
        value = load(content.data, path)
    except Unreadable as error:
        fix = "correct the JSON" if valid else "an invalid sample is good JSON that the contract must refuse"
        raise CannotLook(str(error), fix=fix) from None
    if not contract.is_api:
        return Sample(path, content.sha256, valid, address_of(contract.path), value)
    pointer, message = _of_operation(path, value, contract)
    return Sample(path, content.sha256, valid, f"{address_of(contract.path)}#{pointer}", message)


def _of_operation(path: str, value: Any, contract: Contract) -> tuple[str, Any]:
    named = {operation.name: operation for operation in contract.operations}
    operation = named.get(str(value.get("operation"))) if isinstance(value, dict) else None
    if operation is None:
        raise CannotLook(f"{path}: it names no operation of {contract.path}", fix=_FORM, details=tuple(sorted(named)))
    if "request" in value:
        inner: tuple[str, ...] = ("requestBody", "content", "application/json", "schema")
        message = value["request"]
    elif "response" in value:
        inner = ("responses", str(value.get("status", 200)), "content", "application/json", "schema")
        message = value["response"]
    else:
        raise CannotLook(f"{path}: it holds no request and no response", fix=_FORM)
    target: Any = operation.value
    for step in inner:
        target = target.get(step) if isinstance(target, dict) else None
    if target is None:
        raise CannotLook(
            f"{path}: {clean(operation.name, width=60)} has no {'/'.join(inner)}", fix="a JSON body with a schema"
        )
    steps = (*operation.pointer, *inner)
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps), message
