"""A repo whose tables and samples are written by the test, read without the engine."""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from pytest_prodready.core.instrument import Bench
from pytest_prodready.core.location import Location
from pytest_prodready.core.looking import Look
from pytest_prodready.declarations.dataset import Dataset
from pytest_prodready.declarations.samples import SAMPLE
from pytest_prodready.instruments.sources.instrument import Mapped, Sources
from pytest_prodready.instruments.tables.instrument import Tables
from pytest_prodready.instruments.tables.table import Table


class Shop:
    """Writes each table under a new name, since one name is read once a run."""

    def __init__(self, root: Path, bench: Bench) -> None:
        self.root, self.look, self.number = root, Look(), 0
        self.tables, self.sources = Tables(bench, self.look), Sources(bench, self.look)

    def write(self, content: str | bytes | Any, ending: str = "csv") -> str:
        self.number += 1
        path = self.root / f"{self.number}.{ending}"
        if isinstance(content, str | bytes):
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        else:
            content.to_parquet(path)
        return path.name

    def column(self, values: Sequence[str]) -> Table:
        """A table of the column x, every value quoted."""
        text = io.StringIO(newline="")
        csv.writer(text, quoting=csv.QUOTE_ALL).writerows([("x", "n"), *((value, "1") for value in values)])
        return self.tables.read(self.write(text.getvalue()))

    def map(self, source: str, *samples: object, **fields: Any) -> tuple[Mapped, ...]:
        declared = tuple(SAMPLE.read(sample) for sample in samples)
        where = Location("prodready.yaml", 3)
        subject = Dataset(name="t", where=where, source=source, samples=declared, **fields)
        return self.sources.map(subject, self.tables)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    folder = tmp_path_factory.mktemp("shop")
    (folder / "repo").mkdir()
    bench = Bench(folder / "repo", folder / "scratch")
    yield Shop(folder / "repo", bench)
    bench.close()
