"""The process of a loader: a fresh interpreter, one function of the repo, called once without arguments.

Run as `python -m`; reads a plan from standard input and writes what came of it as JSON to standard output. What the
repo's code prints goes to standard error.
"""

import inspect
import json
import os
import sys
import traceback
from collections.abc import Iterable, Mapping, Sized
from pathlib import Path
from time import perf_counter
from typing import Any

from pytest_prodready.instruments.commands.entry_point import entry_point
from pytest_prodready.instruments.commands.fresh import answering


def count_rows(loaded: Any, at_most: int) -> int:
    """The rows of what a loader returned; an iterator is read until it has given `at_most`.

    A frame, an Arrow table, an array or a list has a length; a lazy frame of polars is collected; a reader of Arrow
    batches, an iterator or a list of frames has the rows of its parts.

    Raises:
        TypeError: it has no rows, as text, a mapping and a tuple of frames have none.

    """
    if inspect.iscoroutine(loaded):
        loaded.close()
        raise TypeError("the loader is a coroutine: name a function that awaits it")
    if type(loaded).__name__ == "LazyFrame":
        loaded = loaded.collect()
    if loaded is None or isinstance(loaded, str | bytes | Mapping):
        raise TypeError(f"the loader returned {_called(loaded)}, which has no rows")
    if isinstance(loaded, tuple) and any(_is_frame(part) or len(getattr(part, "shape", ())) > 1 for part in loaded):
        raise TypeError(f"the loader returned a tuple of {', '.join(map(_called, loaded))}: return one table")
    if isinstance(loaded, list):
        return sum(map(_rows, loaded))
    if isinstance(loaded, Sized):
        return len(loaded)
    if not isinstance(loaded, Iterable):
        raise TypeError(f"the loader returned {_called(loaded)}, which has no rows")
    rows = 0
    for part in loaded:
        rows += _rows(part)
        if rows >= at_most:
            break
    return rows


def _rows(part: Any) -> int:
    return len(part) if _is_frame(part) else 1


def _is_frame(part: Any) -> bool:
    """Whether it is a table of rows, as a frame and an Arrow batch are, rather than a row."""
    return hasattr(part, "columns") and hasattr(part, "__len__")


def _called(value: object) -> str:
    return "nothing" if value is None else type(value).__name__


def attempt(plan: Mapping[str, Any]) -> dict[str, Any]:
    """What came of one call: rows, type and seconds, or the error."""
    started = perf_counter()
    try:
        loaded = entry_point(plan["loader"], Path.cwd())()
        kind = _called(loaded)
        rows = count_rows(loaded, plan["rows"])
    except BaseException as error:  # noqa: BLE001 - whatever the repo's code raises, SystemExit too, is what came of it
        traceback.print_exc()
        said = traceback.format_exception_only(error)[-1].strip()
        return {"error": said, "seconds": perf_counter() - started}
    return {"rows": rows, "type": kind, "seconds": perf_counter() - started}


def main() -> None:
    """Read the plan, call the loader, write what came of it; threads that it left behind are not waited for."""
    with answering() as (plan, answer):
        json.dump(attempt(plan), answer)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
