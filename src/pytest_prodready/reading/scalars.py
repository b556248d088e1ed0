"""Plain scalars by YAML 1.2's core schema, with ISO dates, and a refusal where YAML 1.1 would have guessed."""

import math
import re
from datetime import date

_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+)(?:[eE][-+]?[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_OCTAL = re.compile(r"[-+]?0[0-9_]+")
_SEXAGESIMAL = re.compile(r"[-+]?[0-9]+(?::[0-5]?[0-9])+(?:\.[0-9]*)?")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_OLD_BOOLEANS = {"yes", "no", "on", "off", "y", "n"}
_NULLS = {"", "~", "null", "Null", "NULL"}
_BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_DIGITS = 300
_HALF = re.compile("[\ud800-\udfff]")


class Refused(ValueError):
    """A scalar that cannot be taken as it stands."""

    def __init__(self, what: str, fix: str = "") -> None:
        super().__init__(what)
        self.what, self.fix = what, fix


def read_scalar(written: str, *, plain: bool) -> object:
    """The value of a scalar; a quoted one is its text. Raises Refused."""
    if _HALF.search(written):
        raise Refused("half of a character (a lone surrogate)", "write the whole character")
    if "\0" in written:
        raise Refused("the character NUL, which no path or argument can hold", "remove it")
    if not plain:
        return written
    if written in _NULLS:
        return None
    if written in _BOOLEANS:
        return _BOOLEANS[written]
    if written.lower() in _OLD_BOOLEANS:
        raise Refused(f"unquoted {written}", "quote it, or write true or false")
    return _number_or_text(written)


def _number_or_text(written: str) -> object:
    if _DATE.fullmatch(written):
        try:
            return date.fromisoformat(written)
        except ValueError:
            raise Refused("no such date", "write a day that the calendar has") from None
    if _NOT_FINITE.fullmatch(written):
        raise Refused("not a finite number", "write a number")
    if _OCTAL.fullmatch(written):
        raise Refused("a number with a leading zero, which some readers take for octal", "drop the zero, or quote it")
    if _SEXAGESIMAL.fullmatch(written):
        raise Refused("a number in base sixty, for some readers", f"quote it: '{written}'")
    return _number(written)


def _number(written: str) -> object:
    if not _FLOAT.fullmatch(written):
        return written
    if len(written) > _DIGITS:
        raise Refused("a number of more than 300 digits", "write a smaller number")
    if _INT.fullmatch(written):
        return int(written)
    number = float(written)
    if not math.isfinite(number):
        raise Refused("not a finite number", "write a smaller number")
    return number
