"""The column names of one file, read before any row is."""

import csv
import io
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pytest_prodready.core.hostile import clean
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.tables.backend import quoted, run
from pytest_prodready.instruments.tables.part import Format
from pytest_prodready.instruments.tables.refusals import refusing

MOST_ROWS = 10**10
MOST_COLUMNS = 10_000
_HEADER = 1 << 20
_NAME = 10_000
"""Characters of a name; the limit of the csv module is shared by the whole process, and anybody may move it."""
_OTHER_DELIMITERS = (";", "\t", "|")


def column_names(connection: Any, file: Path, path: str, kind: Format) -> tuple[str, ...]:
    """The names in the order of the file.

    Raises:
        CannotLook: a name is missing or stands there twice, a CSV is separated by something else than commas,
            or a Parquet footer contradicts itself.

    """
    read = {Format.CSV: _of_csv, Format.PARQUET: _of_parquet}.get(kind)
    names = read(file, path) if read else _of_jsonl(connection, file, path)
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        raise CannotLook(f"{clean(path)}: the column {shown(twice[0])} stands there {names.count(twice[0])} times")
    if not names or len(names) > MOST_COLUMNS:
        raise CannotLook(f"{clean(path)}: {len(names):,} columns; between 1 and {MOST_COLUMNS:,} are read")
    return names


def shown(name: str) -> str:
    """A column's name as it is printed."""
    return clean(name, width=80)


def refuse_odd_one(path: str, names: Sequence[str], first_path: str, first: Sequence[str]) -> None:
    """Raise CannotLook when the columns of `path` are not those of the first file."""
    if list(names) == list(first):
        return
    details = tuple(
        f"{word} {', '.join(shown(name) for name in sorted(difference)[:5])}"
        for word, difference in (("lacks", set(first) - set(names)), ("adds", set(names) - set(first)))
        if difference
    )
    raise CannotLook(
        f"{clean(path)}: its columns are not those of {clean(first_path)}: "
        + ("; ".join(details) or "they come in another order"),
        fix="write all files of the table with the same columns",
        details=details,
    )


def _of_csv(file: Path, path: str) -> tuple[str, ...]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        try:
            names = tuple(next(csv.reader(io.StringIO(stream.read(_HEADER), newline="")), ()))
        except UnicodeDecodeError:
            raise CannotLook(f"{clean(path)}: not UTF-8 text", fix="save it as UTF-8") from None
        except csv.Error as error:
            raise CannotLook(f"{clean(path)}:1: the header cannot be read: {clean(error, width=120)}") from None
    for number, name in enumerate(names, 1):
        if not name.strip():
            raise CannotLook(f"{clean(path)}:1: column {number} has no name", fix="name it, or drop the column")
        if len(name) > _NAME:
            raise CannotLook(f"{clean(path)}:1: the name of column {number} has more than {_NAME:,} characters")
    if not names:
        raise CannotLook(f"{clean(path)}:1: the first line is blank, and a CSV begins with the names of its columns")
    if len(names) == 1:
        _refuse_other_delimiter(path, names[0])
    return names


def _refuse_other_delimiter(path: str, name: str) -> None:
    for delimiter in _OTHER_DELIMITERS:
        if delimiter in name:
            raise CannotLook(
                f"{clean(path)}: one column named '{shown(name)}': it is separated by {delimiter!r}, a CSV by commas",
                fix="write it with commas, or as parquet",
            )


def _of_parquet(file: Path, path: str) -> tuple[str, ...]:
    import pyarrow as pa  # type: ignore[import-untyped] # noqa: PLC0415 - ships no types; heavy
    import pyarrow.parquet as pq  # type: ignore[import-untyped] # noqa: PLC0415 - the same

    try:
        footer = pq.read_metadata(file)
        names = tuple(footer.schema.to_arrow_schema().names)
        groups = [footer.row_group(index).num_rows for index in range(footer.num_row_groups)]
    except (pa.ArrowException, OSError) as error:
        raise CannotLook(f"{clean(path)}: its Parquet footer cannot be read: {clean(error, width=120)}") from None
    if footer.num_rows != sum(groups) or not all(0 <= rows <= MOST_ROWS for rows in (footer.num_rows, *groups)):
        raise CannotLook(
            f"{clean(path)}: its Parquet footer speaks of {footer.num_rows:,} rows, its row groups of {sum(groups):,}; "
            f"at most {MOST_ROWS:,} are read"
        )
    return names


def _of_jsonl(connection: Any, file: Path, path: str) -> tuple[str, ...]:
    with refusing(path, file):
        described = run(
            connection,
            f"DESCRIBE SELECT * FROM read_json([{quoted(str(file))}], format = 'newline_delimited', "  # noqa: S608 - names of ours, paths quoted
            "records = true, sample_size = -1, maximum_depth = 1)",
        )
    return tuple(row[0] for row in described)
