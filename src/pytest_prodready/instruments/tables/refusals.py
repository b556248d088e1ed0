"""What DuckDB says of a file it cannot read, in one line with the place."""

import json
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pytest_prodready.core.hostile import clean
from pytest_prodready.core.looking import CannotLook

_LINE = re.compile(r"CSV Error on Line: (\d+)|in line (\d+)")
_COLUMNS = re.compile(r"Expected Number of Columns: (\d+) Found: (\d+)")
_PATH = re.compile(r"""(?:file )?["']?\S*\.(?:parquet|csv|jsonl)["']?""")
_SAID = (
    ("Invalid unicode", "not UTF-8 text", "save it as UTF-8"),
    (
        "unterminated quote",
        "a quote is opened and not closed, or text follows a closing quote",
        "write a quote inside a cell twice",
    ),
    ("aximum line size", "one line is longer than 2 MB", "close the quote that swallows the lines, or use parquet"),
    ("invalid state", "no regular CSV: line ends are mixed, or a quote stands in the middle", "write it anew"),
    ("expected records", "a line is no JSON object", "write one object a line: {...}"),
    ("duplicate key", "an object has the same key twice", "write each key once"),
)


@contextmanager
def refusing(path: str, file: Path | None = None) -> Iterator[None]:
    """Turn what DuckDB raises about `path` into the CannotLook that a person can act on.

    `file` is where it can be read again, to find the line of broken JSON, which DuckDB miscounts.
    """
    import duckdb  # noqa: PLC0415 - heavy

    with quietly():
        try:
            yield
        except duckdb.Error as error:
            raise _refusal(path, str(error), file) from None


@contextmanager
def quietly() -> Iterator[None]:
    """Keep the warnings that libraries give each other from failing a run that turns warnings into errors."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _refusal(path: str, message: str, file: Path | None) -> CannotLook:
    found = None if "Malformed JSON" in message else _LINE.search(message)
    place = clean(path) + (f":{found[1] or found[2]}" if found else "")
    columns = _COLUMNS.search(message)
    if columns:
        return CannotLook(
            f"{place}: the row has {columns[2]} columns, the header {columns[1]}",
            fix="quote the cell that holds a comma, or complete the row",
        )
    line = _broken_line(file) if "Malformed JSON" in message and file is not None else None
    if line is not None:
        return CannotLook(f"{clean(path)}:{line}: not JSON", fix="write one object a line: {...}")
    for phrase, reason, fix in _SAID:
        if phrase in message:
            return CannotLook(f"{place}: {reason}", fix=fix)
    first = _PATH.sub("the file", message.splitlines()[0])
    return CannotLook(f"{place}: cannot be read as a table: {clean(first, width=200)}", fix="write the file anew")


def _broken_line(file: Path) -> int | None:
    with file.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            try:
                json.loads(line if line.strip() else b"{}")
            except ValueError:
                return number
    return None
