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
from pytest_prodready.declarations.leakage import Leakage
from pytest_prodready.instruments.leakage.instrument import Leaks
from pytest_prodready.instruments.tables.instrument import Tables
from pytest_prodready.instruments.tables.table import Table

HERE = Location("prodready.yaml", 3)


class Shelf:
    """Writes tables, and opens pairs of them."""

    def __init__(self, root: Path, bench: Bench) -> None:
        self.root, look = root, Look()
        self.tables, self.leaks = Tables(bench, look), Leaks(bench, look)
        self.number = 0

    def write(self, content: Any) -> str:
        self.number += 1
        ending = "csv" if isinstance(content, str) else "parquet"
        path = self.root / f"{self.number}.{ending}"
        path.write_text(content) if isinstance(content, str) else pd.DataFrame(content).to_parquet(path)
        return path.name

    def pair(self, evaluation: Any, training: Any) -> tuple[Table, Table]:
        return self.tables.read(self.write(evaluation)), self.tables.read(self.write(training))

    def subject(self, new: Any, old: Any, *, key: Any = None, **leakage: Any) -> Dataset:
        other = Dataset(name="old", where=HERE, source=self.write(old))
        declared = Leakage(**{"training": "old", "target": "y", **leakage})
        return Dataset(
            name="new", where=HERE, source=self.write(new), key=key, leakage=declared, siblings={"old": other}
        )


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    folder = tmp_path_factory.mktemp("shelf")
    (folder / "repo").mkdir()
    bench = Bench(folder / "repo", folder / "scratch")
    yield Shelf(folder / "repo", bench)
    bench.close()
