"""How the truth comes back to the predictions that were made."""

from dataclasses import dataclass
from typing import Annotated

from pytest_prodready.core.declaration import entry
from pytest_prodready.core.kind import DURATION, SHARE


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelFeedback:
    """Which predictions these labels belong to, and how many of them must come back within which time."""

    predictions: str = entry("The dataset of the predictions that were made.", example="customers")
    key: tuple[str, ...] = entry("The columns that both have, by which a label finds its prediction.", example="[id]")
    predicted: str = entry("The column that says when a prediction was made.", example="scored_at")
    labelled: str = entry("The column that says when a label was known to us.", example="landed_at")
    within: Annotated[float, DURATION] = entry("How long a label may take.", example="45 days")
    joined: Annotated[float, SHARE] = entry(
        "The share of predictions older than that which must have one.", example="95%", default=0.95
    )

    def __post_init__(self) -> None:
        if not self.key:
            raise ValueError("key names at least one column")
