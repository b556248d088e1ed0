"""Files of one table made one relation, every row with its place."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pytest_prodready.core.hostile import clean
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.tables.backend import quoted, run
from pytest_prodready.instruments.tables.names import column_names, refuse_odd_one
from pytest_prodready.instruments.tables.part import Format, Part, format_of
from pytest_prodready.instruments.tables.refusals import refusing
from pytest_prodready.reading.files import digest

PLACE = 1 << 40
"""A row's place is the number of its file times this, plus its number in the file, counted from 1."""
MISSING_WORDS = (
    *("", "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN"),
    *("<NA>", "N/A", "NA", "NULL", "NaN", "None", "n/a", "nan", "null"),
)
"""The cells of a CSV that mean a missing value: those of `pandas.read_csv`, which people have in mind."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """The relation `name` of the backend: its columns are c0, c1, … for `columns`, and `place`."""

    name: str
    format: Format
    columns: tuple[str, ...]
    parts: tuple[Part, ...]


def load(
    connection: Any, root: Path, paths: Sequence[str], name: str, links: Path, *, as_written: bool = False
) -> Loaded:
    """Make the relation `name` of the files at `paths`; `as_written` keeps the values of JSONL text.

    Parquet stays where it is and is scanned by each question; text is parsed once. The cells of a CSV stay
    text, so that no guess at a type can lose one. DuckDB meets the files under names of ours in `links`,
    since it takes brackets and stars in a name for a pattern.

    Raises:
        CannotLook: a file is unreadable, has no rows, or has other columns than the first.

    """
    files, columns, kind = _files(connection, root, paths, links)
    select = ", ".join(f"c{index}" for index in range(len(columns)))
    if kind is Format.PARQUET:
        rows = _view(connection, name, files, paths, select)
    else:
        reader = (
            _csv_reader(columns) if kind is Format.CSV else _jsonl_reader(connection, files, paths, columns, as_written)
        )
        rows = _parse(connection, name, files, paths, reader)
    for path, count in zip(paths, rows, strict=True):
        if not count:
            raise CannotLook(f"{clean(path)}: 0 rows inspected, floor is 1", fix="commit its rows, or take it away")
    parts = tuple(Part(path, count, digest(root / path)) for path, count in zip(paths, rows, strict=True))
    return Loaded(name, kind, columns, parts)


def _files(
    connection: Any, root: Path, paths: Sequence[str], links: Path
) -> tuple[list[Path], tuple[str, ...], Format]:
    links.mkdir(parents=True, exist_ok=True)
    files: list[Path] = []
    first: tuple[str, ...] = ()
    kinds = [format_of(root, path) for path in paths]
    for path, kind in zip(paths, kinds, strict=True):
        if kind is not kinds[0]:
            raise CannotLook(f"{clean(path)}: .{kind}, where {clean(paths[0])} is .{kinds[0]}", fix="use one format")
        link = links / f"{len(files)}.{kind}"
        link.symlink_to((root / path).resolve())
        names = column_names(connection, link, path, kind)
        first = first or names
        ordered = kind is not Format.JSONL
        refuse_odd_one(path, names if ordered else sorted(names), paths[0], first if ordered else sorted(first))
        files.append(link)
    return files, first, kinds[0]


def _view(connection: Any, name: str, files: Sequence[Path], paths: Sequence[str], select: str) -> list[int]:
    listed = ", ".join(quoted(str(file)) for file in files)
    with refusing(paths[0]):
        run(
            connection,
            f"CREATE VIEW {name} AS SELECT {select}, "  # noqa: S608 - names of ours, paths quoted
            f"(list_position([{listed}], filename) - 1) * {PLACE} + file_row_number + 1 AS place "
            f"FROM read_parquet([{listed}], hive_partitioning = false, filename = true, file_row_number = true) "
            f"AS files({select})",
        )
    rows = []
    for file, path in zip(files, paths, strict=True):
        with refusing(path):
            rows.append(run(connection, f"SELECT count(*) FROM read_parquet([{quoted(str(file))}])")[0][0])  # noqa: S608 - names of ours, paths quoted
    return rows


def _parse(connection: Any, name: str, files: Sequence[Path], paths: Sequence[str], reader: Any) -> list[int]:
    rows = []
    for index, (file, path) in enumerate(zip(files, paths, strict=True)):
        select = f"SELECT *, {index * PLACE} + row_number() OVER () AS place FROM {reader(quoted(str(file)))}"  # noqa: S608 - names of ours, paths quoted
        with refusing(path):
            run(connection, f"{f'INSERT INTO {name}' if index else f'CREATE TABLE {name} AS'} {select}")
            within = f"place BETWEEN {index * PLACE} AND {(index + 1) * PLACE}"
            rows.append(run(connection, f"SELECT count(*) FROM {name} WHERE {within}")[0][0])  # noqa: S608 - names of ours, paths quoted
    return rows


def _csv_reader(columns: Sequence[str]) -> Any:
    typed = ", ".join(f"c{index}: 'VARCHAR'" for index in range(len(columns)))
    missing = ", ".join(quoted(word) for word in MISSING_WORDS)
    options = (
        "auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"', strict_mode = true, "
        f"null_padding = false, columns = {{{typed}}}, nullstr = [{missing}]"
    )
    return lambda file: f"read_csv([{file}], {options})"


def _jsonl_reader(
    connection: Any,
    files: Sequence[Path],
    paths: Sequence[str],
    columns: Sequence[str],
    as_written: bool,
) -> Any:
    listed = ", ".join(quoted(str(file)) for file in files)
    options = "format = 'newline_delimited', records = true"
    with refusing(paths[0]):
        described = run(
            connection,
            f"DESCRIBE SELECT * FROM read_json([{listed}], {options}, sample_size = -1, union_by_name = true)",  # noqa: S608 - names of ours, paths quoted
        )
    types = {row[0]: "VARCHAR" if as_written or row[1] in ("NULL", '"NULL"') else row[1] for row in described}
    typed = ", ".join(f"{quoted(column)}: {quoted(types[column])}" for column in columns)
    select = ", ".join(f"c{index}" for index in range(len(columns)))
    return lambda file: f"read_json([{file}], {options}, columns = {{{typed}}}) AS files({select})"
