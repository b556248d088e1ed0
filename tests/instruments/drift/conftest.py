"""Pairs of tables written as parquet or csv, opened for real."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pytest_prodready.core.instrument import Bench
from pytest_prodready.core.location import Location
from pytest_prodready.core.looking import Look
from pytest_prodready.declarations.dataset import Dataset
from pytest_prodready.declarations.drift import Drift
from pytest_prodready.instruments.drift.instrument import Drifts
from pytest_prodready.instruments.tables.instrument import Tables
from pytest_prodready.instruments.tables.table import Table

HERE = Location("prodready.yaml", 3)


class Shop:
    """A repo with a reference and a current table, and the instruments that compare them."""

    def __init__(self, root: Path, bench: Bench) -> None:
        self.root, self.bench, self.look = root, bench, Look()
        self.tables, self.drifts = Tables(bench, self.look), Drifts(bench, self.look)
        self.number = 0

    def table(self, columns: Mapping[str, Any] | str) -> str:
        self.number += 1
        if isinstance(columns, str):
            (self.root / f"{self.number}.csv").write_text(columns)
            return f"{self.number}.csv"
        pd.DataFrame(columns).to_parquet(self.root / f"{self.number}.parquet")
        return f"{self.number}.parquet"

    def pair(self, reference: Any, current: Any) -> tuple[Table, Table]:
        return self.tables.read(self.table(reference)), self.tables.read(self.table(current))

    def subject(self, reference: Any, current: Any, **drift: Any) -> Dataset:
        other = Dataset(name="old", where=HERE, source=self.table(reference))
        declared = Drift(reference="old", **drift)
        siblings = {"old": other}
        return Dataset(name="new", where=HERE, source=self.table(current), drift=declared, siblings=siblings)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    folder = tmp_path_factory.mktemp("shop")
    (folder / "repo").mkdir()
    bench = Bench(folder / "repo", folder / "scratch")
    yield Shop(folder / "repo", bench)
    bench.close()


@pytest.fixture
def findings(shop: Shop) -> Callable[..., Any]:
    return lambda *tables, **drift: shop.drifts.compare(shop.subject(*tables, **drift), shop.tables)
