"""A schema held against a table on the engine where its questions compile, and by pandera where they do not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pytest_prodready.instruments.schemas import by_pandera
from pytest_prodready.instruments.schemas.compiled import delimited, parquet, repeats, told
from pytest_prodready.instruments.schemas.compiled.asked import asked
from pytest_prodready.instruments.schemas.compiled.outline import Outline, outline
from pytest_prodready.instruments.schemas.compiled.reading import Reading
from pytest_prodready.instruments.schemas.compiled.scan import Trial, answered
from pytest_prodready.instruments.schemas.findings import Finding, unique_by
from pytest_prodready.instruments.schemas.frame import frame_of
from pytest_prodready.instruments.schemas.guards import check_name
from pytest_prodready.instruments.schemas.standards.cells import Cells
from pytest_prodready.instruments.tables.part import Format
from pytest_prodready.instruments.tables.table import Table


@dataclass(frozen=True, slots=True)
class Held:
    """What was found; the columns of the frame; and why pandera itself looked at a column, or at all of them."""

    findings: tuple[Finding, ...]
    names: tuple[str, ...]
    by_pandera: Mapping[str, str]


def held(schema: Any, table: Table, root: Path, path: str, reading: Cells | None = None) -> Held:
    """Hold a table against a schema: the engine answers in one scan what it can, pandera the rest column by column.

    Raises:
        CannotLook: a check raises, pandera stops, or what it must look at is too large for a frame.

    """
    as_standard = reading is not None and table.format is not Format.PARQUET
    why = "cells as its standard reads them" if as_standard else _only_whole(schema)
    shape = None if why else outline(table, root)
    if shape is None:
        frame = frame_of(table, root, keep_index=schema.index is not None, reading=reading)
        found = tuple(by_pandera.findings(schema, frame, table, path))
        return Held(found, tuple(map(str, frame.columns)), {"the table": why or f"{table.format} of this shape"})
    return _by_columns(schema, table, shape, root, path)


def _only_whole(schema: Any) -> str | None:
    """Why pandera must see whole rows, or None."""
    from pandera.api.pandas.container import DataFrameSchema  # noqa: PLC0415 - heavy

    unique, columns = schema.unique or (), schema.columns.values()
    together = all(isinstance(name, str) for name in unique)
    groups = [check.groupby for column in columns for check in column.checks if check.groupby is not None]
    coerces = schema.coerce or any(column.coerce for column in columns)
    reasons = {
        type(schema).__name__: type(schema) is not DataFrameSchema,
        "index": schema.index is not None,
        "one type for all columns": schema.dtype is not None,
        ", ".join(check_name(check, number) for number, check in enumerate(schema.checks)): bool(schema.checks),
        "several unique keys": not together,
        "a key of what strict=filter leaves": bool(unique) and schema.strict == "filter",
        "groups by a function": any(callable(group) for group in groups),
        "groups by what is coerced": bool(groups) and coerces,
    }
    return next((reason for reason, applies in reasons.items() if applies), None)


def _by_columns(schema: Any, table: Table, shape: Outline, root: Path, path: str) -> Held:
    asking = _columns(schema, shape)
    together = [name for name in schema.unique or () if name in shape.names]
    asking |= {name: [] for name in together if name not in asking}
    trials = {name: _trial(schema, table, shape, name, keys) for name, keys in asking.items() if len(keys) <= 1}
    found, left = answered(table, trials)
    left |= {name: "named twice by the schema" for name, keys in asking.items() if len(keys) > 1}
    findings = [*by_pandera.findings(_structure(schema), _no_rows(shape), table, path)]
    frames = _Frames(schema, table, root, {name: keys for name, keys in asking.items() if keys and name in left})
    if any(name in left for name in together) or (together and schema.report_duplicates != "all"):
        left["the rows"] = unique_by(together)
        frame = frame_of(table, root, keep_index=False, columns=together)
        findings += [one for one in by_pandera.findings(_key(schema), frame, table, path) if one.column is None]
    else:
        findings += repeats.findings(table, schema.unique or (), [found[name].asked.seen for name in together])
    for name, keys in asking.items():
        if name in left and keys:
            findings += by_pandera.findings(_alone(schema, keys), frames.of(name), table, path)
        elif name in found:
            findings += told.findings(found[name], table)
    return Held(tuple(findings), shape.names, left)


class _Frames:
    """Frames of the columns that pandera looks at; a CSV is parsed once for all of them."""

    def __init__(self, schema: Any, table: Table, root: Path, left: Mapping[str, list[str]]) -> None:
        self.table, self.root = table, root
        self.needed = {
            name: [one for one in dict.fromkeys([name, *_grouped_by(schema, keys)]) if one in table.columns]
            for name, keys in left.items()
        }
        self.whole: Any = None

    def of(self, name: str) -> Any:
        """The rows of a column, with those columns by which its checks are grouped."""
        if self.table.format is not Format.CSV:
            return frame_of(self.table, self.root, keep_index=False, columns=self.needed[name])
        if self.whole is None:
            columns = sorted({one for needed in self.needed.values() for one in needed})
            self.whole = frame_of(self.table, self.root, keep_index=False, columns=columns)
        return self.whole[self.needed[name]]


def _columns(schema: Any, shape: Outline) -> dict[str, list[str]]:
    """For each column of the table that the schema names, the keys under which it does, in the schema's order."""
    frame, asking = _no_rows(shape), dict[str, list[str]]()
    for key, column in schema.columns.items():
        for name in column.get_regex_columns(frame) if column.regex else [key]:
            if name in shape.names:
                asking.setdefault(str(name), []).append(key)
    return asking


def _trial(schema: Any, table: Table, shape: Outline, name: str, keys: list[str]) -> Trial:
    import pandera.pandas as pa  # noqa: PLC0415 - heavy

    column = schema.columns[keys[0]] if keys else pa.Column(nullable=True)
    coerce = bool(column.coerce or schema.coerce)

    def compile_for(reading: Reading) -> Any:
        return asked(name, column, reading, coerce=coerce)

    if table.format is Format.CSV:
        cells = table.column(name)
        return Trial(delimited.readings(cells, table.expression.place, len(table.parts), column.dtype), compile_for)
    return Trial(parquet.readings(table.column(name), shape.filled[name], shape.lacking[name]), compile_for)


def _structure(schema: Any) -> Any:
    """What the schema says of the columns' names and order, and nothing else."""
    import pandera.pandas as pa  # noqa: PLC0415 - heavy

    columns = {
        key: pa.Column(required=column.required, regex=column.regex, nullable=True)
        for key, column in schema.columns.items()
    }
    return pa.DataFrameSchema(columns, strict=schema.strict, ordered=schema.ordered)


def _alone(schema: Any, keys: list[str]) -> Any:
    import pandera.pandas as pa  # noqa: PLC0415 - heavy

    groups = {name: pa.Column(nullable=True) for name in _grouped_by(schema, keys)}
    return pa.DataFrameSchema({**groups, **{key: schema.columns[key] for key in keys}}, coerce=schema.coerce)


def _key(schema: Any) -> Any:
    """What the schema says of the values that several columns have together, and of how they are coerced."""
    import pandera.pandas as pa  # noqa: PLC0415 - heavy

    columns = {
        key: pa.Column(column.dtype, coerce=column.coerce, regex=column.regex, required=False, nullable=True)
        for key, column in schema.columns.items()
    }
    options = {"unique": schema.unique, "report_duplicates": schema.report_duplicates}
    return pa.DataFrameSchema(columns, coerce=schema.coerce, **options)


def _grouped_by(schema: Any, keys: list[str]) -> Iterator[str]:
    for key in keys:
        for check in schema.columns[key].checks:
            yield from [check.groupby] if isinstance(check.groupby, str) else check.groupby or ()


def _no_rows(shape: Outline) -> Any:
    import pandas as pd  # noqa: PLC0415 - heavy

    return pd.DataFrame({name: pd.Series([], dtype=object) for name in shape.names})
