"""A trained model: its file, how it is asked, and its card."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from pytest_prodready.core.declaration import Declaration, entry
from pytest_prodready.core.kind import ENTRY_POINT, PATH
from pytest_prodready.declarations.latency import Latency


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Model(Declaration):
    """A model that answers requests, in a service or called from Python."""

    section: ClassVar[str] = "models"
    example: ClassVar[str] = """\
models:
  churn:
    artifact: models/churn.joblib
    card: MODEL_CARD.md
"""

    artifact: Annotated[str, PATH] | None = entry("The trained file.", example="models/churn.joblib", default=None)
    predict: Annotated[str, ENTRY_POINT] | None = entry(
        "The function that takes a list of rows (dicts) and returns one score a row.",
        example="churn.model:predict_proba",
        default=None,
    )
    rows: Annotated[str, PATH] | None = entry(
        "Real rows (jsonl or csv) that the predictor is timed with.", example="data/holdout.csv", default=None
    )
    card: Annotated[str, PATH] | None = entry("The model card, in Markdown.", example="MODEL_CARD.md", default=None)
    latency: Latency | None = entry("How fast one prediction must be.", example="{p95: 50ms, at: 20/s}", default=None)
