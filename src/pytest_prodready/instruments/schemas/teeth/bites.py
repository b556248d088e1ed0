"""Which corrupted copies a schema refuses, and which it lets through."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pytest_prodready.core.hostile import clean
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.schemas.standards.described import cells_of
from pytest_prodready.instruments.schemas.teeth.copies import Copy, copies, reread, sampled
from pytest_prodready.instruments.tables.part import Format


@dataclass(frozen=True, slots=True)
class Bites:
    """`survivors` are the corruptions that some copy got through with, each with the columns it was in.

    `tried` are all corruptions that this table can suffer; `copies` counts the corrupted copies, `rows` those of the
    sample.
    """

    tried: tuple[str, ...]
    survivors: Mapping[str, Sequence[str]]
    copies: int
    rows: int


def bites(schema: Any, frame: Any, kind: Format, path: str, *, key: Sequence[str], may_have_more: bool) -> Bites:
    """Show the schema each corrupted copy of a sample of the frame.

    Raises:
        CannotLook: the schema refuses the sample before anything is wrong with it.

    """
    sample, cells = sampled(frame), cells_of(schema)
    said = refusal(schema, reread(sample, kind, cells))
    if said:
        raise CannotLook(
            f"{clean(path)}: the schema refuses the rows as they are ({said}), so its refusals tell nothing",
            fix="make data.schema pass first",
        )
    tried: dict[str, list[str]] = {}
    count = 0
    for copy in copies(sample, kind, key=key, may_have_more=may_have_more, cells=cells):
        survivors = tried.setdefault(copy.corruption, [])
        count += 1
        if not _refused(schema, copy):
            survivors.append(copy.column)
    return Bites(tuple(tried), {name: columns for name, columns in tried.items() if columns}, count, len(sample))


def _refused(schema: Any, copy: Copy) -> bool:
    # What refuses the one column refuses the table; looking at that column first takes a tenth of the time.
    rule = schema.columns.get(copy.column) if copy.alone else None
    if rule is not None and refusal(_of_column(schema, rule), copy.frame[[copy.column]]):
        return True
    return bool(refusal(schema, copy.frame))


def _of_column(schema: Any, rule: Any) -> Any:
    from pandera.pandas import DataFrameSchema  # noqa: PLC0415 - heavy

    return DataFrameSchema({rule.name: rule}, coerce=schema.coerce, dtype=schema.dtype)


def refusal(schema: Any, frame: Any) -> str:
    """The first thing that the schema says against a frame; empty when it accepts it. A check that raises refuses."""
    from pandera.config import ValidationDepth, config_context  # noqa: PLC0415 - heavy

    try:
        with config_context(validation_enabled=True, validation_depth=ValidationDepth.SCHEMA_AND_DATA):
            schema.validate(frame)
    except Exception as error:  # noqa: BLE001 - a check of the repo raises what it likes
        return clean((str(error).splitlines() or [type(error).__name__])[0], width=120)
    return ""
