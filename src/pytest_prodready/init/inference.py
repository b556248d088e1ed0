"""What pandera infers of a column, held against the column itself before it is believed."""

from dataclasses import dataclass
from typing import Any

from pytest_prodready.core.hostile import clean
from pytest_prodready.instruments.tables.refusals import quietly

ANY = "Any"
_ANNOTATIONS = {
    **{f"{sign}int{bits}": f"pa.{sign.upper()}Int{bits}" for sign in ("", "u") for bits in (8, 16, 32, 64)},
    **{f"{sign}Int{bits}": f"pa.{sign}INT{bits}" for sign in ("", "U") for bits in (8, 16, 32, 64)},
    "int64": "int",
    "float32": "pa.Float32",
    "float64": "float",
    "bool": "bool",
    "boolean": "pa.BOOL",
    "str": "str",
    "string": "str",
    "datetime64[ns]": "pa.DateTime",
    "timedelta64[ns]": "pa.Timedelta",
    "category": "pa.Category",
    "date": "pa.Date",
    "object": "pa.Object",
}
_BUILT_IN = {"int": int, "float": float, "bool": bool, "str": str}
_BOUNDS = {"greater_than_or_equal_to": "min_value", "less_than_or_equal_to": "max_value"}


@dataclass(frozen=True, slots=True)
class Inferred:
    """The type as a schema names it, whether values are missing for pandas, and the range that was observed."""

    annotation: str
    nullable: bool
    lowest: str = ""
    highest: str = ""


def infer(values: Any) -> Inferred:
    """What pandera infers of a pandas series; a type that the series itself does not pass is `Any`."""
    import pandera.pandas as pa  # noqa: PLC0415 - heavy

    with quietly():
        try:
            found = pa.infer_schema(values)
            kind, checks = str(found.dtype).split("[pyarrow")[0], found.checks
        except Exception:  # noqa: BLE001 - pandera raises whatever odd values provoke; then the type is that of pandas
            kind, checks = str(values.dtype), []
        # What is inferred of an object column (whole numbers beyond 64 bits, say) is not always what it passes.
        named = (_ANNOTATIONS.get(one, ANY) for one in (kind, str(values.dtype)))
        annotation = next((one for one in named if one != ANY and _accepted(one, values)), ANY)
    bounds = {_BOUNDS[check.name]: check.statistics for check in checks if check.name in _BOUNDS}
    told = {word: _told(statistics.get(word), annotation) for word, statistics in bounds.items()}
    return Inferred(annotation, bool(values.isna().any()), told.get("min_value", ""), told.get("max_value", ""))


def _accepted(annotation: str, values: Any) -> bool:
    import pandera.pandas as pa  # noqa: PLC0415 - heavy

    kind = _BUILT_IN.get(annotation) or getattr(pa, annotation.removeprefix("pa."), None)
    try:
        pa.SeriesSchema(kind, nullable=True).validate(values)
    except Exception:  # noqa: BLE001 - a refusal, or whatever a type raises on values that it does not fit
        return False
    return kind is not None


def _told(bound: Any, annotation: str) -> str:
    if isinstance(bound, int | float):
        whole = "int" in annotation.lower() and float(bound).is_integer()
        return f"{int(bound)}" if whole else f"{bound:.6g}"
    return clean(bound, width=40)
