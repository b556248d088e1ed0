"""Which columns say when a row happened, and what must hold of those times."""

from dataclasses import dataclass
from typing import Annotated

from pytest_prodready.core.declaration import entry
from pytest_prodready.core.kind import SPAN


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """The column of the event and how far back it must reach. Spans are in days."""

    event: str = entry("The column that says when a row happened.", example="snapshot_month")
    history: Annotated[int, SPAN] = entry(
        "How far the events must reach, from the first to the last.", example="12 months", default=365
    )
