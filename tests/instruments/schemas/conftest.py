"""A table and its schema written into a repo of their own, judged for real."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pytest_prodready.core.instrument import Bench
from pytest_prodready.core.looking import CannotLook, Look
from pytest_prodready.instruments.schemas.instrument import Judged, Schemas
from pytest_prodready.instruments.tables.instrument import Tables


class Repo:
    """Files below `root`; the table is t.csv unless another is named."""

    def __init__(self, root: Path, bench: Bench) -> None:
        self.root, self.bench, self.look = root, bench, Look()
        self.tables, self.schemas = Tables(bench, self.look), Schemas(bench, self.look)
        self.write("t.csv", "a,b\n1,x\n2,y\n")

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def judge(self, schema: str, source: str = "t.csv", **options: object) -> Judged:
        return self.schemas.judge(schema, self.tables.read(source, **options))

    def python(self, expression: str, **options: object) -> Judged:
        self.write("s.py", f"import pandera.pandas as pa\n\nS = {expression}\n")
        return self.judge("s.py:S", **options)

    def yaml(self, text: str) -> Judged:
        self.write("s.yaml", text)
        return self.judge("s.yaml")

    def refusal(self, schema: str, **options: object) -> CannotLook:
        with pytest.raises(CannotLook) as caught:
            self.judge(schema, **options)
        return caught.value


@pytest.fixture
def repo(tmp_path: Path) -> Iterator[Repo]:
    (tmp_path / "repo").mkdir()
    bench = Bench(tmp_path / "repo", tmp_path / "scratch")
    yield Repo(tmp_path / "repo", bench)
    bench.close()
