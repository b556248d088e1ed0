"""How many records a file holds, counted by another reader than the one that makes a table of it."""

import csv
from pathlib import Path

from pytest_prodready.core.hostile import clean
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.tables.part import Format
from pytest_prodready.reading.files import located


def count_records(root: Path, path: str, kind: Format) -> int:
    """Records of one file: rows below a CSV's header, lines of a JSONL, rows of a Parquet footer.

    Lines without anything are none.

    Raises:
        CannotLook: the file cannot be read in this way.

    """
    file = located(root, path)
    if kind is Format.PARQUET:
        import pyarrow.parquet as pq  # type: ignore[import-untyped] # noqa: PLC0415 - ships no types; heavy

        return int(pq.read_metadata(file).num_rows)
    if kind is Format.JSONL:
        with file.open("rb") as stream:
            return sum(1 for line in stream if line.strip())
    with file.open(encoding="utf-8-sig", newline="") as text:
        try:
            return sum(1 for row in csv.reader(text, strict=True) if row) - 1
        except (csv.Error, UnicodeDecodeError) as error:
            raise CannotLook(f"{clean(path)}: its records cannot be counted: {clean(error, width=120)}") from None
