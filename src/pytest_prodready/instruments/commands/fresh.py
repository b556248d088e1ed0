"""A module of ours in a fresh interpreter, in which the repo's code may run: a plan goes in, an answer comes out.

`ask` is called here; `answering` is what the module does there.
"""

import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import IO, Any

from pytest_prodready.core.instrument import Bench
from pytest_prodready.instruments.commands.environment import environment
from pytest_prodready.instruments.commands.run import Completed, run

MAX_ANSWER = 1 << 26


def ask(
    bench: Bench, module: str, plan: Mapping[str, Any], *, deadline_s: float, env: Mapping[str, str] | None = None
) -> Completed:
    """Run `python -m module` in the repo's root with the plan as JSON on its standard input; raises as `run` does."""
    return run(
        (sys.executable, "-I", "-m", module),
        cwd=bench.root,
        env=environment(env or {}, bench.scratch),
        deadline_s=deadline_s,
        stdin=json.dumps(plan).encode(),
        at_most_output=MAX_ANSWER,
    )


@contextmanager
def answering() -> Iterator[tuple[dict[str, Any], IO[str]]]:
    """The plan, and the stream for the answer; what the repo's code prints goes to standard error."""
    answer = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    # Else what is printed stands behind what is written to standard error, or is lost.
    sys.stdout = os.fdopen(1, "w", buffering=1, encoding="utf-8", errors="backslashreplace", closefd=False)
    yield json.loads(sys.stdin.buffer.read()), answer
    answer.close()
