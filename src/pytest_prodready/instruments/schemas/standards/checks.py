"""Checks of pandera for the words of public standards; each says of every row whether it holds, missing values do."""

import math
import operator
import re
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from numbers import Number
from typing import Any

Judge = Callable[[Any], Any]
_ORDER: Mapping[str, Callable[[Any, Any], Any]] = {
    "minimum": operator.ge,
    "exclusiveMinimum": operator.gt,
    "maximum": operator.le,
    "exclusiveMaximum": operator.lt,
}
BOUNDS = tuple(_ORDER)


def check(said: str, holds: Judge) -> Any:
    """A check that is called `said`; `holds` gives a truth value for each row, or one for the whole column."""
    from pandera.pandas import Check  # noqa: PLC0415 - heavy

    return Check(holds, name=said, error=said, ignore_na=False)


def each(said: str, holds: Callable[[Any], bool]) -> Any:
    """A check that looks at every value that is there."""
    return check(said, lambda values: values.isna() | judged(values, holds))


def judged(values: Any, holds: Callable[[Any], bool]) -> Any:
    """Whether `holds` is true of a value; of a missing one it is not."""
    import pandas as pd  # noqa: PLC0415 - heavy

    there = values.dropna()
    if isinstance(there.dtype, pd.StringDtype):
        known = {value: bool(holds(value)) for value in there.unique()}
        said = [known[value] for value in there]
    else:
        said = [bool(holds(value)) for value in there]
    return pd.Series(said, index=there.index, dtype=bool).reindex(values.index, fill_value=False)


def numbers(values: Any) -> Any:
    """The numbers among the values; NaN where a value is none."""
    import pandas as pd  # noqa: PLC0415 - heavy

    if pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values):
        return values
    return values.astype(object).where(judged(values, is_number))


def is_number(value: Any) -> bool:
    """Whether a cell holds a number; a truth value is none."""
    return isinstance(value, Number) and not _is_truth(value)


def is_whole(value: Any) -> bool:
    """Whether a cell holds a number without a fraction: a float whose column lacks a value is still one."""
    return is_number(value) and math.isfinite(value) and value % 1 == 0


def _is_truth(value: Any) -> bool:
    return type(value).__name__ in ("bool", "bool_")


def _is_listed(value: Any) -> bool:
    return isinstance(value, list | tuple) or type(value).__name__ == "ndarray"


_TYPES: Mapping[str, Callable[[Any], bool]] = {
    "string": lambda value: isinstance(value, str),
    "integer": is_whole,
    "number": is_number,
    "boolean": _is_truth,
    "object": lambda value: isinstance(value, dict),
    "array": _is_listed,
}


def of_type(*names: str) -> Any:
    """A check that every value is of one of these types: string, integer, number, boolean, object, array."""

    def holds(values: Any) -> Any:
        surely = bool(_types_by_dtype(values) & set(names))
        # A whole column of the type is the usual case, and needs no look at its values.
        return values.isna() | (surely or judged(values, lambda value: any(_TYPES[name](value) for name in names)))

    return check(" or ".join(names), holds)


def _types_by_dtype(values: Any) -> set[str]:
    """The types that all values of a column have by the column's own."""
    import pandas as pd  # noqa: PLC0415 - heavy

    if isinstance(values.dtype, pd.StringDtype):
        return {"string"}
    if pd.api.types.is_bool_dtype(values.dtype) and values.dtype != object:
        return {"boolean"}
    if pd.api.types.is_integer_dtype(values.dtype):
        return {"integer", "number"}
    return {"number"} if pd.api.types.is_float_dtype(values.dtype) else set()


def bound(word: str, limit: Any) -> Any:
    """A check of the numbers of a column by one of `BOUNDS`; what is no number is left to the check of the type."""

    def holds(values: Any) -> Any:
        found = numbers(values)
        if found.dtype == object:
            return found.isna() | judged(found, lambda value: _ORDER[word](value, limit))
        return found.isna() | _ORDER[word](found, limit).fillna(value=True).astype(bool)

    return check(f"{word} {limit}", holds)


def in_order(word: str, one: Any, other: Any) -> Any:
    """Two values, or a column and a value, compared by one of `BOUNDS`."""
    return _ORDER[word](one, other)


def multiple_of(factor: float) -> Any:
    """A check that every number is a multiple, in decimal fractions as people write them."""
    exact = Fraction(str(factor))

    def holds(value: Any) -> bool:
        return not is_number(value) or (math.isfinite(value) and Fraction(str(value)) % exact == 0)

    return each(f"multipleOf {factor}", holds)


def pattern(expression: re.Pattern[str], *, whole: bool = False) -> Any:
    """A check that every text has a match of the expression in it, or where `whole` says so is one."""
    look = expression.fullmatch if whole else expression.search
    return each(f"pattern {expression.pattern}", lambda value: not isinstance(value, str) or look(value) is not None)


def length(word: str, limit: int) -> Any:
    """A check of minLength, maxLength, minItems, maxItems, minProperties or maxProperties."""
    compare = operator.ge if word.startswith("min") else operator.le
    return each(f"{word} {limit}", lambda value: not _has_length(value) or compare(len(value), limit))


def of_parsed(word: str, limit: int, parsed: Callable[[Any], Any]) -> Any:
    """A check of minLength or maxLength of what `parsed` makes of a value."""
    compare = operator.ge if word.startswith("min") else operator.le

    def holds(value: Any) -> bool:
        found = parsed(value)
        return not isinstance(found, list | dict) or bool(compare(len(found), limit))

    return each(f"{word} {limit}", holds)


def _has_length(value: Any) -> bool:
    return isinstance(value, str | dict) or _is_listed(value)


def one_of(word: str, allowed: Sequence[Any], kind: str = "") -> Any:
    """A check that every value is one of these, or not of the type `kind`, which another check tells; true is not 1."""
    listed = [(_is_truth(value), value) for value in allowed]
    said = ", ".join(map(str, allowed))
    applies = _TYPES.get(kind, lambda _: True)
    return each(f"{word} [{said}]", lambda value: not applies(value) or (_is_truth(value), value) in listed)


def unique(values: Any) -> Any:
    """Whether each value is the only one of its kind; missing ones repeat nothing, as in SQL."""
    return ~(comparable(values).duplicated(keep=False) & values.notna())


def unique_by(names: Sequence[str]) -> Any:
    """A check of the table that no two rows share the values of these columns; rows that lack one are left out."""

    def holds(frame: Any) -> Any:
        key = frame[list(names)]
        return key.isna().any(axis=1) | ~key.apply(comparable).duplicated(keep=False)

    return check(f"unique by {', '.join(names)}", holds)


def comparable(values: Any) -> Any:
    """The values with lists and mappings as text, so that they can be told apart."""
    if values.dtype != object:
        return values
    return values.map(lambda value: repr(value) if isinstance(value, dict) or _is_listed(value) else value)
