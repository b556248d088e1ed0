"""What could take for ever, done in a process that can be killed.

A regular expression holds the whole interpreter while it searches, so no thread can watch over it. Run as
`python -m`; reads a job from standard input and writes its answer to standard output.
"""

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.commands.environment import environment
from pytest_prodready.instruments.commands.run import run
from pytest_prodready.instruments.contracts.messages import Job, refusals
from pytest_prodready.instruments.contracts.standards import Description, violations

_ENDLESS = 3
_MOST_OUTPUT = 1 << 24


class Late(Exception):
    """The job did not end in time."""


def apart(job: Job | Description, scratch: Path, deadline_s: float) -> Any:
    """The answer to a job as JSON gives it back.

    Raises:
        Late: it did not end within `deadline_s` seconds, and was killed.
        RecursionError: it came back to itself without end.
        CannotLook: the process ended badly.

    """
    done = run(
        [sys.executable, "-I", "-m", __name__],
        cwd=scratch,
        env=environment({}, scratch),
        deadline_s=deadline_s,
        stdin=json.dumps({"kind": type(job).__name__, "job": asdict(job)}).encode(),
        at_most_output=_MOST_OUTPUT,
    )
    if done.timed_out:
        raise Late
    if done.exit == _ENDLESS:
        raise RecursionError
    if done.exit != 0:
        raise CannotLook(f"judging by the contract ended with {done.exit}", details=done.last_lines(6))
    return json.loads(done.stdout)


_WORK: dict[str, Callable[[dict[str, Any]], list[Any]]] = {
    "Job": lambda job: refusals(Job(**job)),
    "Description": lambda job: list(violations(Description(**job))),
}


def main() -> None:
    """Do the job that standard input holds."""
    task = json.load(sys.stdin)
    try:
        print(json.dumps(_WORK[task["kind"]](task["job"])))  # noqa: T201 - the answer
    except RecursionError:
        sys.exit(_ENDLESS)


if __name__ == "__main__":
    main()
