"""What a model must not decide by, directly or through something that stands for it."""

from dataclasses import dataclass
from typing import Annotated

from pytest_prodready.core.declaration import entry
from pytest_prodready.core.kind import ENTRY_POINT, SHARE


@dataclass(frozen=True, slots=True, kw_only=True)
class Banned:
    """The columns of the table that no prediction may depend on, and how close a used one may come to them."""

    columns: tuple[str, ...] = entry("The columns that nothing may depend on.", example="[gender, ethnicity]")
    predict: Annotated[str, ENTRY_POINT] = entry(
        "The function that takes a list of rows (dicts) and returns one score a row.",
        example="src/churn/model.py:predict_proba",
    )
    association: Annotated[float, SHARE] = entry(
        "Cramér's V up to which a column that is used may be associated with a banned one.",
        example="0.3",
        default=0.3,
    )

    def __post_init__(self) -> None:
        if not self.columns:
            raise ValueError("columns names at least one column that is banned")
