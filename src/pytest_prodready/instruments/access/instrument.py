"""The instrument that calls a loader."""

import json
from dataclasses import dataclass
from typing import Any, ClassVar

from pytest_prodready.core.evidence import Evidence, Fact
from pytest_prodready.core.hostile import clean
from pytest_prodready.core.instrument import Instrument
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.declarations.dataset import Dataset
from pytest_prodready.instruments.commands.fresh import ask
from pytest_prodready.instruments.commands.output import last_lines
from pytest_prodready.instruments.commands.run import Completed
from pytest_prodready.reading.files import read

_MODULE = "pytest_prodready.instruments.access.caller"
START_S = 10.0
"""What a fresh Python may take before and after the loader's own time, before it is ended."""
_TAIL = 8


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of a call: rows (no more of an iterator than were asked for), their type, the time it took.

    `ended` is false where the loader was stopped: `seconds` is then how long it had run. `why` tells an error, `tail`
    is the end of what it wrote.
    """

    loader: str
    rows: int
    kind: str
    seconds: float
    ended: bool
    why: str
    tail: tuple[str, ...]


class Loaders(Instrument):
    """Calls the repo's own loader in a fresh process."""

    name: ClassVar[str] = "loaders"
    executes: ClassVar[bool] = True

    def load(self, dataset: Dataset) -> Loaded:
        """One call of the declared loader; it is ended where it takes `within` and 10 s more.

        Raises:
            CannotLook: nothing is declared, its file is not there or empty, or no process can be started.

        """
        declared = dataset.access
        if declared is None:
            raise CannotLook(f"datasets.{dataset.name} declares no access")
        written = clean(declared.loader, width=120)
        file = declared.loader.rpartition(":")[0]
        content = read(self.bench.root, file) if file.endswith(".py") else None
        self.bench.announce(f"calling {written}")
        plan = {"loader": declared.loader, "rows": declared.rows}
        done = ask(self.bench, _MODULE, plan, deadline_s=declared.within + START_S, env=declared.env)
        loaded = _loaded(written, done)
        facts: dict[str, Fact] = {"rows": loaded.rows, "seconds": round(loaded.seconds, 3), "type": loaded.kind}
        self.saw(Evidence(written, 1, "calls", content.sha256 if content else None, facts=facts))
        return loaded


def _loaded(written: str, done: Completed) -> Loaded:
    tail = last_lines(done.stderr, _TAIL)
    if done.timed_out:
        return Loaded(written, 0, "", done.seconds, ended=False, why="", tail=tail)
    answer = _answer(done)
    why = clean(answer["error"], width=300) if "error" in answer else ""
    rows, kind = int(answer.get("rows", 0)), clean(answer.get("type", ""), width=60)
    return Loaded(written, rows, kind, float(answer["seconds"]), ended=True, why=why, tail=tail)


def _answer(done: Completed) -> dict[str, Any]:
    try:
        return dict(json.loads(done.stdout))
    except (ValueError, TypeError):
        return {"error": f"its process ended with exit code {done.exit} and no answer", "seconds": done.seconds}
