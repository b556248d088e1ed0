"""Records of provenance beside real files, traced without the engine."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

import pytest

from pytest_prodready.core.instrument import Bench
from pytest_prodready.core.location import Location
from pytest_prodready.core.looking import CannotLook, Look
from pytest_prodready.declarations.dataset import Dataset
from pytest_prodready.instruments.provenance.instrument import Provenance, Traced


class Desk:
    """A repo with one table `data/a.csv`, and the instrument that traces it."""

    def __init__(self, root: Path) -> None:
        self.root, self.look = root, Look()
        self.provenance = Provenance(Bench(root, root / "scratch"), self.look)
        self.write("data/a.csv", "x\n1\n")

    def write(self, path: str, content: str | bytes) -> None:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())

    def digest(self, path: str = "data/a.csv", algorithm: str = "sha256") -> str:
        return hashlib.new(algorithm, (self.root / path).read_bytes()).hexdigest()

    def trace(self, record: str, text: str | None = None, source: str = "data/a.csv") -> Traced:
        if text is not None:
            self.write(record, text)
        subject = Dataset(name="t", where=Location("prodready.yaml", 3), source=source, provenance=record)
        return self.provenance.trace(subject)

    def refusal(self, record: str, text: str | None = None, source: str = "data/a.csv") -> CannotLook:
        with pytest.raises(CannotLook) as caught:
            self.trace(record, text, source)
        return caught.value

    @staticmethod
    def facts(traced: Traced) -> Mapping[str, str]:
        return {fact.name: fact.text for fact in traced.record.facts}

    @staticmethod
    def sound(traced: Traced) -> bool:
        gaps = [gap for fact in traced.record.facts for gap in fact.gaps()]
        return (traced.unlisted, traced.missing, traced.changed, gaps) == ((), (), (), [])


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)
