"""What pandas makes of a file's columns, asked of pandas itself on no row and on one row of nulls."""

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pytest_prodready.instruments.tables.part import Format
from pytest_prodready.instruments.tables.table import Table


@dataclass(frozen=True, slots=True)
class Outline:
    """`names` are the frame's columns; for parquet, their dtypes where all values are there, and where one lacks."""

    names: tuple[str, ...]
    filled: dict[str, Any]
    lacking: dict[str, Any]


def outline(table: Table, root: Path) -> Outline | None:
    """The outline of a table, or None where only pandas knows how its values become a frame.

    That is jsonl, a CSV of one column (pandas passes over its blank lines), names that are no text, and files
    whose columns have different types.
    """
    read = {Format.CSV: _of_csv, Format.PARQUET: _of_parquet}.get(table.format)
    if read is None or (table.format is Format.CSV and len(table.columns) == 1):
        return None
    first, *others = (read(root / part.path) for part in table.parts)
    known = set(first.names) <= set(table.columns) if table.format is Format.PARQUET else first.names == table.columns
    return first if known and all(other == first for other in others) else None


def _of_csv(file: Path) -> Outline:
    import pandas as pd  # noqa: PLC0415 - heavy

    return Outline(tuple(pd.read_csv(file, nrows=0, index_col=False).columns), {}, {})


def _of_parquet(file: Path) -> Outline:
    import pyarrow as pa  # type: ignore[import-untyped] # noqa: PLC0415 - ships no types; heavy
    import pyarrow.parquet as pq  # type: ignore[import-untyped] # noqa: PLC0415 - the same

    schema = pq.read_schema(file)
    filled = _as_pandas_reads(pq, schema.empty_table())
    lacking = _as_pandas_reads(pq, pa.table([pa.nulls(1, field.type) for field in schema], schema=_nullable(schema)))
    return Outline(tuple(filled.columns), dict(filled.dtypes), dict(lacking.dtypes))


def _nullable(schema: Any) -> Any:
    import pyarrow as pa  # noqa: PLC0415 - heavy

    return pa.schema([field.with_nullable(True) for field in schema], metadata=schema.metadata)


def _as_pandas_reads(pq: Any, rows: Any) -> Any:
    import pandas as pd  # noqa: PLC0415 - heavy

    buffer = io.BytesIO()
    pq.write_table(rows, buffer)
    buffer.seek(0)
    return pd.read_parquet(buffer, engine="pyarrow")
