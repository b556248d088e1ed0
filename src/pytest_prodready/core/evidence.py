"""What an instrument looked at, and what it saw."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Fact = str | int | float | bool | None


class Kind(StrEnum):
    """How the evidence came to be: measured in this run, imported from another tool, or a person's word."""

    MEASURED = "measured"
    IMPORTED = "imported"
    ATTESTED = "attested"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One look at one subject.

    `inspected` counts what was really looked at, in `unit` (rows, requests, words, bytes); zero proves
    nothing, and the engine says so. `sha256` is of the bytes that were parsed, where the subject has any.
    """

    subject: str
    inspected: int
    unit: str
    sha256: str | None = None
    kind: Kind = Kind.MEASURED
    facts: Mapping[str, Fact] = field(default_factory=dict)
