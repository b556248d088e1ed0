"""Which columns say when a row happened, and what must hold of those times."""

from dataclasses import dataclass
from typing import Annotated

from pytest_prodready.core.declaration import entry
from pytest_prodready.core.kind import CRON, DURATION, SHARE, SPAN


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """When a row happened and arrived, how far back that must reach and how old the newest may be.

    `history` is in days, the other times in seconds.
    """

    event: str = entry("The column that says when a row happened.", example="snapshot_month")
    history: Annotated[int, SPAN] = entry(
        "How far the events must reach, from the first to the last.", example="12 months", default=365
    )
    arrival: str | None = entry(
        "The column that says when a row arrived, where that is another time.", example="landed_at", default=None
    )
    max_age: Annotated[float, DURATION] | None = entry(
        "How old the newest row may be when the gates run.", example="40 days", default=None
    )
    schedule: Annotated[str, CRON] | None = entry(
        "The cron line, in UTC, by which the data are brought up to date.", example='"0 6 * * *"', default=None
    )
    watermark: Annotated[float, DURATION] | None = entry(
        "How late a row may arrive after its event: 99 of 100 must be there by then.", example="2 days", default=None
    )
    out_of_order: Annotated[float, SHARE] = entry(
        "The share of rows that may arrive after a later event has.", example="1%", default=0.01
    )

    def __post_init__(self) -> None:
        if self.arrival == self.event:
            raise ValueError("arrival names the column of the event: leave it out where there is no other time")
        if self.schedule is not None and self.max_age is None:
            raise ValueError("a schedule is held against max_age: write that too")
        if self.watermark is not None and self.arrival is None:
            raise ValueError("a watermark needs arrival: the column that says when a row arrived")
