"""Numbers in words: one way to say a value, a limit and where they stand, for messages on every surface."""

from pytest_prodready.core.estimate import Estimate
from pytest_prodready.core.hostile import clean
from pytest_prodready.core.measurement import Measurement, Relation, Standing

_EXACT, _LARGE = 1e15, 100
_BEYOND = {Relation.AT_MOST: ">", Relation.AT_LEAST: "<"}
_WITHIN = {Relation.AT_MOST: "<=", Relation.AT_LEAST: ">="}


def quantity(number: float, unit: str) -> str:
    """A number with its unit: shares as percent, seconds as ms where they are short, counts with separators."""
    if unit == "share":
        return f"{_digits(100 * number)}%"
    if unit == "s":
        return f"{_digits(1000 * number)} ms" if abs(number) < 1 else f"{_digits(number)} s"
    return f"{_digits(number)} {unit}".rstrip()


def said(measurement: Measurement) -> str:
    """One line: what was measured, its value against its limit, its bounds, and the first detail."""
    unit, value = measurement.unit, measurement.value
    standing = measurement.standing
    if standing is Standing.NOT_A_NUMBER:
        odd = clean(f"{measurement.point} against {measurement.limit}", width=120)
        return f"{measurement.what}: {odd} is no comparison of finite numbers"
    sign = (_BEYOND if standing is Standing.BROKEN else _WITHIN)[measurement.relation]
    line = f"{measurement.what}: {_short(measurement.point, unit)} {sign} {quantity(measurement.limit, unit)}"
    if standing is Standing.UNDECIDED and isinstance(value, Estimate):
        bound = quantity(measurement.unfavourable, unit)
        line += f" holds, but its bound {bound} does not at n={value.n:,}: {_wanted(measurement)}"
    elif isinstance(value, Estimate):
        line += f" [{quantity(value.low, unit)}, {quantity(value.high, unit)}], n={value.n:,}"
    return f"{line}; {measurement.details[0]}" if measurement.details else line


def _wanted(measurement: Measurement) -> str:
    value = measurement.value
    needed = value.needed(measurement.limit) if isinstance(value, Estimate) else None
    return "no n decides a value on its limit" if needed is None else f"needs n of about {needed:,}"


def _short(number: float, unit: str) -> str:
    return quantity(number, unit if unit in ("share", "s") else "")


def _digits(number: float) -> str:
    if float(number).is_integer() and abs(number) < _EXACT:
        return f"{int(number):,}"
    return f"{number:,.1f}" if abs(number) >= _LARGE else f"{number:.3g}"
