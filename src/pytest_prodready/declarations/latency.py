"""How fast an answer must come, and under which load."""

from dataclasses import dataclass
from typing import Annotated

from pytest_prodready.core.declaration import entry
from pytest_prodready.core.kind import DURATION, RATE, SHARE


@dataclass(frozen=True, slots=True, kw_only=True)
class Latency:
    """A budget for one or more percentiles of the response time at an arrival rate. Times in seconds."""

    p50: Annotated[float, DURATION] | None = entry("Budget for the median.", example="50ms", default=None)
    p95: Annotated[float, DURATION] | None = entry("Budget for the 95th percentile.", example="200ms", default=None)
    p99: Annotated[float, DURATION] | None = entry("Budget for the 99th percentile.", example="400ms", default=None)
    at: Annotated[float, RATE] = entry("Arrival rate of the requests.", example="50/s")
    duration: Annotated[float, DURATION] = entry(
        "How long the load is offered.", example="10s", default=10.0, key="for"
    )
    errors: Annotated[float, SHARE] = entry("The share of requests that may fail.", example="0.1%", default=0.0)

    def __post_init__(self) -> None:
        budgets = self.budgets
        if not budgets:
            raise ValueError("a latency budget names at least one percentile: p50, p95 or p99")
        limits = list(budgets.values())
        if limits != sorted(limits):
            raise ValueError("a higher percentile cannot have a smaller budget: p50 <= p95 <= p99")

    @property
    def budgets(self) -> dict[float, float]:
        """Percentile (0.95) to its limit in seconds, the lowest first."""
        given = {0.50: self.p50, 0.95: self.p95, 0.99: self.p99}
        return {percentile: limit for percentile, limit in given.items() if limit is not None}
