"""What the table questions cost beside the same questions asked of DuckDB by hand, on a million rows of parquet."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
from machine import heading, interleaved

from pytest_prodready.core.instrument import Bench
from pytest_prodready.core.looking import Look
from pytest_prodready.instruments.tables.instrument import Tables
from pytest_prodready.instruments.tables.table import Table

ROWS, RUNS = 1_000_000, 7
FLOATS = [f"x{number}" for number in range(8)]
NUMBERS = ", ".join(f"count({name}) FILTER (NOT isnan({name}))" for name in FLOATS)
TEXTS = ", ".join(f"count({name}) FILTER (trim({name}) <> '')" for name in ("name", "plan", "email"))
MISSING = f"SELECT count(*), count(id), {TEXTS}, {NUMBERS} FROM t"
REPEATS = "SELECT count(*), count(name) FILTER (trim(name) <> ''), count(DISTINCT name) FROM t"


def write(path: Path) -> None:
    """Twelve columns, 2 % of each float missing, no name twice."""
    random = np.random.default_rng(7)
    floats = {name: np.where(random.random(ROWS) < 0.02, np.nan, random.normal(size=ROWS)) for name in FLOATS}  # noqa: PLR2004 - the 2 %
    names = [f"C{number:07d}" for number in range(ROWS)]
    plans = random.choice(["basic", "plus"], ROWS)
    mails = [f"user{number}@example.org" for number in range(ROWS)]
    pd.DataFrame({"id": range(ROWS), "name": names, "plan": plans, "email": mails, **floats}).to_parquet(path)


def timed(question: Callable[[], object]) -> float:
    """Wall time of one call."""
    started = time.perf_counter()
    question()
    return time.perf_counter() - started


def main() -> None:
    """Print opening, missing values and duplicates beside plain DuckDB with as many threads."""
    heading(f"tables: {ROWS:,} rows x 12 columns of parquet", "duckdb", "ibis-framework")
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write(root / "t.parquet")
        hand = duckdb.connect(config={"threads": 2, "memory_limit": "1GB"})
        hand.execute(f"CREATE VIEW t AS SELECT * FROM read_parquet('{root / 't.parquet'}')")
        bench = Bench(root, root / "scratch")

        def opened() -> Table:
            bench.forget(("table", "t.parquet", ()))
            return Tables(bench, Look()).read("t.parquet")

        opened()
        first = timed(opened)

        def missing() -> object:
            return opened().missing()

        def repeated() -> object:
            fresh = opened()
            return fresh.incomplete(["name"]), fresh.repeats(["name"])

        for title, ours, by_hand in (
            ("missing values of 12 columns", missing, MISSING),
            ("repeated keys", repeated, REPEATS),
        ):
            mine, plain = interleaved(
                RUNS,
                lambda ours=ours: timed(ours),
                lambda by_hand=by_hand: timed(lambda: hand.execute(by_hand).fetchall()),
            )
            print(f"{title:32} {1000 * mine:6.0f} ms, by hand {1000 * plain:6.0f} ms, ratio {mine / plain:.2f}")
        whole = timed(opened().repeats)
        print(f"{'repeated whole rows':32} {1000 * whole:6.0f} ms")
        print(f"{'opening, with the sha256':32} {1000 * first:6.0f} ms")
        bench.close()


if __name__ == "__main__":
    main()
