"""What one pass over a schema costs: the engine, pandera on pandas and on polars, and DuckDB asked by hand."""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from machine import heading

SIZES = (1_000_000, 10_000_000)
RUNS = {1_000_000: 3, 10_000_000: 2}
EMAIL = r"^[a-z0-9.]+@[a-z0-9]+\.[a-z]+$"
PLANS = ["basic", "plus", "pro"]
FLOATS = [f"x{number}" for number in range(6)]
SCHEMA = f"""
import pandera.pandas as pa

S = pa.DataFrameSchema(
    {{
        "id": pa.Column(int, pa.Check.ge(0), unique=True),
        "age": pa.Column(int, pa.Check.in_range(18, 99)),
        "plan": pa.Column(str, pa.Check.isin({PLANS})),
        "email": pa.Column(str, pa.Check.str_matches(r"{EMAIL}")),
        "since": pa.Column("datetime64[us]"),
        **{{name: pa.Column(float, pa.Check.in_range(-10, 10), nullable=True) for name in {FLOATS}}},
    }}
)
"""
BY_HAND = "SELECT count(*), count(id), count(*) FILTER (id < 0), count(DISTINCT id), count(age), "
BY_HAND += "count(*) FILTER (age < 18 OR age > 99), count(plan), count(email), count(since), "
BY_HAND += (
    f"count(*) FILTER (plan NOT IN ('basic', 'plus', 'pro')), count(*) FILTER (NOT regexp_matches(email, '{EMAIL}')), "
)
BY_HAND += ", ".join(f"count(*) FILTER (({name} < -10 OR {name} > 10) AND NOT isnan({name}))" for name in FLOATS)


def write(path: Path, rows: int) -> None:
    """Eleven columns that hold to the schema, a million rows at a time."""
    import numpy as np  # noqa: PLC0415 - not in the measured processes
    import pyarrow as pa  # noqa: PLC0415 - the same
    import pyarrow.parquet as pq  # noqa: PLC0415 - the same

    random, writer = np.random.default_rng(7), None
    for start in range(0, rows, 1_000_000):
        size = min(1_000_000, rows - start)
        ids = np.arange(start, start + size)
        floats = {name: np.clip(random.normal(size=size), -9, 9) for name in FLOATS}
        for values in floats.values():
            values[random.random(size) < 0.02] = np.nan  # noqa: PLR2004 - 2 % are missing
        mails = [f"user{number}@example.org" for number in ids]
        since = np.datetime64("2020-01-01", "us") + random.integers(0, 10**14, size).astype("timedelta64[us]")
        columns = {"id": ids, "age": random.integers(18, 100, size), "plan": random.choice(PLANS, size)}
        table = pa.table({**columns, "email": mails, "since": since, **floats})
        writer = writer or pq.ParquetWriter(path, table.schema)
        writer.write_table(table)
    if writer is not None:
        writer.close()


def compiled(root: Path) -> Callable[[], object]:
    """The instrument, the table opened anew, without the sha256 of the file that every table costs."""
    from pytest_prodready.core.instrument import Bench  # noqa: PLC0415 - its cost is measured
    from pytest_prodready.core.looking import Look  # noqa: PLC0415 - the same
    from pytest_prodready.instruments.schemas.instrument import Schemas  # noqa: PLC0415 - the same
    from pytest_prodready.instruments.tables.instrument import Tables  # noqa: PLC0415 - the same

    bench, look = Bench(root, root / "scratch"), Look()
    table = Tables(bench, look).read("t.parquet")

    def judge() -> None:
        judged = Schemas(bench, look).judge("s.py:S", table)
        if judged.findings or "by pandera" in look.evidence[-1].facts:
            raise AssertionError(judged.findings, look.evidence[-1].facts)

    return judge


def by_hand(root: Path) -> Callable[[], object]:
    """One aggregate query that a person would write, with exact uniqueness."""
    import duckdb  # noqa: PLC0415 - its memory is measured

    connection = duckdb.connect(config={"threads": 2, "memory_limit": "1GB", "temp_directory": str(root / "spill")})
    return lambda: connection.execute(f"{BY_HAND} FROM read_parquet('{root / 't.parquet'}')").fetchall()


def pandera_pandas(root: Path) -> Callable[[], object]:
    """Validate by pandera the frame that pandas reads."""
    import pandas as pd  # noqa: PLC0415 - its memory is measured

    names: dict[str, object] = {}
    exec(SCHEMA, names)
    return lambda: names["S"].validate(pd.read_parquet(root / "t.parquet"), lazy=True)  # type: ignore[attr-defined]


def pandera_polars(root: Path) -> Callable[[], object]:
    """Validate by pandera a lazy frame of polars, with its data checks switched on."""
    import polars as pl  # noqa: PLC0415 - its memory is measured
    from pandera.config import ValidationDepth, config_context  # noqa: PLC0415 - the same

    names: dict[str, object] = {}
    text = SCHEMA.replace("pandera.pandas", "pandera.polars").replace('"datetime64[us]"', "pl.Datetime")
    exec(f"import polars as pl\n{text}", names)

    def validate() -> None:
        with config_context(validation_depth=ValidationDepth.SCHEMA_AND_DATA):
            frame = pl.scan_parquet(root / "t.parquet").with_columns(pl.col(FLOATS).fill_nan(None))
            names["S"].validate(frame, lazy=True).collect()  # type: ignore[attr-defined]

    return validate


WAYS = (compiled, by_hand, pandera_polars, pandera_pandas)


def measure(way: str, root: Path, runs: int) -> None:
    """Print the fastest run in seconds and the peak memory of this process in MiB, as JSON."""
    question = globals()[way](root)
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        question()
        times.append(time.perf_counter() - started)
    print(json.dumps([min(times), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))


def main() -> None:
    """Print every way at every size, each in a process of its own, with its ratio to the engine's."""
    heading("schemas: 11 columns of parquet, 26 questions", "duckdb", "pandera", "pandas", "polars")
    for rows in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            write(root / "t.parquet", rows)
            (root / "s.py").write_text(SCHEMA, encoding="utf-8")
            ours = None
            for way in WAYS:
                words = [sys.executable, __file__, way.__name__, folder, str(RUNS[rows])]
                done = subprocess.run(words, capture_output=True, text=True, check=False)
                if done.returncode:
                    print(f"{rows:11,} rows {way.__name__:16} {(done.stderr.splitlines() or ['ended'])[-1][:120]}")
                    continue
                seconds, memory = json.loads(done.stdout.splitlines()[-1])
                ours = ours or seconds
                print(
                    f"{rows:11,} rows {way.__name__:16} {seconds:7.2f} s, {seconds / ours:5.2f} x, {memory:6,.0f} MiB"
                )


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
    else:
        main()
