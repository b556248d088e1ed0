"""The process that asks: a fresh interpreter, one function of the repo, lists of rows.

Run as `python -m`; reads the entry point and the lists as JSON from standard input and writes the answers as JSON to
standard output. What the repo's code prints goes to standard error.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

from pytest_prodready.instruments.load.predictor import entry_point


def plain(answer: Any) -> list[Any]:
    """One plain value a row; arrays of any library become lists."""
    values = answer.tolist() if hasattr(answer, "tolist") else list(answer)
    return [value.item() if hasattr(value, "item") else value for value in values]


def main() -> None:
    """Read, ask, write."""
    output = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    asked = json.loads(sys.stdin.buffer.read())
    predict = entry_point(asked["predict"], Path.cwd())
    json.dump([plain(predict(rows)) for rows in asked["lists"]], output)
    output.close()


if __name__ == "__main__":
    main()
