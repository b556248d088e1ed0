"""The instrument that holds a record of provenance against the files it speaks of."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import ClassVar

from pytest_prodready.core.evidence import Evidence
from pytest_prodready.core.hostile import clean
from pytest_prodready.core.instrument import Instrument
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.declarations.dataset import Dataset
from pytest_prodready.instruments.provenance import benchmarks
from pytest_prodready.instruments.provenance.croissant import croissant
from pytest_prodready.instruments.provenance.dvc import dvc_file, dvc_lock
from pytest_prodready.instruments.provenance.record import Listed, Record
from pytest_prodready.instruments.provenance.sidecar import AT_MOST, sidecar
from pytest_prodready.reading import files
from pytest_prodready.reading.files import Content

_FORMS = "a sidecar (.yaml), dvc.lock, a .dvc file or Croissant (.json)"


@dataclass(frozen=True, slots=True)
class Traced:
    """A record, and where the files disagree with it; `paths` are those of the dataset."""

    record: Record
    paths: tuple[str, ...]
    unlisted: tuple[str, ...]
    missing: tuple[str, ...]
    changed: tuple[str, ...]


class Provenance(Instrument):
    """Reads records of provenance, and the bytes of the files in them; it waits for nothing and runs nothing."""

    name: ClassVar[str] = "provenance"
    waits: ClassVar[bool] = False

    def trace(self, dataset: Dataset) -> Traced:
        """Hold the declared record against the files of the dataset.

        Raises:
            CannotLook: the record or a file cannot be read, is empty or a Git LFS pointer, or DVC kept a
                digest of a folder only.

        """
        paths = files.expand(self.bench.root, dataset.source)
        record = self._read(dataset.provenance or "", paths)
        self.saw(Evidence(record.path, record.lines, "lines", record.sha256, facts={"files": len(record.files)}))
        there = [one for one in record.files if self._is_there(one.path)]
        listed = {one.path for one in record.files}
        return Traced(
            record,
            paths,
            tuple(clean(path, width=200) for path in paths if path not in listed),
            tuple(clean(one.path, width=200) for one in record.files if one not in there),
            tuple(said for one in there if (said := self._change(one))),
        )

    def benchmark_marks(self, traced: Traced) -> list[str]:
        """What says that the data are a curated benchmark: words on the source, names, digests."""
        texts = [fact.text for fact in traced.record.facts]
        names = [PurePosixPath(path).name.partition(".")[0] for path in traced.paths]
        digests = {path: self._digest(path, "sha256")[0] for path in traced.paths}
        found = benchmarks.marks(texts, [*names, *traced.record.titles], digests)
        return [clean(mark, width=200) for mark in found]

    def _read(self, path: str, paths: Sequence[str]) -> Record:
        name = PurePosixPath(path)
        ending = name.suffix.lower()
        if name.name != "dvc.lock" and ending not in (".dvc", ".json", ".jsonld", ".yaml", ".yml"):
            raise CannotLook(f"{clean(path)}: provenance is read from {_FORMS}", fix="name one of these")
        content = files.read(self.bench.root, path, at_most=AT_MOST)
        if name.name == "dvc.lock":
            return dvc_lock(content, paths, self._optional)
        if ending == ".dvc":
            return dvc_file(content, paths)
        return croissant(content) if ending in (".json", ".jsonld") else sidecar(content)

    def _optional(self, path: str) -> Content | None:
        """A file that need not be there; what it was is evidence too."""
        if not self._is_there(path):
            return None
        content = files.read(self.bench.root, path)
        self.saw(Evidence(path, content.data.count(b"\n") + 1, "lines", content.sha256))
        return content

    def _is_there(self, path: str) -> bool:
        return os.path.isfile(self.bench.root / path)  # noqa: PTH113 - Path.is_file() raises on a name that is too long

    def _change(self, listed: Listed) -> str:
        """In which way a file is another than the record says; nothing where it is the same."""
        path = clean(listed.path, width=200)
        if not listed.is_digest:
            written = f"{clean(listed.digest, width=80)!r}" if listed.digest else "nothing"
            return f"{path}: {listed.where} has {written} where its {listed.algorithm} belongs"
        found, size = self._digest(listed.path, listed.algorithm)
        if listed.size is not None and listed.size != size:
            return f"{path}: {size:,} bytes, {listed.where} says {listed.size:,}"
        if found == listed.digest.lower():
            return ""
        return f"{path}: {listed.algorithm} {found[:12]}…, {listed.where} says {listed.digest[:12].lower()}…"

    def _digest(self, path: str, algorithm: str) -> tuple[str, int]:
        key = ("digest", path, algorithm)
        found, size = self.bench.share(key, lambda: self._digested(path, algorithm))
        self.saw(Evidence(path, size, "bytes", found if algorithm == "sha256" else None, facts={algorithm: found}))
        return found, size

    def _digested(self, path: str, algorithm: str) -> tuple[str, int]:
        file = files.located(self.bench.root, path)
        with file.open("rb") as stream:
            first = stream.read(len(files.LFS_POINTER))
        if not first:
            raise CannotLook(f"{clean(path)}: the file is empty", fix="commit its content")
        if first == files.LFS_POINTER:
            raise CannotLook(f"{clean(path)}: a Git LFS pointer, not the data", fix="git lfs pull")
        self.bench.announce(f"digest of {clean(path)}")
        return files.digest(file, algorithm), file.stat().st_size
