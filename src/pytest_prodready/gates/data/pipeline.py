"""Does the pipeline make the table, make it again, and stop what would poison it?"""

from collections.abc import Iterator

from pytest_prodready.core.gate import gate
from pytest_prodready.core.hostile import clean
from pytest_prodready.core.measurement import Measurement, at_least, at_most
from pytest_prodready.core.phase import Phase
from pytest_prodready.declarations.dataset import Dataset
from pytest_prodready.instruments.pipelines.batch_run import BatchRun
from pytest_prodready.instruments.pipelines.instrument import Clean, Pipelines


@gate("data.pipeline", since=Phase.PROTOTYPE, needs=["pipeline"], optional_for=[Dataset])
def pipeline(subject: Dataset, pipelines: Pipelines) -> Iterator[Measurement]:
    """The pipeline makes the declared table of a clean batch, the same one twice, and stops each poisoned batch.

    Its command runs in copies of the repo from which its old output was taken away, so that nothing stale can pass.
    The clean batch runs twice: every row must hold to the dataset's schema, and both runs must make the same rows, in
    any order. A poisoned batch is stopped when the command ends with an exit code other than 0 and leaves no output.

    Why: a batch with empty keys does not crash a join, it empties it; the model is then trained on what is left.
    To fix: check each batch against the schema before anything is written, and exit with an error when it breaks.
    """
    runs = pipelines.clean_runs(subject)
    failed = [run for run in runs if run.exit != 0]
    where = subject.at("pipeline.command")
    yield at_most(
        "clean runs that failed", len(failed), 0, unit="runs", where=where, details=[_failure(run) for run in failed]
    )
    if not failed:
        yield from _of_the_output(subject, pipelines.compared(subject, runs))
    poisoned = pipelines.poisoned_runs(subject)
    through = [run for run in poisoned if run.exit == 0 or run.exit is None or run.written]
    yield at_most(
        "poisoned batches that got through",
        len(through),
        0,
        unit="batches",
        where=subject.at("pipeline.poisoned"),
        details=[_leak(run) for run in through],
    )


def _of_the_output(subject: Dataset, made: Clean) -> Iterator[Measurement]:
    where = subject.at("pipeline.writes")
    yield at_least("rows of a clean run", made.rows, 1, unit="rows", where=where)
    broken = [
        f"{clean(one.column or 'the table', width=80)}: {one.rule}: {one.violations:,} {one.unit}; {one.examples}"
        for one in made.findings
    ]
    yield at_most(
        "rules of the schema that a clean run breaks", len(broken), 0, unit="rules", where=where, details=broken[:20]
    )
    yield at_most("rows that differ between two clean runs", made.differing, 0, unit="rows", where=where)


def _failure(run: BatchRun) -> str:
    said = f": {run.last_lines[-1]}" if run.last_lines else ""
    return f"{clean(run.batch)}: {run.end}{said}"


def _leak(run: BatchRun) -> str:
    left = f"reached {clean(run.written[0])}" if run.written else "was not stopped"
    return f"{clean(run.batch)} {left} with {run.end}"
