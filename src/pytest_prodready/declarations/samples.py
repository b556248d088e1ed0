"""A file as one of the sources delivers it, and how its columns are called in the table."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pytest_prodready.core.kind import GLOB, Kind

_KEYS = ("path", "rename")


@dataclass(frozen=True, slots=True)
class Sample:
    """`path` is a file or pattern; `rename` gives names of the sample's columns those of the table."""

    path: str
    rename: Mapping[str, str] = dataclasses.field(default_factory=lambda: MappingProxyType({}))


def _read(written: object) -> Sample:
    if not isinstance(written, dict):
        return Sample(str(GLOB.read(written)))
    unknown = [key for key in written if key not in _KEYS]
    if unknown or "path" not in written:
        raise ValueError("a sample is a path, or {path: file, rename: {its name: the table's name}}")
    return Sample(str(GLOB.read(written["path"])), _renaming(written.get("rename", {})))


def _renaming(written: object) -> Mapping[str, str]:
    if not isinstance(written, dict) or not all(isinstance(name, str) and name for name in written.values()):
        raise ValueError("rename maps the sample's names to the table's: {CustID: customer_id}")
    names = list(written.values())
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise ValueError(f"rename gives two columns the name {twice!r}")
    return MappingProxyType(dict(written))


SAMPLE = Kind(
    "sample",
    "",
    "a path or a pattern, or {path: file, rename: {CustID: customer_id}}",
    {
        "anyOf": [
            dict(GLOB.schema),
            {
                "type": "object",
                "properties": {
                    "path": dict(GLOB.schema),
                    "rename": {"type": "object", "additionalProperties": {"type": "string", "minLength": 1}},
                },
                "required": ["path"],
                "additionalProperties": False,
            },
        ]
    },
    _read,
)
