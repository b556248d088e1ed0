"""Tables written into a repo of their own, opened for real."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pytest_prodready.core.instrument import Bench
from pytest_prodready.core.looking import CannotLook, Look
from pytest_prodready.instruments.tables.instrument import Tables


class Repo:
    """Files below `root`, and the instrument that opens them."""

    def __init__(self, root: Path, bench: Bench) -> None:
        self.root, self.bench, self.look = root, bench, Look()
        self.tables = Tables(bench, self.look)

    def write(self, name: str, content: str | bytes) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def refusal(self, source: str, **options: object) -> CannotLook:
        with pytest.raises(CannotLook) as caught:
            self.tables.read(source, **options)
        return caught.value


@pytest.fixture
def repo(tmp_path: Path) -> Iterator[Repo]:
    (tmp_path / "repo").mkdir()
    bench = Bench(tmp_path / "repo", tmp_path / "scratch")
    yield Repo(tmp_path / "repo", bench)
    bench.close()
