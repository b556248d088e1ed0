"""The team's own way to its data, and what it has to bring."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from pytest_prodready.core.declaration import entry
from pytest_prodready.core.kind import DURATION, ENTRY_POINT


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """A function without arguments that returns rows; how many at least, within which time (seconds)."""

    loader: Annotated[str, ENTRY_POINT] = entry(
        "The function that loads the rows; it is called without arguments.", example="src/churn/data.py:load"
    )
    rows: int = entry("The fewest rows that it must return.", example="1000")
    within: Annotated[float, DURATION] = entry(
        "How long it may take, its imports and the last row included.", example="30s"
    )
    env: Mapping[str, str] = entry(
        "Environment variables it needs; nothing else of yours is passed on.",
        example="{CRM: data/crm.sqlite}",
        default_factory=dict,
    )

    def __post_init__(self) -> None:
        if self.rows < 1:
            raise ValueError("rows is at least 1: a loader that may return nothing shows nothing")
