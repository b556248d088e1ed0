"""A table as the pandas frame that its schema was written for."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pytest_prodready.core.hostile import clean
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.schemas.standards.cells import Cells
from pytest_prodready.instruments.tables.part import Format
from pytest_prodready.instruments.tables.table import Table

MOST_CELLS = 200_000_000
"""A cell takes 8 bytes and more; beyond this the frame and the copy that pandera makes pass 3 GiB."""


def frame_of(
    table: Table, root: Path, *, keep_index: bool, columns: Sequence[str] | None = None, reading: Cells | None = None
) -> Any:
    """The rows as pandas reads them by default: read_csv, read_parquet, read_json(lines=True).

    A schema names the types of pandas, so pandas itself does the reading; a whole column decides its type.
    The index is thrown away unless the schema speaks of it. With `columns` only these are read. A schema that says
    what the text of a cell stands for brings its own `reading`, of all columns.

    Raises:
        CannotLook: there are too many cells for memory, or pandas reads other rows than were counted.

    """
    width = len(table.columns if columns is None else columns)
    cells = table.rows * width
    if cells > MOST_CELLS:
        raise CannotLook(
            f"{table.source}: {table.rows:,} rows of {width} columns are more than the {MOST_CELLS:,} "
            "cells that a schema is held against",
            fix="name a part of the table as source",
        )
    import pandas as pd  # noqa: PLC0415 - heavy

    frames = [_read(pd, root / part.path, part.path, table.format, columns, reading) for part in table.parts]
    frame = frames[0] if len(frames) == 1 else pd.concat(frames, ignore_index=not keep_index)
    if len(frame) != table.rows:
        raise CannotLook(f"{table.source}: {table.rows:,} rows were counted, pandas reads {len(frame):,}")
    frame = frame if reading is None else reading.typed(frame, table.format)
    return frame if keep_index else frame.reset_index(drop=True)


def _read(pd: Any, file: Path, path: str, kind: Format, columns: Sequence[str] | None, reading: Cells | None) -> Any:
    try:
        if reading is not None and kind is not Format.PARQUET:
            return reading.read(file, kind)
        if kind is Format.CSV:
            return pd.read_csv(file, low_memory=False, index_col=False, usecols=columns)
        if kind is Format.PARQUET:
            return pd.read_parquet(file, engine="pyarrow", partitioning=None, columns=columns)
        whole = pd.read_json(file, lines=True)
        return whole if columns is None else whole[list(columns)]
    except Exception as error:  # noqa: BLE001 - pandas raises whatever its parsers do
        said = clean(f"{type(error).__name__}: {error}", width=200)
        raise CannotLook(f"{clean(path)}: pandas cannot read it: {said}", fix="write the file anew") from None
