"""The instrument that runs the pipeline of a dataset: twice on a clean batch, once on each poisoned one."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from pytest_prodready.core.evidence import Evidence
from pytest_prodready.core.hostile import clean
from pytest_prodready.core.instrument import Bench, Instrument
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.declarations.dataset import Dataset
from pytest_prodready.declarations.pipeline import Pipeline
from pytest_prodready.instruments.pipelines.batch_run import BatchRun, run_batch
from pytest_prodready.instruments.schemas.findings import Finding
from pytest_prodready.instruments.schemas.instrument import Schemas
from pytest_prodready.instruments.tables.instrument import Tables
from pytest_prodready.instruments.tables.table import Table
from pytest_prodready.reading.files import digest, expand


@dataclass(frozen=True, slots=True)
class Clean:
    """What two runs on the clean batch made: `rows`, what breaks the schema, and the rows that differ between them."""

    rows: int
    findings: Sequence[Finding]
    differing: int


class Pipelines(Instrument):
    """Runs the declared command in copies of the repo, so that nothing of the repo itself is changed."""

    name: ClassVar[str] = "pipelines"
    extra: ClassVar[str | None] = "data"
    executes: ClassVar[bool] = True

    def clean_runs(self, subject: Dataset) -> tuple[BatchRun, BatchRun]:
        """Two runs on the clean batch, each in a copy of its own.

        Raises:
            CannotLook: nothing is declared, the batch is missing or empty, or the command cannot be started.

        """
        pipeline = self._declared(subject)
        batch = pipeline.raw or pipeline.reads
        return self._run(pipeline, batch, "first"), self._run(pipeline, batch, "second")

    def poisoned_runs(self, subject: Dataset) -> tuple[BatchRun, ...]:
        """One run on each poisoned batch; raises as `clean_runs`, and where a poisoned batch is the clean one."""
        pipeline = self._declared(subject)
        clean_one = digest(self.bench.root / (pipeline.raw or pipeline.reads))
        batches = dict.fromkeys(path for pattern in pipeline.poisoned for path in expand(self.bench.root, pattern))
        for batch in batches:
            if digest(self.bench.root / batch) == clean_one:
                raise CannotLook(f"{clean(batch)}: the poisoned batch is the clean one, byte for byte", fix="poison it")
        return tuple(self._run(pipeline, batch, f"poisoned {number}") for number, batch in enumerate(batches))

    def compared(self, subject: Dataset, runs: tuple[BatchRun, BatchRun]) -> Clean:
        """What two successful runs made, held against the dataset's schema and against each other.

        Raises:
            CannotLook: an output is missing or no table, or the schema cannot be loaded.

        """
        first, second = runs
        inner = self._inner(first)
        tables = Tables(inner, self._look)
        table, again = (tables.read(self._output(subject, one)) for one in (first, second))
        schema = f"{first.folder.name}/{subject.schema}"
        findings = Schemas(inner, self._look).judge(schema, table).findings if subject.schema else ()
        return Clean(table.rows, findings, differing(table, again))

    def _inner(self, run: BatchRun) -> Bench:
        """A bench whose root is the folder with all copies, so that one engine reads the tables of several."""
        key = ("pipeline bench", run.folder.parent)
        return self.bench.keep_open(key, lambda: closing(Bench(run.folder.parent, run.folder.parent / ".scratch")))

    def _output(self, subject: Dataset, run: BatchRun) -> str:
        if not run.written:
            writes = clean(self._declared(subject).writes)
            raise CannotLook(f"{writes}: the pipeline ended with exit 0 and wrote no such file", fix="correct writes")
        return f"{run.folder.name}/{self._declared(subject).writes}"

    def _run(self, pipeline: Pipeline, batch: str, which: str) -> BatchRun:
        self.bench.announce(f"running {clean(' '.join(pipeline.command), width=60)} on {clean(batch)}")
        folder = self._folder(pipeline) / which.replace(" ", "_")
        made: BatchRun = self.bench.share(
            ("batch run", pipeline, batch, which), lambda: run_batch(self.bench, pipeline, batch, folder)
        )
        self.saw(Evidence(batch, 1, f"{which} run of the pipeline", digest(self.bench.root / batch)))
        return made

    def _folder(self, pipeline: Pipeline) -> Path:
        known: list[Pipeline] = self.bench.share("pipelines", list)
        if pipeline not in known:
            known.append(pipeline)
        return self.bench.scratch / f"pipeline_{known.index(pipeline) + 1}"

    def _declared(self, subject: Dataset) -> Pipeline:
        if subject.pipeline is None:
            raise CannotLook(f"datasets.{subject.name} declares no pipeline")
        return subject.pipeline


def differing(one: Table, other: Table) -> int:
    """How many rows of either table the other one does not have, whatever their order; all, if the columns differ."""
    if one.columns != other.columns:
        return max(one.rows, other.rows)
    rows = [table.expression.select([f"c{index}" for index in range(len(table.columns))]) for table in (one, other)]
    lost, gained = (ours.difference(theirs, distinct=False) for ours, theirs in (rows, rows[::-1]))
    return max(int(one.arrow(extra.aggregate(n=extra.count()))["n"][0].as_py()) for extra in (lost, gained))
