"""The process that asks: a fresh interpreter, one function of the repo, lists of rows."""

import json
from pathlib import Path
from typing import Any

from pytest_prodready.instruments.commands.entry_point import entry_point
from pytest_prodready.instruments.commands.fresh import answering


def plain(answer: Any) -> list[Any]:
    """One plain value a row; arrays of any library become lists."""
    values = answer.tolist() if hasattr(answer, "tolist") else list(answer)
    return [value.item() if hasattr(value, "item") else value for value in values]


def main() -> None:
    """Read the lists, ask, write a list of answers for each."""
    with answering() as (plan, output):
        predict = entry_point(plan["predict"], Path.cwd())
        json.dump([plain(predict(rows)) for rows in plan["lists"]], output)


if __name__ == "__main__":
    main()
