"""Two tables, written as files and opened for real, and the dataset that declares them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pytest_prodready.core.instrument import Bench
from pytest_prodready.core.location import Location
from pytest_prodready.core.looking import Look
from pytest_prodready.declarations.dataset import Dataset
from pytest_prodready.declarations.representative import Representative
from pytest_prodready.instruments.representative.instrument import Representatives
from pytest_prodready.instruments.tables.instrument import Tables
from pytest_prodready.instruments.tables.table import Table

HERE = Location("prodready.yaml", 3)


class Shelf:
    """Writes tables, and opens pairs of them."""

    def __init__(self, root: Path, bench: Bench) -> None:
        self.root, self.look = root, Look()
        self.tables, self.representatives = Tables(bench, self.look), Representatives(bench, self.look)
        self.number = 0

    def write(self, content: Any) -> str:
        self.number += 1
        ending = "csv" if isinstance(content, str) else "parquet"
        path = self.root / f"{self.number}.{ending}"
        path.write_text(content) if isinstance(content, str) else pd.DataFrame(content).to_parquet(path)
        return path.name

    def pair(self, training: Any, production: Any) -> tuple[Table, Table]:
        return self.tables.read(self.write(training)), self.tables.read(self.write(production))

    def compare(self, ours: Any, theirs: Any, *, key: Any = None, **fields: Any) -> Any:
        other = Dataset(name="live", where=HERE, source=self.write(theirs))
        declared = Representative(**{"of": "live", **fields})
        siblings = {"live": other}
        source = self.write(ours)
        subject = Dataset(name="t", where=HERE, source=source, key=key, representative=declared, siblings=siblings)
        return self.representatives.compare(subject, self.tables)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    folder = tmp_path_factory.mktemp("shelf")
    (folder / "repo").mkdir()
    bench = Bench(folder / "repo", folder / "scratch")
    yield Shelf(folder / "repo", bench)
    bench.close()
