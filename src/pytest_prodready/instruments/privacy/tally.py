"""What was found in one place: counts of each kind and the first rows or lines, never the values."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

EXAMPLES = 3


@dataclass(slots=True)
class Tally:
    """`place` is a column or a file; `rows` are the first in which something was found, `unit` what they are.

    `canaries` are the kinds of the planted ones that the same scan met.
    """

    place: str
    unit: str
    kinds: Counter[str] = field(default_factory=Counter)
    rows: list[str] = field(default_factory=list)
    canaries: set[str] = field(default_factory=set)

    def add(self, kinds: Iterable[str], row: str, count: int = 1) -> None:
        """Take note of what one text holds that was met so often."""
        for kind in kinds:
            self.kinds[kind] += count
            if row not in self.rows and len(self.rows) < EXAMPLES:
                self.rows.append(row)

    @property
    def found(self) -> int:
        """How many pieces of personal data there are."""
        return self.kinds.total()

    def __str__(self) -> str:
        counts = ", ".join(f"{count:,} {_plural(kind, count)}" for kind, count in self.kinds.items())
        return f"{self.place}: {counts}; first {self.unit} {', '.join(self.rows)}"


def _plural(kind: str, count: int) -> str:
    return kind if count == 1 else f"{kind}es" if kind.endswith("s") else f"{kind}s"
