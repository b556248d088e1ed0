"""What `coerce` makes of a column, where the engine can make the same."""

from typing import Any

from pytest_prodready.instruments.schemas.compiled.checks import EXACT, Uncompiled
from pytest_prodready.instruments.schemas.compiled.reading import Answers, Kind, Reading

_FIRST, _LAST = 1678, 2261
"""The whole years that nanoseconds in 64 bits reach."""


def coerced(reading: Reading, wanted: Any) -> tuple[Reading, Any]:
    """The reading after coercion, and the condition under which a value loses something (or None).

    Integers become floats, floats integers, and times times of another unit; text stays text.

    Raises:
        Uncompiled: the conversion is left to pandas.

    """
    if wanted.type == reading.dtype:
        return reading, None
    said = str(wanted.type)
    if reading.kind is Kind.INTEGER and said == "float64" and not reading.nullable:
        return Reading(wanted.type, Kind.FLOAT, reading.value.cast("float64"), reading.missing), None
    if reading.kind is Kind.FLOAT and said == "int64" and reading.rounded is None:
        return _truncated(reading, wanted.type)
    if reading.kind is Kind.TIME and said == "datetime64[ns]" and not wanted.to_datetime_kwargs:
        year = reading.value.year()
        questions = {"impossible": (year < _FIRST) | (year > _LAST)}
        return Reading(wanted.type, Kind.TIME, reading.value, reading.missing, questions, _possible), None
    raise Uncompiled("coercion")


def _truncated(reading: Reading, dtype: Any) -> tuple[Reading, Any]:
    """Floats as `astype` makes them integers: towards zero, and not at all where one is missing or too large."""
    import ibis  # type: ignore[import-untyped] # noqa: PLC0415 - ships no types; heavy

    value = reading.value.cast("float64")
    whole = ibis.ifelse(value < 0, value.ceil(), value.floor())
    impossible = reading.missing | (value.abs() > EXACT)
    integer = ibis.ifelse(impossible, ibis.null("int64"), whole.try_cast("int64"))
    seen = Reading(dtype, Kind.INTEGER, integer, reading.missing, {"impossible": impossible}, _possible)
    return seen, (value != whole) & ~reading.missing


def _possible(answers: Answers) -> bool:
    return not answers["impossible"]
