"""How pandas reads the cells of a CSV column: by all of them, as integers, floats, bools or text."""

from collections.abc import Iterator
from typing import Any

from pytest_prodready.instruments.schemas.compiled.reading import Answers, Kind, Reading
from pytest_prodready.instruments.tables.loading import PLACE

_INTEGER = r"^[ \t]*[+-]?[0-9]{1,18}[ \t]*$"
_FLOAT = r"^[ \t]*[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,2})?[ \t]*$"
_HUGE = r"^[ \t]*[+-]?[0-9]{19,}[ \t]*$"
"""An integer that may need more than 64 bits, of which pandas makes what the others of the column allow."""
_SURE_TEXT = r"[^0-9eE+\-.\s]|[0-9.][+\-]|\.[^.]*\."
"""What no number of pandas has: another character, a sign after a digit, two points."""
_INFINITE = r"^\s*[+-]?(?i:inf|infinity)\s*$"
_LONG = 15
"""More characters than this may be more digits than pandas parses without an error in the last one."""
_TRUE, _FALSE = ("True", "TRUE", "true"), ("False", "FALSE", "false")


def readings(text: Any, place: Any, parts: int, wanted: Any) -> Iterator[Reading]:
    """The readings of a column of text cells, that which the schema wants first.

    pandas reads each file by itself, so text is text only where each file has a cell that is nothing else. A column
    of which no reading holds (infinite values, integers beyond 64 bits, bools with missing values) is left to pandas.
    """
    known = {Kind.INTEGER: _integers, Kind.FLOAT: _floats, Kind.BOOL: _bools}
    first = _kind_of(wanted)
    order = sorted((*known, Kind.TEXT), key=lambda kind: kind is not first)
    for kind in order:
        yield known[kind](text) if kind in known else _texts(text, place, parts)


def _kind_of(wanted: Any) -> Kind:
    said = str(wanted).lower()
    if said.startswith(("int", "uint")):
        return Kind.INTEGER
    if said.startswith("float"):
        return Kind.FLOAT
    return Kind.BOOL if said.startswith("bool") else Kind.TEXT


def _integers(text: Any) -> Reading:
    import numpy as np  # noqa: PLC0415 - heavy

    value = text.strip().try_cast("int64")
    questions = {"lacking": text.isnull(), "other": ~text.re_search(_INTEGER) | (value.isnull() & text.notnull())}
    return Reading(np.dtype("int64"), Kind.INTEGER, value, text.isnull(), questions, _nothing)


def _floats(text: Any) -> Reading:
    import numpy as np  # noqa: PLC0415 - heavy

    value = text.strip().try_cast("float64")
    questions = {
        "lacking": text.isnull(),
        "no float": ~text.re_search(_FLOAT) | text.re_search(_HUGE) | (value.isnull() & text.notnull()),
        "no integer": ~text.re_search(_INTEGER),
    }
    rounded = text.length() > _LONG
    return Reading(np.dtype("float64"), Kind.FLOAT, value, text.isnull(), questions, _float_holds, rounded=rounded)


def _float_holds(answers: Answers) -> bool:
    return not answers["no float"] and bool(answers["no integer"] or answers["lacking"])


def _bools(text: Any) -> Reading:
    import numpy as np  # noqa: PLC0415 - heavy

    questions = {"lacking": text.isnull(), "other": ~text.isin([*_TRUE, *_FALSE])}
    return Reading(np.dtype("bool"), Kind.BOOL, text.isin(_TRUE), text.isnull(), questions, _nothing)


def _nothing(answers: Answers) -> bool:
    return not answers["lacking"] and not answers["other"]


def _texts(text: Any, place: Any, parts: int) -> Reading:
    import pandas as pd  # noqa: PLC0415 - heavy

    sure = text.re_search(_SURE_TEXT) & ~text.re_search(_INFINITE) & ~text.isin([*_TRUE, *_FALSE])
    questions = {
        f"text {part}": sure & place.between(part * PLACE, (part + 1) * PLACE) if parts > 1 else sure
        for part in range(parts)
    }
    dtype = pd.Series(["x"]).dtype
    return Reading(dtype, Kind.TEXT, text, text.isnull(), questions, lambda answers: _all_text(answers, parts))  # noqa: PD003 - ibis, not pandas


def _all_text(answers: Answers, parts: int) -> bool:
    return all(answers[f"text {part}"] for part in range(parts))
