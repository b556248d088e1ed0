"""Bytes to the text of a YAML document: UTF-8, of a bounded size, without a character that hides what follows."""

import re

from pytest_prodready.core.location import Location
from pytest_prodready.core.problem import Problem
from pytest_prodready.reading.unreadable import Unreadable

MEBIBYTE = 1 << 20
# What YAML 1.2 calls printable, without the three line ends that it dropped and parsers of 1.1 still obey: behind
# one of them a comment would go on as a key that no editor shows. A byte order mark inside of the text is white
# space to libyaml and a letter to PyYAML.
_FORBIDDEN = re.compile("[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def decoded(data: bytes, path: str, first_line: int, at_most: int) -> str:
    """The text with line feeds as its only line ends.

    Raises:
        Unreadable: it is larger than `at_most` bytes, no UTF-8, or holds a character that YAML forbids.

    """
    if len(data) > at_most:
        size = f"{at_most // MEBIBYTE} MiB" if at_most >= MEBIBYTE else f"{at_most} bytes"
        raise _unreadable(path, first_line, 1, f"larger than the {size} that are read")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise _unreadable(path, first_line, 1, "UTF-16 text", "save it as UTF-8")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + first_line
        raise _unreadable(path, line, 1, f"not UTF-8: byte 0x{data[error.start]:02x}", "save it as UTF-8") from None
    # A lone carriage return ends a line for YAML, too.
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    forbidden = _FORBIDDEN.search(text)
    if forbidden is not None:
        at = forbidden.start()
        line, column = text.count("\n", 0, at) + first_line, at - text.rfind("\n", 0, at)
        what = f"the invisible character U+{ord(forbidden[0]):04X}"
        raise _unreadable(path, line, column, what, "remove it")
    return text


def _unreadable(path: str, line: int, column: int, what: str, fix: str = "") -> Unreadable:
    return Unreadable(Problem(Location(path, line, column), what, fix=fix))
