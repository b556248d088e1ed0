"""A table of the tests' own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pytest_prodready.core.instrument import Bench
from pytest_prodready.core.looking import Look
from pytest_prodready.instruments.associations.instrument import Associations
from pytest_prodready.instruments.tables.instrument import Tables
from pytest_prodready.instruments.tables.table import Table


class Shop:
    """Opens what is written; asks how columns hang together."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.associations = Associations(bench, Look())

    def table(self, columns: dict[str, list[object]], name: str = "t.csv") -> Table:
        rows = zip(*columns.values(), strict=True)
        text = [",".join(columns), *(",".join("" if cell is None else str(cell) for cell in row) for row in rows)]
        (self.bench.root / name).write_text("\n".join(text) + "\n", encoding="utf-8")
        return Tables(self.bench, Look()).read(name)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    bench = Bench(tmp_path, tmp_path / "scratch")
    yield Shop(bench)
    bench.close()
