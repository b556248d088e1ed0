"""Dates and times in text, in the forms that schemas name, and checks of pandera on them."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from pytest_prodready.instruments.schemas.standards.checks import check, in_order, judged

_OFFSET = r"(?:Z|[+-][0-9]{2}:?[0-9]{2})"
_CLOCK = r"[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?"
_ISO = {
    "date": r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "timestamp": rf"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}[T ]{_CLOCK}{_OFFSET}?",
    "time": rf"{_CLOCK}{_OFFSET}?",
}
_XML = {
    "date": _ISO["date"],
    "timestamp": rf"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}T[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}(?:\.[0-9]{{1,9}})?{_OFFSET}?",
    "time": "[0-9]{2}:[0-9]{2}:[0-9]{2}",
}
_JDK = {
    "yyyy": ("%Y", "[0-9]{4}"),
    "uuuu": ("%Y", "[0-9]{4}"),
    "yy": ("%y", "[0-9]{2}"),
    **dict.fromkeys(("MM",), ("%m", "[0-9]{2}")),
    **{letters: (code, "[0-9]{2}") for letters, code in (("dd", "%d"), ("HH", "%H"), ("hh", "%I"), ("mm", "%M"))},
    **{letters: (code, "[0-9]{1,2}") for letters, code in (("M", "%m"), ("d", "%d"), ("H", "%H"))},
    "ss": ("%S", "[0-9]{2}"),
    "a": ("%p", "[AaPp][Mm]"),
    **dict.fromkeys(("X", "XX", "XXX", "x", "xx", "xxx", "Z", "ZZ", "ZZZ"), ("%z", _OFFSET)),
}
_LETTERS = re.compile(r"'(?P<quoted>[^']*)'|(?P<letters>(?P<letter>[A-Za-z])(?P=letter)*)|(?P<other>.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Form:
    """How a moment is written: `kind` is date, timestamp or time, `said` its name in messages.

    `strptime` is what pandas reads it by, `shape` what the text must look like besides, None where it need not.
    """

    kind: str
    said: str
    strptime: str
    shape: re.Pattern[str] | None = None


def iso(kind: str, *, said: str = "", strict: bool = False) -> Form:
    """The form of ISO 8601; a moment may lack its seconds and its offset, unless `strict` asks for XML Schema's own."""
    return Form(kind, said or kind, "ISO8601", re.compile((_XML if strict else _ISO)[kind]))


def jdk(kind: str, written: str) -> Form:
    """The form that a pattern of Java's DateTimeFormatter names.

    Raises:
        ValueError: it has letters that are not read here; they are told.

    """
    codes, shape = [], []
    for found in _LETTERS.finditer(written):
        letters = found["letters"]
        if letters and set(letters) == {"S"} and len(letters) <= 9:  # noqa: PLR2004 - nanoseconds
            code, looks = "%f", f"[0-9]{{{len(letters)}}}"
        elif letters in _JDK:
            code, looks = _JDK[letters]
        elif letters and letters != "T":
            raise ValueError(letters)
        else:
            text = "'" if found["quoted"] == "" else found["quoted"] or found[0]
            code, looks = text.replace("%", "%%"), re.escape(text)
        codes.append(code)
        shape.append(looks)
    return Form(kind, f"{kind} {written}", "".join(codes), re.compile("".join(shape)))


def moments(values: Any, form: Form) -> Any:
    """The moments in UTC; NaT where a value is none of this form. One without an offset is taken for UTC."""
    import pandas as pd  # noqa: PLC0415 - heavy

    if pd.api.types.is_datetime64_any_dtype(values):
        return values.dt.tz_convert("UTC") if values.dt.tz is not None else values.dt.tz_localize("UTC")
    written = values.astype(object).map(_written, na_action="ignore")
    shape = form.shape
    fits = judged(
        written, lambda value: isinstance(value, str) and (shape is None or shape.fullmatch(value) is not None)
    )
    native = judged(values, lambda value: isinstance(value, dt.date | dt.time))
    found = _parsed(written.where(fits & ~native), form)
    own = _parsed(written.where(native), iso(form.kind))
    return found.where(found.notna(), own)


def of_form(form: Form) -> Any:
    """A check that every value is a moment of the form; a date has no time of day."""

    def holds(values: Any) -> Any:
        found = moments(values, form)
        there = found.notna()
        if form.kind == "date" and not _is_text(values):
            there &= found.dt.normalize() == found
        return values.isna() | there

    return check(form.said, holds)


def bound(word: str, limit: str, form: Form) -> Any:
    """A check of minimum, exclusiveMinimum, maximum or exclusiveMaximum on moments.

    Raises:
        ValueError: the limit is no moment.

    """
    import pandas as pd  # noqa: PLC0415 - heavy

    known = [moments(pd.Series([limit]), one)[0] for one in (form, iso(form.kind))]
    at = next((found for found in known if found is not pd.NaT), None)
    if at is None:
        raise ValueError(limit)

    def holds(values: Any) -> Any:
        found = moments(values, form)
        return found.isna() | in_order(word, found, at)

    return check(f"{word} {limit}", holds)


def with_offset(*, wanted: bool) -> Any:
    """A check that every moment names its offset from UTC, or that none does."""

    def holds(values: Any) -> Any:
        if _is_text(values):
            return values.isna() | (judged(values, _has_offset) == wanted)
        zoned = getattr(getattr(values, "dt", None), "tz", None) is not None
        return values.isna() | (zoned == wanted)

    return check(f"timezone {str(wanted).lower()}", holds)


def _has_offset(value: Any) -> bool:
    return re.search(f"{_OFFSET}$", str(_written(value)).partition(":")[2]) is not None


def _is_text(values: Any) -> bool:
    import pandas as pd  # noqa: PLC0415 - heavy

    return isinstance(values.dtype, pd.StringDtype) or values.dtype == object


def _written(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date | dt.time) else value


def _parsed(text: Any, form: Form) -> Any:
    import pandas as pd  # noqa: PLC0415 - heavy

    if text.isna().all():
        return pd.Series(pd.NaT, index=text.index, dtype="datetime64[us, UTC]")
    strptime = form.strptime
    if form.kind == "time":
        # Every time of day on one day, so that they can be compared.
        text = text.map("1970-01-01T{}".format, na_action="ignore")
        strptime = strptime if strptime == "ISO8601" else f"%Y-%m-%dT{strptime}"
    return pd.to_datetime(text, format=strptime, errors="coerce", utc=True)
