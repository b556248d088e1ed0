"""What goes wrong inside of a column: each takes a pandas series and gives it broken, or None where it cannot be."""

from collections.abc import Callable, Mapping
from typing import Any

Corrupt = Callable[[Any], Any]
EACH = 10
"""Every tenth row is broken, the first among them: a fault that comes and goes, as most do."""
_FEW = 50
"""Up to so many values, each met more than once, are categories; more are names, keys or free text."""
_ISO_DATE = r"\d{4}-\d{2}-\d{2}"


def some(values: Any) -> Any:
    """Which rows are broken."""
    import numpy as np  # noqa: PLC0415 - heavy

    return np.arange(len(values)) % EACH == 0


def nulls(values: Any) -> Any:
    """A tenth of the values is lost; where some are missing anyhow that is no corruption."""
    return None if values.isna().any() else values.mask(some(values))


def all_null(values: Any) -> Any:
    """Nothing arrives in the column."""
    return values.mask(values.notna())


def word_among_numbers(values: Any) -> Any:
    """A number is replaced by a word."""
    return values.astype(object).mask(some(values), "unknown") if _is_number(values) else None


def decimal_comma(values: Any) -> Any:
    """Fractions are written as half of Europe writes them."""
    if not _is_fraction(values):
        return None
    return values.astype(object).mask(some(values) & values.notna(), values.map("{:.2f}".format).str.replace(".", ","))


def unit_x1000(values: Any) -> Any:
    """The whole batch comes in a unit a thousand times smaller: grams for kilograms."""
    return values * 1000 if _is_number(values) else None


def unit_per_1000(values: Any) -> Any:
    """The whole batch comes in a unit a thousand times larger."""
    return values / 1000 if _is_number(values) else None


def sign_flipped(values: Any) -> Any:
    """Refunds booked as charges: what is never below zero is."""
    if not _is_number(values) or (values < 0).any():
        return None
    return values.mask(some(values), -values)


def infinite(values: Any) -> Any:
    """A division by zero upstream."""
    return values.mask(some(values), float("inf")) if _is_fraction(values) else None


def unseen_category(values: Any) -> Any:
    """A word that nobody has announced."""
    return values.mask(some(values), "unseen") if _is_category(values) else None


def other_case(values: Any) -> Any:
    """A source that writes YES for Yes."""
    return values.mask(some(values), values.str.swapcase()) if _is_text(values) else None


def padded_text(values: Any) -> Any:
    """A fixed-width export leaves its blanks."""
    return values.mask(some(values), values + "  ") if _is_text(values) else None


def blank_text(values: Any) -> Any:
    """An empty form field that was saved as a blank."""
    return values.mask(some(values), " ") if _is_text(values) else None


def numbers_for_text(values: Any) -> Any:
    """A source that sends the number of a category for its word."""
    import pandas as pd  # noqa: PLC0415 - heavy

    return pd.Series(range(len(values)), index=values.index, name=values.name) if _is_text(values) else None


def other_date_format(values: Any) -> Any:
    """Dates as people write them: day first."""
    dates = _dates(values)
    return None if dates is None else values.astype(object).mask(some(values), dates.dt.strftime("%d.%m.%Y"))


def far_future(values: Any) -> Any:
    """The date that stands for never in many a database."""
    dates = _dates(values)
    if dates is None:
        return None
    never = dates.mask(some(values), dates.max().replace(year=2199, month=12, day=31))
    return never.dt.strftime("%Y-%m-%d") if _is_text_like(values) else never


def _is_number(values: Any) -> bool:
    import pandas as pd  # noqa: PLC0415 - heavy

    return pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values)


def _is_fraction(values: Any) -> bool:
    import pandas as pd  # noqa: PLC0415 - heavy

    return pd.api.types.is_float_dtype(values)


def _is_text_like(values: Any) -> bool:
    there = values.dropna()
    return bool(len(there)) and there.map(lambda value: isinstance(value, str)).all()


def _is_text(values: Any) -> bool:
    return _is_text_like(values) and _dates(values) is None


def _is_category(values: Any) -> bool:
    return _is_text(values) and values.nunique() <= min(_FEW, len(values) / 2)


def _dates(values: Any) -> Any:
    """The values as dates, where they are; text in ISO 8601 counts."""
    import pandas as pd  # noqa: PLC0415 - heavy

    if pd.api.types.is_datetime64_any_dtype(values):
        return values if values.notna().any() else None
    if _is_text_like(values) and values.dropna().str.match(_ISO_DATE).all():
        dates = pd.to_datetime(values.str[:10], format="%Y-%m-%d", errors="coerce")
        return dates if dates.notna().any() else None
    return None


COLUMN_CORRUPTIONS: Mapping[str, Corrupt] = {
    corrupt.__name__: corrupt
    for corrupt in (
        *(nulls, all_null),
        *(word_among_numbers, decimal_comma, unit_x1000, unit_per_1000, sign_flipped, infinite),
        *(unseen_category, other_case, padded_text, blank_text, numbers_for_text),
        *(other_date_format, far_future),
    )
}
"""By the name that a report gives them."""
