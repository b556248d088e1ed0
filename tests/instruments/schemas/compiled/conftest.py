"""A schema held against one table in both ways: on the engine, and by pandera over the frame of all rows."""

import itertools
from pathlib import Path

import pytest

from pytest_prodready.core.instrument import Bench
from pytest_prodready.core.looking import CannotLook, Look
from pytest_prodready.instruments.schemas import by_pandera
from pytest_prodready.instruments.schemas.compiled.judging import held
from pytest_prodready.instruments.schemas.frame import frame_of
from pytest_prodready.instruments.tables.instrument import Tables
from pytest_prodready.instruments.tables.refusals import quietly


class Both:
    """Tables written under names of their own into one repo, so that one connection serves all of them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.bench = Bench(root, root / "scratch")
        self.numbers = itertools.count()

    def table(self, frame, ending, parts=1):
        number = next(self.numbers)
        folder = self.root / str(number)
        folder.mkdir()
        size = -(-len(frame) // parts)
        for part in range(parts):
            rows = frame.iloc[part * size : (part + 1) * size]
            name = folder / f"{part}.{ending}"
            if ending == "parquet":
                rows.to_parquet(name)
            else:
                rows.to_csv(name, index=False, lineterminator="\n")
        return self.opened(f"{number}/*.{ending}")

    def opened(self, source):
        return Tables(self.bench, Look()).read(source)

    def compiled(self, schema, table):
        with quietly():
            return held(schema, table, self.root, "s.py")

    def pandera(self, schema, table):
        with quietly():
            frame = frame_of(table, self.root, keep_index=schema.index is not None)
            return tuple(by_pandera.findings(schema, frame, table, "s.py"))

    @staticmethod
    def answer(way, schema, table):
        """What a way finds, and the reason why it cannot look."""
        try:
            return way(schema, table), None
        except CannotLook as refusal:
            return None, refusal.reason

    def agree(self, schema, table):
        """Assert that both find the same, and return what the engine's way found."""
        wanted, refusal = self.answer(self.pandera, schema, table)
        found, refused = self.answer(self.compiled, schema, table)
        if found is None or wanted is None:
            # Of several checks that raise, each way names the one that it meets first.
            assert refused == refusal or (" raised " in str(refused) and " raised " in str(refusal))
            return None
        assert sorted(map(str, found.findings)) == sorted(map(str, wanted))
        return found


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    made = Both(tmp_path_factory.mktemp("both"))
    yield made
    made.bench.close()
