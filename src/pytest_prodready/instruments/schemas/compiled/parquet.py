"""How pandas reads a column of parquet: by its type, and for integers and bools by whether a value lacks."""

from collections.abc import Iterator
from typing import Any

from pytest_prodready.instruments.schemas.compiled.checks import EXACT
from pytest_prodready.instruments.schemas.compiled.reading import Answers, Kind, Reading


def readings(column: Any, filled: Any, lacking: Any) -> Iterator[Reading]:
    """The readings of a column whose pandas dtype is `filled`, or `lacking` where values are missing; likeliest first.

    Types that have no reading (dates, decimals, categories, lists, bools that lack a value) are left to pandas.
    """
    kind = _kind(filled, column.type())
    if kind is None:
        return
    missing = column.isnull() | column.isnan() if kind is Kind.FLOAT else column.isnull()
    single = kind is Kind.FLOAT and column.type().is_float32()
    if filled == lacking:
        yield Reading(filled, kind, column, missing, single=single)
        return
    questions = {"lacking": missing}
    yield Reading(filled, kind, column, missing, questions, _nothing_lacks, single=single)
    if kind is Kind.INTEGER and _kind(lacking, None) is Kind.FLOAT and str(lacking) == "float64":
        inexact = (column > EXACT) | (column < -EXACT)
        yield Reading(lacking, Kind.FLOAT, column.cast("float64"), missing, {**questions, "inexact": inexact}, _exact)


def _nothing_lacks(answers: Answers) -> bool:
    return not answers["lacking"]


def _exact(answers: Answers) -> bool:
    return bool(answers["lacking"]) and not answers["inexact"]


def _kind(dtype: Any, stored: Any) -> Kind | None:
    """The kind of a pandas dtype whose values the engine holds as `stored` in the same way; None for all others."""
    import pandas as pd  # noqa: PLC0415 - heavy

    types = pd.api.types
    if types.is_bool_dtype(dtype):
        return Kind.BOOL if stored is None or stored.is_boolean() else None
    if types.is_integer_dtype(dtype):
        return Kind.INTEGER if stored is None or stored.is_integer() else None
    if types.is_float_dtype(dtype) and not types.is_extension_array_dtype(dtype):
        return Kind.FLOAT if stored is None or stored.is_float32() or stored.is_float64() else None
    if isinstance(dtype, pd.StringDtype) and not _marks_by_na(dtype):
        return Kind.TEXT if stored is None or stored.is_string() else None
    naive = str(dtype).startswith("datetime64[") and "," not in str(dtype)
    return Kind.TIME if naive and (stored is None or stored.is_timestamp()) else None


def _marks_by_na(dtype: Any) -> bool:
    import pandas as pd  # noqa: PLC0415 - heavy

    return getattr(dtype, "na_value", pd.NA) is pd.NA
