"""Datasets of the tests' own, judged by one gate without the engine."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from pytest_prodready.core.gate import Gate
from pytest_prodready.core.instrument import Bench
from pytest_prodready.core.location import Location
from pytest_prodready.core.looking import Look, looking
from pytest_prodready.core.measurement import Measurement
from pytest_prodready.declarations.dataset import Dataset
from pytest_prodready.declarations.drift import Drift


@pytest.fixture
def judged(tmp_path: Path) -> Iterator[Callable[..., list[Measurement]]]:
    bench = Bench(tmp_path, tmp_path / "scratch")

    def judge(gate: Gate, text: str, now: datetime | None = None, **fields: Any) -> list[Measurement]:
        (tmp_path / "t.csv").write_text(text, encoding="utf-8")
        bench.now = now or bench.now
        places = {"missing.a": Location("prodready.yaml", 7), "duplicates": Location("prodready.yaml", 8)}
        where = Location("prodready.yaml", 3)
        subject = Dataset(name="t", where=where, places=places, source="t.csv", **fields)
        with looking(Look()) as look:
            return list(gate.judge(subject, **{name: kind(bench, look) for name, kind in gate.instruments.items()}))

    yield judge
    bench.close()


@pytest.fixture
def compared(tmp_path: Path) -> Iterator[Callable[..., list[Measurement]]]:
    bench = Bench(tmp_path, tmp_path / "scratch")

    def judge(gate: Gate, reference: Any, current: Any, **fields: Any) -> list[Measurement]:
        number = len(list(tmp_path.glob("*.parquet")))
        old, new = f"{number}.parquet", f"{number + 1}.parquet"
        reference.to_parquet(tmp_path / old)
        current.to_parquet(tmp_path / new)
        places = {
            "drift": Location("prodready.yaml", 8),
            "drift.detector": Location("prodready.yaml", 9),
            "drift.shifts": Location("prodready.yaml", 10),
            "drift.shifts.0.column": Location("prodready.yaml", 11),
        }
        where = Location("prodready.yaml", 3)
        siblings = {"old": Dataset(name="old", where=where, source=old)}
        known: dict[str, Any] = {"places": places, "siblings": siblings, "drift": Drift(reference="old", **fields)}
        subject = Dataset(name="new", where=where, source=new, **known)
        with looking(Look()) as look:
            return list(gate.judge(subject, **{name: kind(bench, look) for name, kind in gate.instruments.items()}))

    yield judge
    bench.close()
