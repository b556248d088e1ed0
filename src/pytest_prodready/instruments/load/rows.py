"""Real rows that a predictor is timed with."""

import csv
import io
from pathlib import Path
from typing import Any

from pytest_prodready.core.looking import CannotLook
from pytest_prodready.reading.files import Content, read
from pytest_prodready.reading.strict_json import load
from pytest_prodready.reading.strict_yaml import Unreadable

MAX_ROWS = 1000


def read_rows(root: Path, path: str) -> tuple[Content, list[dict[str, Any]]]:
    """The first thousand rows of a csv (numbers as numbers, empty cells as None) or jsonl file.

    Raises:
        CannotLook: it is neither, cannot be read, or holds no row.

    """
    content = read(root, path)
    if path.endswith(".csv"):
        reader = csv.DictReader(io.StringIO(content.text()))
        rows = [
            {name: typed(cell) for name, cell in row.items()} for _, row in zip(range(MAX_ROWS), reader, strict=False)
        ]
    elif path.endswith(".jsonl"):
        rows = [_object(line, path) for line in content.text().splitlines()[:MAX_ROWS] if line.strip()]
    else:
        raise CannotLook(f"{path}: rows are read from .csv and .jsonl", fix="write the rows as one of these")
    if not rows:
        raise CannotLook(f"{path}: 0 rows", fix="commit real rows")
    return content, rows


def typed(cell: object) -> object:
    """A cell of a CSV as the number or the text that it stands for; an empty one is None."""
    if not isinstance(cell, str) or not cell:
        return None
    for kind in (int, float):
        try:
            return kind(cell)
        except ValueError:
            continue
    return cell


def _object(line: str, path: str) -> dict[str, Any]:
    try:
        row = load(line.encode(), path)
    except Unreadable as error:
        raise CannotLook(str(error)) from None
    if not isinstance(row, dict):
        raise CannotLook(f"{path}: a line is no object")
    return row
