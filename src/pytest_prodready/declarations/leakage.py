"""What an evaluation dataset must not share with the one that the model was trained on."""

from dataclasses import dataclass

from pytest_prodready.core.declaration import entry

SINGLE_FEATURE = 0.95
"""No source names a limit: features of people and machines that are known beforehand seldom rank better on their own,
and what was written down after the outcome does. A convention."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leakage:
    """Which dataset the model was trained on, what it predicts, and how well one column alone may predict it."""

    training: str = entry("The dataset that the model was trained on.", example="customers")
    target: str = entry("The column that is predicted, in both datasets.", example="churned")
    single_feature_at_most: float = entry(
        "The AUC that no column may exceed on its own.", example="0.95", default=SINGLE_FEATURE
    )
    time: str | None = entry(
        "The column that says when a row happened: evaluation comes after training.",
        example="snapshot_month",
        default=None,
    )
    excluding: tuple[str, ...] = entry(
        "Columns that are left out when whole rows are compared, such as a row number.",
        example="[row_id]",
        default=(),
    )

    def __post_init__(self) -> None:
        if not 0.5 < self.single_feature_at_most < 1:  # noqa: PLR2004 - the AUC of chance
            raise ValueError("single_feature_at_most lies between 0.5, which is chance, and 1, which allows everything")
