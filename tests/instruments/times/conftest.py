"""Tables written into a repo of their own, and the instruments that ask them about time."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pytest_prodready.core.instrument import Bench
from pytest_prodready.core.looking import Look
from pytest_prodready.instruments.tables.instrument import Tables
from pytest_prodready.instruments.tables.table import Table
from pytest_prodready.instruments.times.instrument import Times


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    root = tmp_path_factory.mktemp("repo")
    bench = Bench(root, root / "scratch")
    yield bench
    bench.close()


@pytest.fixture(scope="module")
def times(bench: Bench) -> Times:
    return Times(bench, Look())


@pytest.fixture(scope="module")
def table(bench: Bench) -> Callable[..., Table]:
    """A table of columns, as text in a CSV or typed in Parquet."""

    def make(typed: bool = False, **columns: Any) -> Table:
        number = len(list(Path(bench.root).iterdir()))
        frame, name = pd.DataFrame(columns), f"{number}.{'parquet' if typed else 'csv'}"
        if typed:
            frame.to_parquet(bench.root / name)
        else:
            frame.to_csv(bench.root / name, index=False)
        return Tables(bench, Look()).read(name)

    return make
