"""A detector of the repo's own, called in a fresh process on samples of both tables."""

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pytest_prodready.core.hostile import clean
from pytest_prodready.core.instrument import Bench
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.declarations.drift import Drift
from pytest_prodready.instruments.commands.fresh import ask
from pytest_prodready.instruments.drift.finding import Finding
from pytest_prodready.instruments.drift.operating import SEED, Operating, bound
from pytest_prodready.instruments.statistics.proportion import wilson
from pytest_prodready.instruments.tables.names import shown
from pytest_prodready.instruments.tables.numbers import number
from pytest_prodready.instruments.tables.table import Table

ROWS = 20_000
"""Rows of each table that the detector gets: it is called hundreds of times."""
DEADLINE_S = 600.0


class Brought:
    """Calls the detector through its child process; `on_a_line` are the columns it gets as numbers.

    The function takes two pandas frames, reference and current, and returns a score for each column, which alarms
    above the declared limit.
    """

    def __init__(self, bench: Bench, drift: Drift, reference: Table, current: Table, on_a_line: frozenset[str]) -> None:
        self.bench, self.drift = bench, drift
        self.tables = {"reference": reference, "current": current}
        self.on_a_line = on_a_line

    def findings(self, seen: Mapping[str, str]) -> tuple[Finding, ...]:
        """The scores of the two tables, bounded by those of their resamples."""
        import numpy as np  # noqa: PLC0415 - heavy

        answer = self._ask("compare")
        (observed,), resampled = answer["observed"], np.array(answer["bootstrap"])
        rows = min(self.tables["current"].rows, ROWS)
        about = f"{clean(self.drift.detector, width=120)}, on {rows:,} rows"
        return tuple(
            Finding(name, bound(score, resampled[:, index], rows), None, f"{about}; {seen[name]}")
            for index, (name, score) in enumerate(zip(self.drift.columns, observed, strict=True))
        )

    def operating(self) -> Operating:
        """Its alarms on resamples of the reference, and on resamples that are shifted."""
        answer, limit, n = self._ask("operate"), self.drift.threshold, self.drift.resamples
        quiet = sum(any(score > limit for score in row) for row in answer["quiet"])
        power = []
        for shift, rows in zip(self.drift.shifts, answer["shifts"], strict=True):
            column = self.drift.columns.index(shift.column)
            power.append((shift, wilson(sum(row[column] > limit for row in rows), n)))
        return Operating(wilson(quiet, n), tuple(power))

    def _ask(self, what: str) -> dict[str, Any]:
        written = clean(self.drift.detector, width=120)
        module = "pytest_prodready.instruments.drift.caller"
        done = ask(self.bench, module, self._plan(what), deadline_s=DEADLINE_S)
        if done.timed_out or done.exit != 0:
            how = f"did not end within {DEADLINE_S:g} s" if done.timed_out else f"ended with exit code {done.exit}"
            raise CannotLook(
                f"the drift detector {written} {how}",
                fix="it takes two pandas frames and returns a score for each column",
                details=done.last_lines(8),
            )
        return self._checked(json.loads(done.stdout))

    def _checked(self, answer: dict[str, Any]) -> dict[str, Any]:
        scored = [row for rows in (*answer.values(),) for row in _flat(rows)]
        for row in scored:
            for name, score in zip(self.drift.columns, row, strict=True):
                if not math.isfinite(score):
                    raise CannotLook(
                        f"{clean(self.drift.detector, width=120)}: its score of {shown(name)} is {score}",
                        fix="return a finite number for each column",
                    )
        return answer

    def _plan(self, what: str) -> dict[str, Any]:
        shifts = [
            {"column": one.column, "by": one.by, "scale": one.scale, "missing": one.missing, "unseen": one.unseen}
            for one in self.drift.shifts
        ]
        return {
            "what": what,
            "detector": self.drift.detector,
            "columns": list(self.drift.columns),
            "resamples": self.drift.resamples,
            "shifts": shifts,
            "seed": SEED,
            **{side: str(self._sample(side, table)) for side, table in self.tables.items()},
        }

    def _sample(self, side: str, table: Table) -> Path:
        """A parquet file of the compared columns: numbers as numbers, all else as text; rows chosen by a hash."""
        columns = [table.column(name) for name in self.drift.columns]
        typed = {
            f"c{index}": number(column) if name in self.on_a_line else column.cast("string")
            for index, (name, column) in enumerate(zip(self.drift.columns, columns, strict=True))
        }
        rows = table.expression
        if table.rows > ROWS:
            rows = rows.order_by(rows.place.hash()).limit(ROWS)
        path = self.bench.scratch / f"drift_{side}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        rows.select(**typed).to_parquet(path)
        return path


def _flat(rows: Any) -> list[list[float]]:
    """Scores a sample, of one batch of samples or of several."""
    return [row for one in rows for row in _flat(one)] if rows and isinstance(rows[0][0], list) else rows
