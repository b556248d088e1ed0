"""What a source counted beside what landed, in months, days or hours."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class Window(Enum):
    """The length of a window: how ibis truncates to it, how it is written, and the word before it."""

    MONTH = ("M", "%Y-%m", "in")
    DAY = ("D", "%Y-%m-%d", "on")
    HOUR = ("h", "%Y-%m-%dT%H", "at")

    @property
    def unit(self) -> str:
        """As the engine calls it."""
        return self.value[0]

    def written(self, start: datetime) -> str:
        """The key of a window as people write it."""
        return start.strftime(self.value[1])

    def spoken(self, start: datetime) -> str:
        """A window in a sentence: on 2026-03-14."""
        return f"{self.value[2]} {self.written(start)}"


@dataclass(frozen=True, slots=True)
class Pair:
    """One window in both counts."""

    source: int
    landed: int

    @property
    def dropped(self) -> float:
        """The share that is lost; zero where more has landed than was sent."""
        return max(0, self.source - self.landed) / self.source if self.source else 0.0

    @property
    def surplus(self) -> int:
        """The rows that landed and were never sent."""
        return max(0, self.landed - self.source)

    def __str__(self) -> str:
        return f"source {self.source:,}, landed {self.landed:,}"


@dataclass(frozen=True, slots=True)
class Windows:
    """The windows between the first and the last that the source counted; `outside` counts the rows of others."""

    length: Window
    source: Mapping[datetime, int]
    landed: Mapping[datetime, int]
    twice: tuple[datetime, ...]
    outside: int

    @property
    def pairs(self) -> dict[datetime, Pair]:
        """The windows that are in both, in their order."""
        return {start: Pair(rows, self.landed[start]) for start, rows in self._sorted() if start in self.landed}

    @property
    def empty(self) -> tuple[str, ...]:
        """The windows of which the source sent something and nothing landed."""
        lost = ((start, rows) for start, rows in self._sorted() if rows and start not in self.landed)
        return tuple(f"{self.length.written(start)}: {Pair(rows, 0)}" for start, rows in lost)

    @property
    def uncounted(self) -> tuple[str, ...]:
        """The windows of which something landed and the source says nothing."""
        unknown = sorted(start for start in self.landed if start not in self.source)
        return tuple(f"{self.length.written(start)}: landed {self.landed[start]:,}" for start in unknown)

    def _sorted(self) -> list[tuple[datetime, int]]:
        return sorted(self.source.items())
