"""The YAML that closes a gap, ready to be pasted and corrected."""

from collections.abc import Sequence

from pytest_prodready.core.declaration import Declaration


def add_declaration(kind: type[Declaration]) -> str:
    """A whole entry of a section."""
    return kind.example.rstrip()


def add_field(subject: Declaration, fields: Sequence[str]) -> str:
    """The missing fields of an entry that stands, under the keys that lead to them."""
    keys = [*subject.section.split("."), *([subject.name] if subject.named else [])]
    lines = ["  " * depth + f"{key}:" for depth, key in enumerate(keys)]
    for name in fields:
        about = subject.__dataclass_fields__[name].metadata
        lines.append("  " * len(keys) + f"{about['key'] or name}: {about['example']}")
    return "\n".join(lines)
