"""Values that people write with their unit in the text, and how each is read.

A kind is named in an annotation, `Annotated[float, DURATION]`: the loader reads the text with it, and the
JSON Schema and the reference page describe it.
"""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

_SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0, "min": 60.0, "h": 3600.0, "d": 86400.0, "day": 86400.0, "days": 86400.0}
_PER_SECOND = {"s": 1.0, "min": 60.0, "h": 3600.0, "day": 86400.0}
_MONTHS = 12
"""Months in a year."""
_WHOLE = 100
"""Percent in a whole."""
_NUMBER = r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?"
_DURATION = re.compile(rf"({_NUMBER}) ?({'|'.join(sorted(_SECONDS, key=len, reverse=True))})")
_RATE = re.compile(rf"({_NUMBER}) ?/ ?({'|'.join(_PER_SECOND)})")
_SPAN = re.compile(r"([1-9][0-9]{0,4}) (days?|months?|years?)")
_SHARE = re.compile(rf"({_NUMBER}) ?%")
_CRON = re.compile(r"(?:[0-9A-Za-z*/,#-]+ +){4}[0-9A-Za-z*/,#-]+")
_ENTRY_POINT = re.compile(r"(?:[\w.]+|[\w./-]+\.py):[A-Za-z_]\w*")


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """`read` turns what YAML gave into the typed value, or raises ValueError saying what is wrong.

    `schema` is the JSON Schema of the written form; `unit` that of the typed value; `help` one line for people.
    """

    name: str
    unit: str
    help: str
    schema: Mapping[str, object]
    read: Callable[[object], object]


def _read_duration(written: object) -> float:
    match = _DURATION.fullmatch(written) if isinstance(written, str) else None
    if match is None:
        meant = f"; did you mean {written}ms or {written}s?" if _is_number(written) else ""
        raise ValueError(f"a duration carries its unit (200ms, 10s, 5m, 2h, 30 days){meant}")
    return _positive(float(match[1]) * _SECONDS[match[2]], "duration")


def _read_span(written: object) -> int:
    match = _SPAN.fullmatch(written) if isinstance(written, str) else None
    if match is None:
        raise ValueError("a span of time is a whole number of days, months or years: 90 days, 12 months, 2 years")
    number, unit = int(match[1]), match[2]
    if unit.startswith("day"):
        return number
    years, months = divmod(number * (_MONTHS if unit.startswith("year") else 1), _MONTHS)
    return 365 * years + 30 * months


def _read_cron(written: object) -> str:
    if not isinstance(written, str) or not _CRON.fullmatch(written):
        raise ValueError("a schedule is a cron line of five fields in UTC: '0 6 * * *' is every day at six")
    return written


def _read_rate(written: object) -> float:
    match = _RATE.fullmatch(written) if isinstance(written, str) else None
    if match is None:
        meant = f"; did you mean {written}/s?" if _is_number(written) else ""
        raise ValueError(f"a rate carries its unit (50/s, 3000/min, 700/day){meant}")
    return _positive(float(match[1]) / _PER_SECOND[match[2]], "rate")


def _read_share(written: object) -> float:
    match = _SHARE.fullmatch(written) if isinstance(written, str) else None
    if match is not None:
        share = float(match[1]) / 100
    elif _is_number(written):
        share = float(written)  # type: ignore[arg-type]  # _is_number has looked
    else:
        raise ValueError("a share is written 23% or 0.23")
    if not 0 <= share <= 1:
        meant = f"; did you mean {written}%?" if match is None and 1 < share <= _WHOLE else ""
        raise ValueError(f"a share lies between 0% and 100%{meant}")
    return share


def _read_path(written: object) -> str:
    if not isinstance(written, str) or not written.strip():
        raise ValueError("a path is text, relative to the manifest")
    if written.startswith(("/", "~", "\\")) or re.match(r"[A-Za-z]:", written):
        raise ValueError("a path is relative to the manifest, never absolute")
    if ".." in re.split(r"[/\\]", written):
        raise ValueError("a path stays inside the repo: no '..'")
    return written


def _read_entry_point(written: object) -> str:
    if not isinstance(written, str) or not _ENTRY_POINT.fullmatch(written):
        raise ValueError("an entry point is written module:attribute or path/file.py:attribute")
    _read_path(written.rpartition(":")[0])
    return written


def _read_command(written: object) -> tuple[str, ...]:
    if isinstance(written, str):
        # A ValueError throughout: the loader turns it into the manifest's own message.
        raise ValueError(  # noqa: TRY004
            f"a command is a list of words, never a string for a shell: [{', '.join(written.split())}]"
        )
    if not isinstance(written, list) or not written or not all(isinstance(word, str) and word for word in written):
        raise ValueError("a command is a list of words, each of them text")
    return tuple(written)


def _positive(number: float, what: str) -> float:
    if not math.isfinite(number) or number <= 0:
        raise ValueError(f"a {what} is more than zero")
    return number


def _is_number(written: object) -> bool:
    return isinstance(written, int | float) and not isinstance(written, bool)


def _text(pattern: str) -> dict[str, object]:
    return {"type": "string", "pattern": f"^(?:{pattern})$"}


DURATION = Kind("duration", "s", "200ms, 10s, 5m, 2h, 30 days", _text(_DURATION.pattern), _read_duration)
SPAN = Kind(
    "span",
    "days",
    "90 days, 12 months, 2 years; 12 months are 365 days, a single one 30",
    _text(_SPAN.pattern),
    _read_span,
)
CRON = Kind("schedule", "", "a cron line of five fields, in UTC: '0 6 * * *'", _text(_CRON.pattern), _read_cron)
RATE = Kind("rate", "1/s", "50/s, 3000/min, 700/day", _text(_RATE.pattern), _read_rate)
SHARE = Kind(
    "share",
    "share",
    "23% or 0.23",
    {"anyOf": [_text(_SHARE.pattern), {"type": "number", "minimum": 0, "maximum": 1}]},
    _read_share,
)
PATH = Kind("path", "", "relative to the manifest", {"type": "string", "minLength": 1}, _read_path)
GLOB = Kind("glob", "", "a path or a pattern, relative to the manifest", {"type": "string", "minLength": 1}, _read_path)
ENTRY_POINT = Kind(
    "entry point", "", "module:attribute or path/file.py:attribute", _text(_ENTRY_POINT.pattern), _read_entry_point
)
COMMAND = Kind(
    "command",
    "",
    "a list of words; {port}, {python} and {tmp} are replaced",
    {"type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1},
    _read_command,
)
