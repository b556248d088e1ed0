"""The YAML that closes a gap, ready to be pasted and corrected."""

import re
from collections.abc import Iterator, Sequence

from pytest_prodready.core.declaration import Declaration
from pytest_prodready.core.gate import Gate


def add_declaration(gate: Gate) -> str:
    """A whole entry of the first section that owes it to the gate: one for which it is optional closes no gap.

    What the gate needs and the section's example does without, stands below it.
    """
    kinds = [kind for kind in gate.subjects if kind not in gate.optional_for]
    kind = (kinds or gate.subjects)[0]
    example = kind.example.rstrip()
    written = set(re.findall(r"\w+(?=:)", example))
    depth = len(kind.section.split(".")) + kind.named
    return "\n".join((example, *(line for line in _fields(kind, gate.needs, depth) if _key(line) not in written)))


def add_field(subject: Declaration, fields: Sequence[str]) -> str:
    """The missing fields of an entry that stands, under the keys that lead to them."""
    keys = [*subject.section.split("."), *([subject.name] if subject.named else [])]
    lines = ["  " * depth + f"{key}:" for depth, key in enumerate(keys)]
    return "\n".join((*lines, *_fields(type(subject), fields, len(keys))))


def _fields(kind: type[Declaration], names: Sequence[str], depth: int) -> Iterator[str]:
    for name in names:
        about = kind.__dataclass_fields__[name].metadata
        yield "  " * depth + f"{about['key'] or name}: {about['example']}"


def _key(line: str) -> str:
    return line.strip().partition(":")[0]
