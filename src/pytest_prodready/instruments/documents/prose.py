"""Words, numbers and durations in running text."""

import re

_URL = re.compile(r"\b[a-z][a-z0-9+.-]{0,20}://[^\s<>]+|\bwww\.[^\s<>]+", re.IGNORECASE)
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]|[^\W\d_][\w'\u2019-]*")
_NO_RESULT = re.compile(
    r"\b\d{4}-\d\d(?:-\d\d)?\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b"  # dates
    r"|\bv\d+(?:\.\d+)*\b|\b\d+\.\d+\.\d+(?:\.\d+)*\b"  # versions
    r"|\b(?:table|figure|fig\.|section|chapter|appendix|step|page|version|seed)\s*\d+",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?<![\w./:])(?<![^\W\d]-)(?P<digits>\d++(?:,\d{3})*+(?:\.\d++)?|\.\d++)"
    r"(?:\s?%|(?:ms|s|m|min|h|d|k|M|x|pp|/s)(?![^\W\d]))?(?![\w.]*\w|-[^\W\d])"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
_DURATION = re.compile(
    r"(?<![\w.])(?P<number>\d+(?:\.\d+)?)[\s-]?"
    r"(?:(?P<ms>ms|milliseconds?)|(?P<s>s|secs?|seconds?)|(?P<m>m|mins?|minutes?)|(?P<h>h|hrs?|hours?)|(?P<d>d|days?))\b",
    re.IGNORECASE,
)


def words(text: str) -> list[str]:
    """Words: runs of letters, and each Chinese or Japanese character, as in Unicode's text segmentation (UAX 29).

    Numbers and URLs are none.
    """
    return [match[0] for match in _WORD.finditer(_URL.sub(" ", text))]


def count_words(text: str) -> int:
    """How many words there are."""
    return len(words(text))


def numbers(text: str) -> list[str]:
    """Numbers that could be a value or a threshold: no dates, years, versions, URLs or parts of names (F1, top-5)."""
    plain = _NO_RESULT.sub(" ", _URL.sub(" ", text))
    found = (match["digits"] for match in _NUMBER.finditer(plain))
    return [digits for digits in found if not _YEAR.fullmatch(digits)]


def durations(text: str) -> list[tuple[float, str]]:
    """Every length of time in the text: in seconds, and as it is written."""
    found = []
    for match in _DURATION.finditer(text):
        unit = next(unit for unit in _SECONDS if match[unit])
        found.append((float(match["number"]) * _SECONDS[unit], match[0]))
    return found
