"""Refuses a schema, or an environment, with which pandera would pass whatever it is shown."""

import os
from collections.abc import Iterator, Sequence
from typing import Any

from pytest_prodready.core.hostile import clean
from pytest_prodready.core.looking import CannotLook

_ON = {"true", "True", "1"}
"""What pandera takes for yes; everything else is no."""


def refuse_switched_off() -> None:
    """Raise CannotLook when the environment switches pandera off, wholly or in part."""
    enabled = os.environ.get("PANDERA_VALIDATION_ENABLED", "True")
    if enabled not in _ON:
        _refuse_variable("PANDERA_VALIDATION_ENABLED", enabled)
    depth = os.environ.get("PANDERA_VALIDATION_DEPTH", "SCHEMA_AND_DATA")
    if depth != "SCHEMA_AND_DATA":
        _refuse_variable("PANDERA_VALIDATION_DEPTH", depth)


def refuse_toothless(schema: Any, path: str) -> None:
    """Raise CannotLook when the schema names no column, checks nothing, or mends data before it looks at them."""
    if not schema.columns:
        raise CannotLook(f"{clean(path)}: the schema has no columns, so it checks nothing", fix="add columns")
    for reason in _softness(schema):
        raise CannotLook(f"{clean(path)}: {reason}", fix="take it out: the table is judged as it is")
    if not any(map(rules, schema.columns.values())) and not schema.checks and not schema.unique and not schema.dtype:
        raise CannotLook(
            f"{clean(path)}: the schema checks nothing: no column has a type, a check, or a ban on nulls or repeats",
            fix="say what each column must look like",
        )


def rules(component: Any) -> list[str]:
    """What is demanded of a column's values, each as it is printed."""
    said = [clean(component.dtype, width=60)] if component.dtype is not None else []
    said += ["not null"] if not component.nullable else []
    said += ["unique"] if component.unique else []
    return [*said, *(check_name(check, number) for number, check in enumerate(component.checks))]


def check_name(check: Any, number: int | None) -> str:
    """A check as it is printed: its own words where it has some, `in_range(0, 120)` for pandera's own."""
    if isinstance(check, str):
        return clean(check, width=80)
    name = check.error or check.name or ""
    return clean(name if name and name != "<lambda>" else f"check number {(number or 0) + 1}", width=80)


def _refuse_variable(name: str, value: str) -> None:
    raise CannotLook(f"{name}={clean(value, width=40)} switches checks of pandera off", fix=f"unset {name}")


def _softness(schema: Any) -> Iterator[str]:
    if schema.add_missing_columns:
        yield "add_missing_columns puts columns in before their absence could be seen"
    yield from _soft("the schema", schema)
    for name, column in schema.columns.items():
        yield from _soft(f"column {clean(name, width=80)}", column)
        if column.default is not None:
            yield f"column {clean(name, width=80)}: default fills missing values in before they could be seen"
    for index in _indexes(schema):
        yield from _soft("the index", index)


def _soft(who: str, component: Any) -> Iterator[str]:
    if component.drop_invalid_rows:
        yield f"{who}: drop_invalid_rows drops what breaks the schema instead of telling it"
    if component.parsers:
        yield f"{who}: its parsers change the data before they are checked"
    for number, check in enumerate(component.checks):
        if check.raise_warning:
            yield f"{who}: {check_name(check, number)} only warns (raise_warning)"


def _indexes(schema: Any) -> Sequence[Any]:
    if schema.index is None:
        return ()
    return list(getattr(schema.index, "indexes", None) or [schema.index])
