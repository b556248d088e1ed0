"""The YAML that closes a gap, ready to be pasted and corrected."""

from collections.abc import Sequence

from pytest_prodready.core.declaration import Declaration
from pytest_prodready.core.gate import Gate


def add_declaration(gate: Gate) -> str:
    """A whole entry of the first section that owes it to the gate: one for which it is optional closes no gap."""
    kinds = [kind for kind in gate.subjects if kind not in gate.optional_for]
    return (kinds or gate.subjects)[0].example.rstrip()


def add_field(subject: Declaration, fields: Sequence[str]) -> str:
    """The missing fields of an entry that stands, under the keys that lead to them."""
    keys = [*subject.section.split("."), *([subject.name] if subject.named else [])]
    lines = ["  " * depth + f"{key}:" for depth, key in enumerate(keys)]
    for name in fields:
        about = subject.__dataclass_fields__[name].metadata
        lines.append("  " * len(keys) + f"{about['key'] or name}: {about['example']}")
    return "\n".join(lines)
