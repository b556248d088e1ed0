"""Which dataset a training sample must look like, and how far it may be told apart from it."""

from dataclasses import dataclass
from typing import Annotated

from pytest_prodready.core.declaration import entry
from pytest_prodready.core.kind import SHARE

AUC = 0.6
"""Chance is 0.5, and 0.6 is what a normal feature reaches that has moved by 0.36 standard deviations. A convention."""
MISSING = 0.05
"""Five points more of missing values is the least that people call a change. A convention."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Representative:
    """The dataset of production, the AUC at which a classifier tells it from this one, and missing values apart."""

    of: str = entry("The dataset that this one stands for.", example="customers")
    auc: float = entry("The AUC that a classifier of the two may reach.", example="0.6", default=AUC)
    missing: Annotated[float, SHARE] = entry(
        "How far the shares of missing values may lie apart in a column.", example="5%", default=MISSING
    )
    columns: tuple[str, ...] | None = entry(
        "The columns that are compared; without them all that both have, but keys and time.",
        example="[tenure, plan]",
        default=None,
    )
    time: str | None = entry(
        "The column that says when a row happened; it is not compared.", example="snapshot_month", default=None
    )
    seed: int = entry("What the choice of rows and the folds begin from.", example="0", default=0)

    def __post_init__(self) -> None:
        if not 0.5 < self.auc < 1:  # noqa: PLR2004 - the AUC of chance
            raise ValueError("auc lies between 0.5, which is chance, and 1, which allows everything")
        if not 0 < self.missing < 1:
            raise ValueError("missing lies between 0%, which no sample can prove, and 100%, which allows everything")
        if self.columns is not None and not self.columns:
            raise ValueError("columns names at least one column, or is left away")
        if self.columns is not None and len(set(self.columns)) < len(self.columns):
            raise ValueError("columns names a column twice")
        if self.time is not None and self.time in (self.columns or ()):
            raise ValueError(f"{self.time!r} is the time, which always differs: take it from columns")
        if not 0 <= self.seed < 2**31:
            raise ValueError("a seed is a whole number from 0 to 2,147,483,647")
