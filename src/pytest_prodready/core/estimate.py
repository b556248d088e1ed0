"""A number that stands for more than what was counted: a value with its confidence bounds."""

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Estimate:
    """`low` and `high` are one-sided bounds at `confidence`, from `n` observations.

    `method` names the bound (Wilson, order statistic, ...) for the report.

    Raises:
        ValueError: the bounds do not enclose the value, or nothing was observed.

    """

    value: float
    low: float
    high: float
    n: int
    confidence: float = 0.95
    method: str = ""

    def __post_init__(self) -> None:
        if self.n < 1:
            raise ValueError(f"an estimate needs at least one observation, got n={self.n}")
        if self.finite and not self.low <= self.value <= self.high:
            raise ValueError(f"the bounds [{self.low}, {self.high}] do not enclose {self.value}")

    @property
    def finite(self) -> bool:
        """Whether value and bounds are all ordinary numbers."""
        return all(math.isfinite(number) for number in (self.value, self.low, self.high))

    def needed(self, limit: float) -> int | None:
        """How many observations would bring the bound that matters to `limit`, at the same value.

        The margin of a confidence bound shrinks with the square root of n (the normal approximation);
        None when the value lies on the limit, where no number is enough.
        """
        room = abs(limit - self.value)
        margin = self.high - self.value if limit >= self.value else self.value - self.low
        if room == 0:
            return None
        return max(self.n + 1, math.ceil(round(self.n * (margin / room) ** 2, 6)))
