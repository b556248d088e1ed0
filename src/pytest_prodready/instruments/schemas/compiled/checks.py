"""pandera's built-in checks as conditions of the engine that a violating row fulfils."""

import datetime as dt
import operator
from collections.abc import Callable, Mapping
from typing import Any

from pytest_prodready.instruments.schemas.compiled.patterns import compilable, odd_characters
from pytest_prodready.instruments.schemas.compiled.reading import Kind, Reading

EXACT = 2**53
"""Beyond this an integer and the float next to it are not told apart as pandas tells them."""
NEAR = 1e-14
"""Relative distance within which a float that pandas parsed may lie on the other side of a bound."""

_PRESENT_WHEN_MISSING = {"not_equal_to", "notin"}
"""The checks that hold for a missing value when it is not ignored."""


class Uncompiled(Exception):
    """A check that pandera itself must make; `reason` is what is printed."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Raises(Uncompiled):
    """A check that raises in pandas on values of this kind."""


def builtin_name(check: Any) -> str | None:
    """Which of pandera's own checks this is, or None where it is none of them or is made in another way."""
    from pandera.api.checks import Check  # noqa: PLC0415 - heavy
    from pandera.api.function_dispatch import Dispatcher  # noqa: PLC0415 - heavy

    function = check._check_fn  # noqa: SLF001 - the only thing that tells a built-in check from one of its name
    name = getattr(function, "__name__", "")
    if type(check) is not Check or not isinstance(function, Dispatcher):
        return None
    plain = check.groupby is None and not check.element_wise and check.n_failure_cases is None
    return name if plain else None


def violation(check: Any, reading: Reading) -> tuple[Any, Any]:
    """The condition under which a row breaks `check`, and one under which the engine is not sure (or None).

    Raises:
        Uncompiled: the check, its values or their meeting with this kind of column are not compiled.

    """
    name = builtin_name(check)
    compile_one = _COMPILERS.get(name or "")
    if compile_one is None:
        raise Uncompiled("own check")
    if not check.ignore_na and reading.nullable:
        raise Uncompiled("NA not ignored")
    arguments = check._check_kwargs  # noqa: SLF001 - statistics may be other words for them
    broken, doubt = compile_one(reading, arguments)
    broken &= ~reading.missing
    if not check.ignore_na and name not in _PRESENT_WHEN_MISSING:
        broken |= reading.missing
    return broken, doubt


def _compared(reading: Reading, bound: Any) -> tuple[Any, Any]:
    """The column and a bound as the engine compares them just as pandas does."""
    import ibis  # type: ignore[import-untyped] # noqa: PLC0415 - ships no types; heavy
    import numpy as np  # noqa: PLC0415 - heavy
    import pandas as pd  # noqa: PLC0415 - heavy

    kind, value = reading.kind, reading.value
    if kind is Kind.TEXT and type(bound) is str:
        return value, ibis.literal(bound)
    if kind is Kind.BOOL and type(bound) is bool:
        return value, ibis.literal(bound)
    if kind is Kind.TIME and type(bound) in (dt.datetime, pd.Timestamp) and bound.tzinfo is None:
        if getattr(bound, "nanosecond", 0):
            raise Uncompiled("nanoseconds")
        return value, ibis.literal(pd.Timestamp(bound).to_pydatetime())
    number = type(bound) in (int, float) and bound == bound  # noqa: PLR0124 - NaN is not itself
    if number and kind is Kind.INTEGER:
        if type(bound) is int:
            if not -(2**63) <= bound < 2**63:
                raise Uncompiled("beyond 64 bits")
            return value, ibis.literal(bound)
        return value.cast("float64"), ibis.literal(bound, type="float64")
    if number and kind is Kind.FLOAT and abs(bound) <= EXACT:
        limit = float(np.float32(bound)) if reading.single else float(bound)
        return value, ibis.literal(limit, type="float64")
    raise Uncompiled(f"{type(bound).__name__} compared with {kind}")


def _ordered(reading: Reading, bound: Any, breaks: Callable[[Any, Any], Any]) -> tuple[Any, Any]:
    if reading.kind is Kind.BOOL:
        raise Uncompiled("order of bools")
    if reading.kind is Kind.TEXT and type(bound) in (int, float):
        raise Raises("text in the order of numbers")
    value, limit = _compared(reading, bound)
    doubt = None
    if reading.rounded is not None:
        doubt = reading.rounded & (value != limit) & ((value - limit).abs() <= limit.abs() * NEAR)
    return breaks(value, limit), doubt


def _order(key: str, breaks: Callable[[Any, Any], Any]) -> Callable[[Reading, Mapping[str, Any]], tuple[Any, Any]]:
    return lambda reading, arguments: _ordered(reading, arguments[key], breaks)


def _in_range(reading: Reading, arguments: Mapping[str, Any]) -> tuple[Any, Any]:
    below = operator.lt if arguments.get("include_min", True) else operator.le
    above = operator.gt if arguments.get("include_max", True) else operator.ge
    low, doubt = _ordered(reading, arguments["min_value"], below)
    high, more = _ordered(reading, arguments["max_value"], above)
    return low | high, more if doubt is None else doubt | more


def _equal(reading: Reading, arguments: Mapping[str, Any]) -> tuple[Any, Any]:
    value, wanted = _compared(reading, arguments["value"])
    return value != wanted, reading.rounded


def _unequal(reading: Reading, arguments: Mapping[str, Any]) -> tuple[Any, Any]:
    value, banned = _compared(reading, arguments["value"])
    return value == banned, reading.rounded


def _listed(reading: Reading, values: Any) -> Any:
    listed = list(values)
    wanted: tuple[type, ...] = {Kind.TEXT: (str,), Kind.BOOL: (bool,), Kind.INTEGER: (int,)}.get(
        reading.kind, (int, float)
    )
    if not listed or reading.single or reading.kind is Kind.TIME or any(type(one) not in wanted for one in listed):
        raise Uncompiled("a list of other values")
    return reading.value.isin([_compared(reading, one)[1] for one in listed])


def _isin(reading: Reading, arguments: Mapping[str, Any]) -> tuple[Any, Any]:
    return ~_listed(reading, arguments["allowed_values"]), reading.rounded


def _notin(reading: Reading, arguments: Mapping[str, Any]) -> tuple[Any, Any]:
    return _listed(reading, arguments["forbidden_values"]), reading.rounded


def _text(reading: Reading) -> Any:
    if reading.kind is not Kind.TEXT:
        raise Uncompiled("text asked of other values")
    return reading.value


def _length(reading: Reading, arguments: Mapping[str, Any]) -> tuple[Any, Any]:
    length = _text(reading).length()
    exact, low, high = (arguments.get(f"{word}_value") for word in ("exact", "min", "max"))
    if any(type(one) not in (int, type(None)) for one in (exact, low, high)):
        raise Uncompiled("a length that is no integer")
    if exact is not None:
        return length != exact, None
    if low is None and high is None:
        raise Uncompiled("no length")
    conditions = [length < low] if low is not None else []
    conditions += [length > high] if high is not None else []
    return conditions[0] if len(conditions) == 1 else conditions[0] | conditions[1], None


def _matches(reading: Reading, arguments: Mapping[str, Any]) -> tuple[Any, Any]:
    return _searched(reading, arguments["pattern"], start=True)


def _contains(reading: Reading, arguments: Mapping[str, Any]) -> tuple[Any, Any]:
    return _searched(reading, arguments["pattern"], start=False)


def _searched(reading: Reading, pattern: Any, *, start: bool) -> tuple[Any, Any]:
    text = _text(reading)
    if not compilable(pattern):
        raise Uncompiled("pattern")
    found = text.re_search(f"^(?:{pattern})" if start else pattern)
    odd = odd_characters(pattern)
    doubt = plain_differs(text)
    return ~found, doubt if odd is None else doubt | text.re_search(odd)


def plain_differs(text: Any) -> Any:
    """Whether a text has characters by which regular expressions differ: line ends, and those beyond ASCII."""
    return (octets(text) != text.length()) | text.contains("\n")


def octets(text: Any) -> Any:
    """The length of a text in bytes."""
    import ibis  # noqa: PLC0415 - heavy

    @ibis.udf.scalar.builtin(name="strlen", signature=(("string",), "int64"))  # type: ignore[untyped-decorator]  # ibis ships no types
    def strlen(text: Any) -> Any: ...

    return strlen(text)


def _startswith(reading: Reading, arguments: Mapping[str, Any]) -> tuple[Any, Any]:
    return ~_text(reading).startswith(_string(arguments)), None


def _endswith(reading: Reading, arguments: Mapping[str, Any]) -> tuple[Any, Any]:
    return ~_text(reading).endswith(_string(arguments)), None


def _string(arguments: Mapping[str, Any]) -> str:
    string = arguments["string"]
    if type(string) is not str:
        raise Uncompiled("several beginnings or endings")
    return string


_COMPILERS: dict[str, Callable[[Reading, Mapping[str, Any]], tuple[Any, Any]]] = {
    "greater_than": _order("min_value", operator.le),
    "greater_than_or_equal_to": _order("min_value", operator.lt),
    "less_than": _order("max_value", operator.ge),
    "less_than_or_equal_to": _order("max_value", operator.gt),
    "in_range": _in_range,
    "equal_to": _equal,
    "not_equal_to": _unequal,
    "isin": _isin,
    "notin": _notin,
    "str_length": _length,
    "str_matches": _matches,
    "str_contains": _contains,
    "str_startswith": _startswith,
    "str_endswith": _endswith,
}
