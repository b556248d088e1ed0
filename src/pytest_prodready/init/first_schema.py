"""`prodready init --data`: a first schema from the rows that are there, written once and never over another."""

import glob
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from pytest_prodready.core.hostile import clean
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.init.inference import infer
from pytest_prodready.init.naming import class_name, name_of, told_apart, without_version
from pytest_prodready.init.schema_text import Column, schema_text
from pytest_prodready.init.seen import Seen, see
from pytest_prodready.init.tables import tables
from pytest_prodready.init.writing import Refused
from pytest_prodready.init.yaml_lines import listed, scalar
from pytest_prodready.instruments.schemas.frame import frame_of
from pytest_prodready.instruments.schemas.guards import refuse_switched_off
from pytest_prodready.instruments.tables.instrument import Tables
from pytest_prodready.instruments.tables.refusals import quietly

FOLDER = "schemas"
_LONGEST = 80
"""A text that is longer is prose, however few there are."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A drafted schema: where it belongs, its text, what it stands on, and its lines of the manifest."""

    path: str
    text: str
    told: str
    yaml: str


def draft(root: Path, wanted: Sequence[str], *, anew: bool = False) -> tuple[Draft, ...]:
    """A draft for each table, a path or pattern below `root`; nothing is written, and nothing of the repo runs.

    With `anew` a schema that is there already is nothing to stop at.

    Raises:
        Refused: the place of one is taken, or leads outside of the repo.
        CannotLook: a table cannot be read, or pandas reads something else than was counted.

    """
    patterns = [_pattern(root, path) for path in wanted]
    names = told_apart(name_of(without_version(_stem(path)), "table") for path in wanted)
    for name in () if anew else names:
        _refuse_taken(root, name)
    refuse_switched_off()
    with tables(root) as instrument:
        return tuple(_draft(root, instrument, *one) for one in zip(names, patterns, strict=True))


def _pattern(root: Path, path: str) -> str:
    given = Path(path)
    if given.is_absolute() and given.is_relative_to(root):
        path = given.relative_to(root).as_posix()
    plain = PurePosixPath(path).as_posix()
    return glob.escape(plain) if (root / plain).is_file() else plain


def _stem(path: str) -> str:
    """The file's name up to its first dot; of a pattern that begins with a star, its folder's."""
    parts = [part.partition(".")[0].replace("*", "") for part in PurePosixPath(path).parts]
    return next((part for part in reversed(parts) if part), "")


def _refuse_taken(root: Path, name: str) -> None:
    path = root / FOLDER / f"{name}.py"
    if path.exists() or path.is_symlink():
        raise Refused(f"{FOLDER}/{name}.py is there already; move it away, or print a draft with --stdout")
    if not path.parent.resolve().is_relative_to(root.resolve()):
        raise Refused(f"{FOLDER}/ is a link that leads outside of this folder")


def _draft(root: Path, instrument: Tables, name: str, pattern: str) -> Draft:
    table = instrument.read(pattern)
    with quietly():
        frame = frame_of(table, root, keep_index=False)
        if sorted(map(str, frame.columns)) != sorted(table.columns) or not all(map(_is_text, frame.columns)):
            raise CannotLook(f"{clean(pattern)}: pandas reads other columns than there are", fix="name them with words")
        columns = {column: _column(seen, frame[column]) for column, seen in see(table).items()}
        repeated = table.repeats().surplus
        text = schema_text(pattern, class_name(name), columns, _taken())
    path = f"{FOLDER}/{name}.py"
    told = f"{len(columns):,} columns, from {table.rows:,} rows of {clean(pattern)}"
    return Draft(path, text, told, "\n".join(_yaml(name, pattern, path, columns, repeated)))


def _is_text(name: object) -> bool:
    return isinstance(name, str)


def _taken() -> list[str]:
    import pandera.pandas as pa  # noqa: PLC0415 - heavy

    return dir(pa.DataFrameModel)


def _column(seen: Seen, values: Any) -> Column:
    """The draft of one column; what the instrument saw is used only where pandas sees the same."""
    inferred = infer(values)
    named = inferred.annotation in ("int", "str")
    unique = named and seen.all_distinct and bool(values.is_unique)
    return Column(seen, inferred, _allowed(seen, values, inferred.annotation), unique)


def _allowed(seen: Seen, values: Any, annotation: str) -> tuple[str | int, ...]:
    """The few texts that there are, or the two values of a flag; numbers otherwise have a range, which is no limit."""
    if annotation == "int":
        return (0, 1) if seen.few and set(values.unique()) == {0, 1} else ()
    if annotation != "str" or not seen.values or set(values.dropna().unique()) != set(seen.values):
        return ()
    return seen.values if max(map(len, seen.values)) <= _LONGEST else ()


def _yaml(name: str, pattern: str, path: str, columns: Mapping[str, Column], repeated: int) -> Iterator[str]:
    rows = next(iter(columns.values())).seen.rows
    yield f"  {name}:"
    yield f"    source: {scalar(pattern)}"
    yield f"    schema: {path}:{class_name(name)}"
    keys = [column for column, about in columns.items() if about.unique]
    if keys:
        yield f"    key: {listed((keys[0],))} # seen: {rows:,} distinct in {rows:,} rows"
    else:
        yield "    # decide: the columns that name a row; no single one is distinct in all"
        yield "    # key: []"
    yield from (f"    # seen: {line}" for line in _missing(columns))
    yield "    # decide: the share of cells that may be empty, column by column"
    yield "    # missing: {}"
    if repeated:
        yield f"    # seen: {repeated:,} of {rows:,} rows repeat another one"
        yield "    # decide: the share of rows that may"
        yield "    # duplicates:"


def _missing(columns: Mapping[str, Column]) -> Iterator[str]:
    for name, about in columns.items():
        if about.seen.missing:
            yield f"{about.seen.missing:,} of {about.seen.rows:,} missing in {clean(name, width=40)}"
