"""What a detector says of one column."""

from dataclasses import dataclass

from pytest_prodready.core.estimate import Estimate


@dataclass(frozen=True, slots=True)
class Finding:
    """How far one column drifted, and for a test its corrected p-value; `seen` is what a person reads beside it."""

    column: str
    effect: Estimate
    p: float | None
    seen: str
