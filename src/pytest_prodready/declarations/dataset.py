"""A table that the system learns from, is judged on, or meets in production."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, ClassVar

from pytest_prodready.core.declaration import Declaration, entry
from pytest_prodready.core.kind import GLOB, PATH, SHARE
from pytest_prodready.declarations.access import Access
from pytest_prodready.declarations.banned import Banned
from pytest_prodready.declarations.completeness import Completeness
from pytest_prodready.declarations.drift import Drift
from pytest_prodready.declarations.label_feedback import LabelFeedback
from pytest_prodready.declarations.labels import Labels
from pytest_prodready.declarations.leakage import Leakage
from pytest_prodready.declarations.pipeline import Pipeline
from pytest_prodready.declarations.privacy import Privacy
from pytest_prodready.declarations.representative import Representative
from pytest_prodready.declarations.samples import SAMPLE, Sample
from pytest_prodready.declarations.time import Time


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
    time: {event: snapshot_month, history: 12 months, max_age: 40 days}
"""

    source: Annotated[str, GLOB] = entry("File or pattern: parquet, csv or jsonl.", example="data/customers/*.parquet")
    schema: str | None = entry(
        "A pandera schema or model (path/file.py:Name), pandera YAML, an Open Data Contract, a Table Schema, a data "
        "package, or a JSON Schema of one row; path:table picks one of several tables.",
        example="schemas/customers.py:Customers",
        default=None,
    )
    teeth: Annotated[float, SHARE] = entry(
        "The share of corruptions that the schema must refuse.", example="90%", default=0.8
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
    pipeline: Pipeline | None = entry(
        "The command that makes it, and the batches that it is tried on.",
        example='{command: ["{python}", prepare.py], reads: raw.csv, writes: rows.csv, poisoned: [tests/bad/*.csv]}',
        default=None,
    )
    privacy: Privacy | None = entry(
        "Where personal data may be; nowhere else may be any.",
        example="{columns: [email], logs: [logs/*.jsonl]}",
        default=None,
    )
    label_feedback: LabelFeedback | None = entry(
        "Which predictions these labels belong to, and how many must come back in time.",
        example="{predictions: customers, key: [id], predicted: scored_at, labelled: landed_at, within: 45 days}",
        default=None,
    )
    banned: Banned | None = entry(
        "What the model must not decide by.",
        example="{columns: [gender], predict: src/churn/model.py:predict_proba}",
        default=None,
    )
    redact: tuple[str, ...] = entry("Columns whose values are never printed.", example="[email]", default=())
    drift: Drift | None = entry(
        "Which dataset this sample is compared with, by which detector, and what that one must notice.",
        example="{reference: customers, columns: [tenure], shifts: [{column: tenure, by: 0.5}]}",
        default=None,
    )
    provenance: Annotated[str, PATH] | None = entry(
        "Where the rows come from: a sidecar (source, query, extracted, files), dvc.lock, a .dvc file or Croissant.",
        example="data/customers.provenance.yaml",
        default=None,
    )
    samples: tuple[Annotated[Sample, SAMPLE], ...] | None = entry(
        "A sample of each source and format, as it is delivered: {path, rename}, or its path alone.",
        example="[{path: data/samples/crm.csv, rename: {CustID: customer_id}}, data/samples/billing.jsonl]",
        default=None,
    )
    access: Access | None = entry(
        "The team's own loader, and how many rows it must return within which time.",
        example="{loader: src/churn/data.py:load, rows: 1000, within: 30s}",
        default=None,
    )
    time: Time | None = entry(
        "Which columns say when a row happened and arrived, how far back they reach and how old they may be.",
        example="{event: snapshot_month, history: 12 months, max_age: 40 days}",
        default=None,
    )
    completeness: Completeness | None = entry(
        "How many rows the source sent in each window, to be held against those that landed.",
        example="{source: data/counts.csv, window: event_day, rows: rows, budget: 1%}",
        default=None,
    )
    leakage: Leakage | None = entry(
        "What the model was trained on, and the column it predicts: neither may be found in this dataset.",
        example="{training: customers, target: churned}",
        default=None,
    )
    representative: Representative | None = entry(
        "The dataset of production that this sample stands for, and how far the two may be told apart.",
        example="{of: customers}",
        default=None,
    )
    labels: Labels | None = entry(
        "Which column holds the labels, who labelled twice, and how far labels may contradict each other.",
        example="{target: churned, second: churned_by_b, kappa: 0.6, contradictions: 1%}",
        default=None,
    )
