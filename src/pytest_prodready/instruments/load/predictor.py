"""The prediction process: a fresh interpreter, one function of the repo, called at its moments.

Run as `python -m`; reads a PredictPlan from standard input and writes Samples to standard output. What the repo's
code prints goes to standard error. The garbage collector stays on, as it is where the function will serve.
"""

import gc
import os
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

from pytest_prodready.instruments.commands.entry_point import entry_point
from pytest_prodready.instruments.load.plan import PredictPlan, Row, Samples
from pytest_prodready.instruments.load.reference import reference_times
from pytest_prodready.instruments.load.schedule import constant

Predict = Callable[[list[Row]], Any]

_SPIN_S = 0.0002
"""A sleeping process is woken some 50 to 150 us late: that much before a moment is waited out awake."""


def offer(predict: Predict, plan: PredictPlan) -> Samples:
    """Call `predict` with one row at a time; a call that is late makes the next ones late, as in a single worker.

    A row whose turn comes after its time is not asked any more: whoever wanted it has gone, and counts as slow.
    """
    samples, rows = Samples(), plan.rows
    _warm_up(predict, plan)
    samples.reference += reference_times()
    gc.collect()
    for index, intended in enumerate(_moments(plan)):
        samples.offered += 1
        number = index % len(rows)
        gone = perf_counter() - intended > plan.timeout_s
        why = "" if gone else _call(predict, rows[number])
        took = perf_counter() - intended
        if took > plan.timeout_s:
            samples.failed("timeout")
            samples.response.append(took)
        elif why:
            samples.failed(f"row {number + 1}: {why}")
        else:
            samples.answered += 1
            samples.response.append(took)
    samples.seconds = plan.seconds
    samples.reference += reference_times()
    return samples


def _warm_up(predict: Predict, plan: PredictPlan) -> None:
    """What fails here fails again where it is counted."""
    until, index = perf_counter() + plan.warm_up_s, 0
    while perf_counter() < until:
        _call(predict, plan.rows[index % len(plan.rows)])
        index += 1


def _moments(plan: PredictPlan) -> Iterator[float]:
    started = perf_counter() + 0.01
    for offset in constant(plan.rate, plan.seconds):
        _wait_until(started + offset)
        yield started + offset


def _call(predict: Predict, row: Row) -> str:
    """What is wrong with the answer, if anything."""
    try:
        scores = predict([row])
        return "" if len(scores) == 1 else f"{len(scores)} scores for one row"
    except BaseException as error:  # noqa: BLE001 - whatever the repo's code raises, SystemExit too, is a failed prediction
        frame = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} at {Path(frame.filename).name}:{frame.lineno}"


def _wait_until(moment: float) -> None:
    left = moment - perf_counter()
    if left > _SPIN_S:
        time.sleep(left - _SPIN_S)
    while perf_counter() < moment:
        pass


def main() -> None:
    """Read the plan, import the entry point, call it, write the samples."""
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    plan = PredictPlan.parse(sys.stdin.buffer.read())
    samples = offer(entry_point(plan.predict, Path.cwd()), plan)
    answer.write(samples.dump())
    answer.close()


if __name__ == "__main__":
    main()
