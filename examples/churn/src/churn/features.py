"""From a customer's row to the features of the model, without a data frame: a request has one row."""

import math
from collections.abc import Mapping

Row = Mapping[str, object]

NUMBERS = ("tenure", "monthly_charges", "total_charges")
FLAGS = ("partner", "dependents", "phone_service", "paperless_billing")
CATEGORIES = (
    "multiple_lines",
    "internet_service",
    "online_security",
    "online_backup",
    "device_protection",
    "tech_support",
    "streaming_tv",
    "streaming_movies",
    "contract",
    "payment_method",
)


def features_of(row: Row) -> dict[str, float | str]:
    """The features of one customer. What is missing is NaN (a number) or absent (a category), never an error.

    `female` and `senior_citizen` are left out on purpose: they are what the model card compares groups by.
    """
    numbers: dict[str, float] = {name: _number(row.get(name)) for name in (*NUMBERS, *FLAGS)}
    if math.isnan(numbers["total_charges"]):  # not billed yet: the first month is still running
        numbers["total_charges"] = numbers["tenure"] * numbers["monthly_charges"]
    texts = {name: row[name] for name in CATEGORIES if isinstance(row.get(name), str) and row[name]}
    return {**numbers, **texts}


def _number(value: object) -> float:
    try:
        number = float(value)  # type: ignore[arg-type]  # what is not a number is missing
    except (TypeError, ValueError):
        return math.nan
    return number if math.isfinite(number) else math.nan
