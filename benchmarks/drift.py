"""What a comparison of two tables costs beside reading both files and beside scipy on full columns; how exact it is."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pyarrow.parquet as pq
from machine import heading, interleaved
from scipy.spatial.distance import jensenshannon
from scipy.stats import ks_2samp

from pytest_prodready.core.instrument import Bench
from pytest_prodready.core.looking import Look
from pytest_prodready.declarations.drift import Detector, Drift, Shift
from pytest_prodready.instruments.drift.histogram import Histogram, exact, wide
from pytest_prodready.instruments.drift.instrument import histograms
from pytest_prodready.instruments.drift.measures import effects
from pytest_prodready.instruments.drift.operating import operating
from pytest_prodready.instruments.tables.instrument import Tables

ROWS, RUNS = 1_000_000, 3
NAMES = tuple(f"x{number}" for number in range(10))
DRIFT = Drift(reference="old", columns=NAMES, shifts=(Shift(column="x0", by=0.5),))
DECILES = np.arange(1, 10) / 10
Pair = tuple[pd.DataFrame, pd.DataFrame]


def write(path: Path, seed: int) -> None:
    """Amounts, times between calls, counts, ratios and large identifiers with noise, ten columns of them."""
    random = np.random.default_rng(seed)
    makes: tuple[Callable[[], Any], ...] = (
        lambda: random.normal(size=ROWS),
        lambda: random.lognormal(size=ROWS),
        lambda: random.poisson(30, ROWS).astype(float),
        lambda: random.random(ROWS),
        lambda: 1e6 + random.normal(size=ROWS),
    )
    pd.DataFrame({name: makes[index % len(makes)]() for index, name in enumerate(NAMES)}).to_parquet(path)


def by_scipy(pair: Pair) -> list[tuple[float, float, float]]:
    """PSI, D and Jensen-Shannon distance of each column, from all of its values."""
    found = []
    for name in NAMES:
        ours, theirs = (side[name].to_numpy() for side in pair)
        deciles, times = np.unique(np.quantile(ours, DECILES, method="inverted_cdf"), return_counts=True)
        edges = np.unique([*deciles, *np.nextafter(deciles[times > 1], -np.inf)])
        p, q = (np.bincount(np.searchsorted(edges, side), minlength=len(edges) + 1) / ROWS for side in (ours, theirs))
        there = (p > 0) & (q > 0)
        psi = float(((q - p)[there] * np.log(q[there] / p[there])).sum())
        found.append((psi, float(ks_2samp(ours, theirs, method="asymp").statistic), float(jensenshannon(p, q, base=2))))
    return found


def by_us(made: tuple[Histogram, ...]) -> list[tuple[float, ...]]:
    """The same three from the histograms."""
    return [
        (
            float(effects(Detector.PSI, wide(one, one.reference), wide(one, one.current))),
            float(effects(Detector.KS, *exact(one))),
            float(effects(Detector.JENSEN_SHANNON, wide(one, one.reference), wide(one, one.current))),
        )
        for one in made
    ]


def main() -> None:
    """Print ratios and the largest differences."""
    heading(f"drift: {ROWS:,} rows x {len(NAMES)} columns of parquet, twice", "duckdb", "numpy", "scipy", "pandas")
    with tempfile.TemporaryDirectory() as folder:
        root, answers = Path(folder), {}
        paths = [root / "old.parquet", root / "new.parquet"]
        for seed, path in enumerate(paths):
            write(path, seed)
        bench = Bench(root, root / "scratch")
        tables = Tables(bench, Look())
        opened = [tables.read(path.name) for path in paths]
        hand = duckdb.connect(config={"threads": 2, "memory_limit": "1GB"})
        sums = ", ".join(f"sum({name})" for name in NAMES)

        def summed() -> None:
            for path in paths:
                hand.execute(f"SELECT {sums} FROM read_parquet('{path}')").fetchall()

        def timed(name: str, question: Callable[[], Any]) -> Callable[[], float]:
            def run() -> float:
                started = time.perf_counter()
                answers[name] = question()
                return time.perf_counter() - started

            return run

        ours, read, summing, scipys = interleaved(
            RUNS,
            timed("ours", lambda: by_us(histograms(opened[0], opened[1], DRIFT))),
            timed("read", lambda: [pq.read_table(path) for path in paths]),
            timed("summed", summed),
            timed("scipy", lambda: by_scipy((pd.read_parquet(paths[0]), pd.read_parquet(paths[1])))),
        )
        print(f"PSI, D and Jensen-Shannon of each column: {ours:.2f} s")
        for what, other in (("reading both files", read), ("summing both in DuckDB", summing)):
            print(f"  {what:32} {other:6.2f} s, ratio {ours / other:5.2f}")
        print(f"  {'scipy on full columns':32} {scipys:6.2f} s, ratio {ours / scipys:5.2f}")
        apart = np.abs(np.array(answers["ours"]) - np.array(answers["scipy"])).max(axis=0)
        print(f"  furthest from scipy: PSI {apart[0]:.1e}, D {apart[1]:.1e}, Jensen-Shannon {apart[2]:.1e}")
        made = histograms(opened[0], opened[1], DRIFT)
        for detector in Detector:
            declared = Drift(reference="old", detector=str(detector), columns=NAMES, shifts=DRIFT.shifts)
            seconds = timed("operating", lambda declared=declared: operating(declared, made))()
            print(f"operating figures of {detector!s:16} {seconds:6.2f} s, 400 resamples each")
        bench.close()


if __name__ == "__main__":
    main()
