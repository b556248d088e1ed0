"""Quality rules of an Open Data Contract: the standard's own metrics are checked, all else is refused by name."""

import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from pytest_prodready.core.hostile import clean
from pytest_prodready.instruments.schemas.standards import checks
from pytest_prodready.instruments.schemas.standards.entry import Entry, nearest
from pytest_prodready.instruments.schemas.standards.patterns import compiled

_OPERATORS: Mapping[str, Callable[[Any, Any], bool]] = {
    "mustBe": operator.eq,
    "mustNotBe": operator.ne,
    "mustBeGreaterThan": operator.gt,
    "mustBeGreaterOrEqualTo": operator.ge,
    "mustBeLessThan": operator.lt,
    "mustBeLessOrEqualTo": operator.le,
    # Strictly between: the standard makes it the same as mustBeGreaterThan with mustBeLessThan.
    "mustBeBetween": lambda value, ends: ends[0] < value < ends[1],
    "mustNotBeBetween": lambda value, ends: not ends[0] < value < ends[1],
}
_RULE = frozenset(
    (
        *("id", "name", "description", "type", "metric", "rule", "arguments", "unit", "query", "engine"),
        *("implementation", "dimension", "method", "severity", "businessImpact", "customProperties", "tags"),
        *("authoritativeDefinitions", "scheduler", "schedule", *_OPERATORS),
    )
)
_ARGUMENTS: Mapping[str, tuple[str, ...]] = {
    "nullValues": (),
    "missingValues": ("missingValues",),
    "invalidValues": ("validValues", "pattern"),
    "duplicateValues": ("properties",),
    "rowCount": (),
}
_OLD_RULES = {"duplicateCount": "duplicateValues", **{metric: metric for metric in _ARGUMENTS}}
"""What version 3.0 called `rule`."""
_OF_COLUMNS = ("nullValues", "missingValues", "invalidValues", "duplicateValues")
_OF_TABLES = ("duplicateValues", "rowCount")
_UNITS = ("rows", "percent")


def of_column(entry: Entry) -> list[Any]:
    """The checks of a property's quality rules.

    A duplicate is a row that repeats an earlier value; a null is missing, and neither invalid nor a duplicate.

    Raises:
        CannotLook: a rule is text, SQL or of another engine, has no limit, or is not of this standard.

    """
    return [_check(rule, metric, _flagged(rule, metric)) for rule, metric in _rules(entry, _OF_COLUMNS)]


def of_table(entry: Entry, columns: Sequence[str]) -> list[Any]:
    """The checks of a table's quality rules; raises as `of_column` does."""
    return [
        _check(rule, metric, _flagged_of_table(rule, metric, columns)) for rule, metric in _rules(entry, _OF_TABLES)
    ]


def _rules(entry: Entry, metrics: Sequence[str]) -> Iterator[tuple[Entry, str]]:
    for rule in entry.entries("quality", "quality rule"):
        rule.only(_RULE, because="the standard does not know it")
        kind = rule.get("type", str) or "library"
        if kind != "library":
            raise rule.refuse(
                f"a quality rule of type {clean(kind, width=20)} is not evaluated",
                fix="write it as a metric of the library, or take it out and check it elsewhere",
            )
        yield rule, _metric(rule, metrics)


def _metric(rule: Entry, metrics: Sequence[str]) -> str:
    old = rule.get("rule", str)
    metric = rule.get("metric", str) or (None if old is None else _OLD_RULES.get(old, old))
    if metric is None:
        raise rule.refuse("a quality rule without a metric is not evaluated", fix="write its metric")
    if metric not in metrics:
        said = "is no metric here" if metric in _ARGUMENTS else "is not evaluated"
        raise rule.refuse(f"the metric {clean(metric, width=40)} {said}{nearest(metric, metrics)}")
    arguments = rule.inner("arguments")
    arguments.only(
        () if metrics is _OF_COLUMNS and metric == "duplicateValues" else _ARGUMENTS[metric],
        because=f"{metric} has no such argument",
    )
    return metric


def _check(rule: Entry, metric: str, flagged: Callable[[Any], Any]) -> Any:
    """A check whose broken rows are those that the metric counts, or the whole table where it counts none."""
    limits = [(word, _limit(rule, word)) for word in _OPERATORS if word in rule.held]
    if not limits:
        raise rule.refuse("a quality rule without a limit is not evaluated", fix="write mustBe: 0")
    unit = rule.get("unit", str) or "rows"
    if unit not in _UNITS:
        raise rule.refuse(f"unknown unit {clean(unit, width=40)!r}{nearest(unit, _UNITS)}", fix="rows or percent")
    if unit == "percent" and metric == "rowCount":
        raise rule.refuse("rowCount in percent is always 100", fix="count rows")
    percent = unit == "percent"

    def holds(values: Any) -> Any:
        counted = flagged(values)
        found = counted.sum() * 100 / len(counted) if percent else int(counted.sum())
        if all(_OPERATORS[word](found, limit) for word, limit in limits):
            return True
        return ~counted if counted.any() else False

    said = ", ".join(f"{word} {limit}{' %' if percent else ''}" for word, limit in limits)
    return checks.check(f"{metric} {said}", holds)


def _limit(rule: Entry, word: str) -> Any:
    if not word.endswith("Between"):
        return rule.need(word, float)
    ends = rule.need(word, list)
    numbers = [end for end in ends if isinstance(end, int | float) and not isinstance(end, bool)]
    if len(ends) != 2 or len(numbers) != 2 or not ends[0] < ends[1]:  # noqa: PLR2004 - two ends
        raise rule.refuse(f"{word} is two numbers, the smaller one first")
    return ends


def _flagged(rule: Entry, metric: str) -> Callable[[Any], Any]:
    """Which rows of a column the metric counts."""
    arguments = rule.inner("arguments")
    if metric == "nullValues":
        return lambda values: values.isna()
    if metric == "duplicateValues":
        return lambda values: checks.comparable(values).duplicated() & values.notna()
    if metric == "missingValues":
        words = arguments.need("missingValues", list)
        return lambda values: values.isna() | checks.judged(values, lambda value: value in words)
    valid, pattern = arguments.get("validValues", list), arguments.get("pattern", str)
    if valid is None and pattern is None:
        raise rule.refuse("invalidValues says not what is valid", fix="write validValues or pattern")
    return _invalid(rule, valid, pattern)


def _invalid(rule: Entry, valid: list[Any] | None, pattern: str | None) -> Callable[[Any], Any]:
    look = None if pattern is None else compiled(pattern, rule).search

    def is_invalid(value: Any) -> bool:
        return (valid is not None and value not in valid) or (look is not None and look(str(value)) is None)

    return lambda values: checks.judged(values, is_invalid)


def _flagged_of_table(rule: Entry, metric: str, columns: Sequence[str]) -> Callable[[Any], Any]:
    import pandas as pd  # noqa: PLC0415 - heavy

    if metric == "rowCount":
        return lambda frame: pd.Series(True, index=frame.index)
    names = rule.inner("arguments").need("properties", list)
    for name in names:
        if name not in columns:
            raise rule.refuse(f"{clean(name, width=80)} is no property{nearest(str(name), columns)}")
    return lambda frame: frame[names].apply(checks.comparable).duplicated() & frame[names].notna().all(axis=1)
