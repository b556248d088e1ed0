"""The prediction process: a fresh interpreter, one function of the repo, called at its moments.

Run as `python -m`; reads a plan from standard input and writes Samples to standard output. What the repo's code
prints goes to standard error.
"""

import gc
import importlib
import importlib.util
import json
import os
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pytest_prodready.instruments.load.plan import Samples
from pytest_prodready.instruments.load.reference import reference_times
from pytest_prodready.instruments.load.schedule import constant

_SPIN_S = 0.002


def entry_point(written: str, root: Path) -> Callable[[list[dict[str, Any]]], Any]:
    """The function that `module:attribute` or `path/file.py:attribute` names, with the repo's folders importable."""
    name, _, attribute = written.rpartition(":")
    sys.path[:0] = [str(root), str(root / "src")]
    if name.endswith(".py"):
        file = root / name
        package = next(parent for parent in file.parents if not (parent / "__init__.py").exists())
        sys.path.insert(0, str(package))
        name = ".".join(file.relative_to(package).with_suffix("").parts)
    found: Callable[[list[dict[str, Any]]], Any] = getattr(importlib.import_module(name), attribute)
    return found


def offer(predict: Callable[[list[dict[str, Any]]], Any], plan: dict[str, Any]) -> Samples:
    """Call `predict` with one row at a time; a call that is late makes the next ones late, as in a single worker."""
    samples, rows = Samples(), plan["rows"]
    for index in range(plan["warm_up"]):
        predict([rows[index % len(rows)]])
    samples.reference += reference_times()
    gc.collect()
    gc.freeze()
    gc.disable()
    started = time.perf_counter() + 0.01
    for index, offset in enumerate(constant(plan["rate"], plan["seconds"])):
        _wait_until(started + offset)
        samples.offered += 1
        _call(predict, rows[index % len(rows)], index % len(rows), samples)
        samples.response.append(time.perf_counter() - started - offset)
        if samples.response[-1] > plan["timeout_s"]:
            samples.failed("timeout")
            break
    samples.seconds = time.perf_counter() - started
    samples.reference += reference_times()
    return samples


def _call(predict: Callable[[list[dict[str, Any]]], Any], row: dict[str, Any], number: int, samples: Samples) -> None:
    try:
        scores = predict([row])
        if len(scores) != 1:
            samples.failed(f"row {number + 1}: {len(scores)} scores for one row")
        else:
            samples.answered += 1
    except Exception as error:  # noqa: BLE001 - whatever the repo's code raises is a failed prediction
        frame = traceback.extract_tb(error.__traceback__)[-1]
        samples.failed(f"row {number + 1}: {type(error).__name__} at {Path(frame.filename).name}:{frame.lineno}")


def _wait_until(moment: float) -> None:
    left = moment - time.perf_counter()
    if left > _SPIN_S:
        time.sleep(left - _SPIN_S)
    while time.perf_counter() < moment:
        pass


def main() -> None:
    """Read the plan, import the entry point, call it, write the samples."""
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    plan = json.loads(sys.stdin.buffer.read())
    samples = offer(entry_point(plan["predict"], Path.cwd()), plan)
    answer.write(samples.dump())
    answer.close()


if __name__ == "__main__":
    main()
