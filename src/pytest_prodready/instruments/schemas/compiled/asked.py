"""What one column of a schema asks, compiled for one reading of the table's column."""

from dataclasses import dataclass
from typing import Any

from pytest_prodready.core.hostile import clean
from pytest_prodready.instruments.schemas.compiled.checks import Raises, Uncompiled, violation
from pytest_prodready.instruments.schemas.compiled.coercion import coerced
from pytest_prodready.instruments.schemas.compiled.reading import Answers, Kind, Reading
from pytest_prodready.instruments.schemas.compiled.repeats import comparable
from pytest_prodready.instruments.schemas.guards import check_name

_TYPES = {
    *(f"{name}{bits}" for name in ("Int", "UInt", "INT", "UINT") for bits in (8, 16, 32, 64)),
    *("Float16", "Float32", "Float64", "FLOAT32", "FLOAT64", "Bool", "BOOL", "STRING", "NpString", "DateTime"),
}
"""pandera's types whose check looks at nothing but the dtype."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the column with the condition that a violating row fulfils."""

    said: str
    broken: Any


@dataclass(frozen=True, slots=True)
class Asked:
    """All that is asked of a column: aggregates for the one scan, and what their answers mean.

    `stored` is how pandas reads the column, `seen` how it is after coercion. `unfit` is what is said of a wrong
    type. The rules stand in pandera's order: nulls, uniqueness, checks.
    """

    name: str
    column: Any
    stored: Reading
    seen: Reading
    unfit: str | None
    lossy: Rule | None
    rules: tuple[Rule, ...]
    questions: dict[str, Any]

    def holds(self, answers: Answers) -> bool:
        """Whether the column is as it was taken to be, so that the counts are pandera's own."""
        sure = self.stored.holds(answers) and self.seen.holds(answers)
        return sure and not any(count for key, count in answers.items() if key.startswith("doubt"))


def asked(name: str, column: Any, reading: Reading, *, coerce: bool) -> Asked:
    """Compile a column of the schema for one reading.

    Raises:
        Uncompiled: something that it asks is left to pandera.

    """
    from pandera.engines.pandas_engine import Engine  # noqa: PLC0415 - heavy

    _refuse_odd(column)
    seen, lossy = coerced(reading, column.dtype) if coerce and column.dtype is not None else (reading, None)
    fits = column.dtype is None or _fits(column.dtype, seen.dtype, Engine)
    rules, questions = [], {**reading.questions, **seen.questions}
    if not column.nullable:
        rules.append(Rule("not null", seen.missing))
    for number, check in enumerate(column.checks):
        try:
            broken, doubt = violation(check, seen)
        except Raises:
            if fits:
                raise
            continue
        except Uncompiled as error:
            raise Uncompiled(_because(error.reason, check, number)) from None
        rules.append(Rule(check_name(check, number), broken))
        if doubt is not None:
            questions[f"doubt {number}"] = doubt
    questions |= {f"rule {number}": rule.broken for number, rule in enumerate(rules)}
    questions |= {"lossy": lossy} if lossy is not None else {}
    if column.unique:
        questions |= uniqueness(seen)
    unfit = None if fits else f"is {clean(seen.dtype, width=60)}, not {clean(column.dtype, width=60)}"
    loss = None if lossy is None else Rule(f"{clean(column.dtype, width=60)} without loss", lossy)
    return Asked(name, column, reading, seen, unfit, loss, tuple(rules), questions)


def uniqueness(seen: Reading) -> dict[str, Any]:
    """Whether every value is its own: text by a 64-bit hash, whose repeats decide nothing by themselves."""
    import ibis  # type: ignore[import-untyped] # noqa: PLC0415 - ships no types; heavy

    value = comparable(seen)
    # A null has a hash, and no aggregate would leave it out.
    distinct = ibis.ifelse(seen.missing, ibis.null("int64"), value.hash()) if seen.kind is Kind.TEXT else value
    return {"present": value.count(), "distinct": distinct.nunique(), "absent": seen.missing}


def _refuse_odd(column: Any) -> None:
    from pandera.api.pandas.components import Column  # noqa: PLC0415 - heavy

    if type(column) is not Column:
        raise Uncompiled(type(column).__name__)
    if column.unique and column.report_duplicates != "all":
        raise Uncompiled(f"report_duplicates {column.report_duplicates}")
    kind = type(column.dtype)
    known = kind.__name__ in _TYPES and kind.__module__.startswith("pandera.engines.")
    if column.dtype is not None and not known:
        raise Uncompiled(f"type {clean(column.dtype, width=60)}")


def _fits(wanted: Any, dtype: Any, engine: Any) -> bool:
    import numpy as np  # noqa: PLC0415 - heavy
    import pandas as pd  # noqa: PLC0415 - heavy

    return bool(np.all(wanted.check(engine.dtype(dtype), pd.Series([], dtype=dtype))))


def _because(reason: str, check: Any, number: int) -> str:
    said = check_name(check, number)
    return said if reason == "own check" else f"{said} ({reason})"
