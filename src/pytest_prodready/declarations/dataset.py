"""A table that the system learns from, is judged on, or meets in production."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, ClassVar

from pytest_prodready.core.declaration import Declaration, entry
from pytest_prodready.core.kind import GLOB, SHARE
from pytest_prodready.declarations.drift import Drift
from pytest_prodready.declarations.labels import Labels
from pytest_prodready.declarations.leakage import Leakage
from pytest_prodready.declarations.representative import Representative


class Role(StrEnum):
    """What a dataset is for."""

    TRAINING = "training"
    EVALUATION = "evaluation"
    PRODUCTION = "production"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Dataset(Declaration):
    """A table: where it is, what it must look like, and how much dirt the system was shown to bear."""

    section: ClassVar[str] = "datasets"
    example: ClassVar[str] = """\
datasets:
  customers:
    source: data/customers/*.parquet
    schema: schemas/customers.py:Customers
    key: [customer_id]
"""

    source: Annotated[str, GLOB] = entry("File or pattern: parquet, csv or jsonl.", example="data/customers/*.parquet")
    schema: str | None = entry(
        "A pandera schema or model (path/file.py:Name), or a pandera YAML file.",
        example="schemas/customers.py:Customers",
        default=None,
    )
    key: tuple[str, ...] | None = entry("The columns that name a row.", example="[customer_id]", default=None)
    role: Role | None = entry("training, evaluation or production.", example="production", default=None)
    min_rows: int = entry("The fewest rows that prove anything.", example="100", default=1)
    missing: Mapping[str, Annotated[float, SHARE]] = entry(
        "The share of missing values each column may have; `default` is for columns not named.",
        example="{default: 2%, total_charges: 5%}",
        default_factory=dict,
    )
    duplicates: Annotated[float, SHARE] = entry(
        "The share of rows that may repeat a key or a whole row.", example="0%", default=0.0
    )
    redact: tuple[str, ...] = entry("Columns whose values are never printed.", example="[email]", default=())
    drift: Drift | None = entry(
        "Which dataset this sample is compared with, by which detector, and what that one must notice.",
        example="{reference: customers_training, columns: [tenure], shifts: [{column: tenure, by: 0.5}]}",
        default=None,
    )
    leakage: Leakage | None = entry(
        "What the model was trained on, and the column it predicts: neither may be found in this dataset.",
        example="{training: customers_training, target: churned}",
        default=None,
    )
    representative: Representative | None = entry(
        "The dataset of production that this sample stands for, and how far the two may be told apart.",
        example="{of: customers_production}",
        default=None,
    )
    labels: Labels | None = entry(
        "Which column holds the labels, who labelled twice, and how far labels may contradict each other.",
        example="{target: churned, second: churned_by_b, kappa: 0.6, contradictions: 1%}",
        default=None,
    )
