"""What the source says it sent, window by window."""

from dataclasses import dataclass
from typing import Annotated

from pytest_prodready.core.declaration import entry
from pytest_prodready.core.kind import GLOB, SHARE


@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness:
    """The counts of the source, and the share of a window's rows that may be lost on the way."""

    source: Annotated[str, GLOB] = entry(
        "A table of what the source counted: parquet, csv or jsonl.", example="data/counts.csv"
    )
    window: str = entry(
        "Its column of windows: months (2026-03), days (2026-03-14) or hours (2026-03-14T10).", example="event_day"
    )
    rows: str = entry("Its column of how many rows each window has.", example="rows")
    budget: Annotated[float, SHARE] = entry(
        "The share of a window's rows that may be missing.", example="1%", default=0.0
    )

    def __post_init__(self) -> None:
        if self.window == self.rows:
            raise ValueError("window and rows are two columns")
