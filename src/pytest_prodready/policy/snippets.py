"""The YAML that closes a gap, ready to be pasted and corrected."""

from collections.abc import Sequence
from typing import Any

from pytest_prodready.core.declaration import Declaration
from pytest_prodready.core.gate import Gate
from pytest_prodready.manifest.shape import Field, fields


def add_declaration(gate: Gate) -> str:
    """A whole entry of the first section that owes it to the gate: one for which it is optional closes no gap."""
    kinds = [kind for kind in gate.subjects if kind not in gate.optional_for]
    return (kinds or gate.subjects)[0].example.rstrip()


def add_field(subject: Declaration, names: Sequence[str]) -> str:
    """The missing fields of an entry that stands, under the keys that lead to them."""
    keys = [*subject.section.split("."), *([subject.name] if subject.named else [])]
    lines = ["  " * depth + f"{key}:" for depth, key in enumerate(keys)]
    return "\n".join([*lines, *(_field(subject, name.split("."), len(keys)) for name in names)])


def _field(entry: Any, path: Sequence[str], depth: int) -> str:
    """One field on its line; of a nested entry that is there only the field, of a new one what it cannot do without."""
    field = _known(type(entry), path[0])
    inner = getattr(entry, path[0])
    if len(path) == 1:
        return "  " * depth + f"{field.key}: {field.example}"
    if inner is not None:
        return "  " * depth + f"{field.key}:\n" + _field(inner, path[1:], depth + 1)
    wanted = [one for one in fields(field.shape) if one.required or one.attribute == path[1]]
    return "  " * depth + f"{field.key}: {{{', '.join(f'{one.key}: {one.example}' for one in wanted)}}}"


def _known(kind: type, name: str) -> Field:
    return next(field for field in fields(kind) if field.attribute == name)
