"""The corrupted copies of a sample, each as pandas would read it from a file of the table's own format."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pytest_prodready.instruments.schemas.standards.cells import Cells
from pytest_prodready.instruments.schemas.teeth.column_corruptions import COLUMN_CORRUPTIONS
from pytest_prodready.instruments.schemas.teeth.table_corruptions import TABLE_CORRUPTIONS, repeated_key
from pytest_prodready.instruments.tables.part import Format

ROWS = 500
"""Rows of the sample: a rule about single rows is broken by fifty of them as well as by millions."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A sample with one thing wrong: the corruption's name, the column it is in (none: the whole table), the rows.

    `alone` says that every other column is as it was.
    """

    corruption: str
    column: str
    frame: Any
    alone: bool = False


def sampled(frame: Any) -> Any:
    """Rows at equal distances, in their order."""
    return frame if len(frame) <= ROWS else frame.iloc[:: -(-len(frame) // ROWS)]


def copies(
    sample: Any, kind: Format, *, key: Sequence[str], may_have_more: bool, cells: Cells | None = None
) -> Iterator[Copy]:
    """Every corrupted copy that differs from the sample; where more columns are welcome, one more is none."""
    for column, frame in repeated_key(sample, key):
        yield Copy("repeated_key", column, reread(frame, kind, cells))
    for name, breaks in TABLE_CORRUPTIONS.items():
        if name != "extra_column" or not may_have_more:
            for column, frame in breaks(sample):
                yield Copy(name, str(column), reread(frame, kind, cells))
    for name, corrupt in COLUMN_CORRUPTIONS.items():
        for column in sample.columns:
            broken = corrupt(sample[column])
            if broken is not None and not broken.equals(sample[column]):
                yield Copy(name, str(column), reread(sample.assign(**{column: broken}), kind, cells), alone=True)


def reread(frame: Any, kind: Format, cells: Cells | None = None) -> Any:
    """The frame as pandas reads it back: one word makes text of a column of a CSV, and parquet keeps one type.

    A schema that says what the text of a cell stands for has its own `cells`.
    """
    import pandas as pd  # noqa: PLC0415 - heavy

    if cells is not None and kind is not Format.PARQUET and len(frame):
        text = _csv(frame) if kind is Format.CSV else _lines(frame)
        own = cells.as_pandas_writes()
        return own.typed(own.read(io.StringIO(text), kind), kind)
    if kind is Format.CSV:
        return pd.read_csv(io.StringIO(_csv(frame)), low_memory=False, index_col=False)
    if kind is Format.JSONL:
        return pd.read_json(io.StringIO(_lines(frame)), lines=True) if len(frame) else frame
    mixed = [name for name in frame.columns if frame[name].dtype == object]
    texts = {
        name: frame[name].where(frame[name].isna(), frame[name].astype(str)) for name in mixed if _mixed(frame[name])
    }
    buffer = io.BytesIO()
    frame.assign(**texts).to_parquet(buffer, engine="pyarrow")
    return pd.read_parquet(buffer, engine="pyarrow")


def _csv(frame: Any) -> str:
    return str(frame.to_csv(index=False))


def _lines(frame: Any) -> str:
    return str(frame.to_json(orient="records", lines=True, date_format="iso"))


def _mixed(values: Any) -> bool:
    return len({type(value) for value in values.dropna()}) > 1
