"""What goes wrong with a table as a whole; each takes a pandas frame and gives the broken ones by what was broken."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from pytest_prodready.instruments.schemas.teeth.column_corruptions import some

Broken = Iterator[tuple[str, Any]]


def empty_batch(frame: Any) -> Broken:
    """A header and no row: the export ran before the load."""
    yield "", frame.iloc[:0]


def repeated_rows(frame: Any) -> Broken:
    """A tenth of the rows arrives twice."""
    import pandas as pd  # noqa: PLC0415 - heavy

    if not frame.duplicated().any():
        yield "", pd.concat([frame, frame[some(frame)]], ignore_index=True)


def repeated_key(frame: Any, key: Sequence[str]) -> Broken:
    """A tenth of the rows names the same thing as the last one, and tells something else of it."""
    names = [name for name in key if name in frame.columns]
    if names and len(frame) > 1 and not frame.duplicated(names).any():
        yield (
            ", ".join(names),
            frame.assign(**{name: frame[name].mask(some(frame), frame[name].iloc[-1]) for name in names}),
        )


def shifted_columns(frame: Any) -> Broken:
    """Every value stands one column further right than its name."""
    names = list(frame.columns)
    if len(names) > 1:
        yield "", frame[[names[-1], *names[:-1]]].set_axis(names, axis=1)


def extra_column(frame: Any) -> Broken:
    """A column that nobody has announced."""
    yield "", frame.assign(unannounced=1)


def missing_column(frame: Any) -> Broken:
    """A column is gone."""
    for name in frame.columns if len(frame.columns) > 1 else ():
        yield name, frame.drop(columns=name)


def renamed_column(frame: Any) -> Broken:
    """A column has another name."""
    for name in frame.columns:
        yield name, frame.rename(columns={name: f"{name}_new"})


TABLE_CORRUPTIONS: Mapping[str, Callable[[Any], Broken]] = {
    corrupt.__name__: corrupt
    for corrupt in (empty_batch, repeated_rows, shifted_columns, extra_column, missing_column, renamed_column)
}
"""By the name that a report gives them."""
