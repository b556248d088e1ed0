"""The YAML that closes a gap, ready to be pasted and corrected."""

from collections.abc import Iterator, Sequence
from typing import Any

from pytest_prodready.core.declaration import Declaration
from pytest_prodready.core.gate import Gate
from pytest_prodready.manifest.shape import Field, fields


def add_declaration(gate: Gate) -> str:
    """A whole entry of the first section that owes it to the gate: one for which it is optional closes no gap.

    It is the section's own example, or where that lacks what the gate needs, an entry of just what must be there.
    """
    kind = next((kind for kind in gate.subjects if kind not in gate.optional_for), gate.subjects[0])
    example = kind.example.rstrip()
    if not kind.named or all(f"{need.rpartition('.')[2]}: " in example for need in gate.needs):
        return example
    head = example.split("\n")[: len(kind.section.split(".")) + 1]
    required = [field.attribute for field in fields(kind) if field.required]
    return "\n".join([*head, *_lines(kind, None, [*required, *gate.needs], len(head))])


def add_field(subject: Declaration, names: Sequence[str]) -> str:
    """The missing fields of an entry that stands, under the keys that lead to them."""
    keys = [*subject.section.split("."), *([subject.name] if subject.named else [])]
    lines = ["  " * depth + f"{key}:" for depth, key in enumerate(keys)]
    return "\n".join([*lines, *_lines(type(subject), subject, names, len(keys))])


def _lines(kind: type, entry: Any, names: Sequence[str], depth: int) -> Iterator[str]:
    """Fields by their dotted paths; of a nested entry that is there only these, of a new one what it must have too."""
    known = {field.attribute: field for field in fields(kind)}
    for name in dict.fromkeys(name.partition(".")[0] for name in names):
        field, margin = known[name], "  " * depth
        below = [path.removeprefix(f"{name}.") for path in names if path.startswith(f"{name}.")]
        inner = None if entry is None else getattr(entry, name)
        if below and inner is not None:
            yield f"{margin}{field.key}:"
            yield from _lines(type(inner), inner, below, depth + 1)
        else:
            yield f"{margin}{field.key}: {_new(field, below) if below else field.example}"


def _new(field: Field, below: Sequence[str]) -> str:
    wanted = [one for one in fields(field.shape) if one.required or one.attribute in below]
    return f"{{{', '.join(f'{one.key}: {one.example}' for one in wanted)}}}"
