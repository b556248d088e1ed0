"""The process of a detector that the repo brings: a fresh interpreter, one function, many pairs of frames.

Run as `python -m`; reads a plan from standard input and writes scores as JSON to standard output. What the repo's
code prints goes to standard error.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pytest_prodready.instruments.commands.entry_point import entry_point
from pytest_prodready.instruments.commands.fresh import answering

UNSEEN = "(unseen)"


class Calls:
    """One detector on resamples of two frames; `seed` makes them the same in each run."""

    def __init__(self, detect: Callable[[Any, Any], Mapping[str, float]], plan: Mapping[str, Any]) -> None:
        import numpy as np  # noqa: PLC0415 - heavy
        import pandas as pd  # noqa: PLC0415 - heavy

        self.detect, self.plan = detect, plan
        self.random = np.random.default_rng(plan["seed"])
        self.reference, self.current = (
            pd.read_parquet(plan[side]).set_axis(plan["columns"], axis=1) for side in ("reference", "current")
        )

    def compare(self) -> dict[str, Any]:
        """The scores of the two frames, and of both drawn anew from themselves."""
        observed = [self._scores(self.reference, self.current)]
        pairs = ((self._drawn(self.reference), self._drawn(self.current)) for _ in range(self.plan["resamples"]))
        return {"observed": observed, "bootstrap": [self._scores(*pair) for pair in pairs]}

    def operate(self) -> dict[str, Any]:
        """The scores of pairs drawn from the reference, without drift and with each shift."""
        quiet = [self._scores(*pair) for pair in self._pairs()]
        shifts = [
            [self._scores(ours, self._shifted(theirs, shift)) for ours, theirs in self._pairs()]
            for shift in self.plan["shifts"]
        ]
        return {"quiet": quiet, "shifts": shifts}

    def _pairs(self) -> Iterator[tuple[Any, Any]]:
        for _ in range(self.plan["resamples"]):
            yield self._drawn(self.reference), self._drawn(self.reference, len(self.current))

    def _drawn(self, frame: Any, size: int | None = None) -> Any:
        rows = self.random.integers(0, len(frame), size or len(frame))
        return frame.iloc[rows].reset_index(drop=True)

    def _shifted(self, frame: Any, shift: Mapping[str, Any]) -> Any:
        column = shift["column"]
        values = frame[column]
        if shift["by"] is not None:
            values = values + shift["by"] * self.reference[column].std(ddof=0)
        elif shift["scale"] is not None:
            values = values * shift["scale"]
        else:
            share, put = (shift["missing"], None) if shift["missing"] is not None else (shift["unseen"], UNSEEN)
            values = values.mask(self.random.random(len(values)) < share, put)
        return frame.assign(**{column: values})

    def _scores(self, reference: Any, current: Any) -> list[float]:
        scores = self.detect(reference, current)
        if not isinstance(scores, Mapping):
            raise TypeError(f"the detector returned {type(scores).__name__}, not a score for each column")
        for name in self.plan["columns"]:
            if name not in scores:
                raise KeyError(f"the detector gave no score for the column {name!r}")
        return [float(scores[name]) for name in self.plan["columns"]]


def main() -> None:
    """Read the plan, import the detector, call it, write its scores."""
    with answering() as (plan, answer):
        calls = Calls(entry_point(plan["detector"], Path.cwd()), plan)
        json.dump(calls.compare() if plan["what"] == "compare" else calls.operate(), answer)


if __name__ == "__main__":
    main()
