"""One run of a pipeline on one batch, in a copy of the repo of its own."""

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from pytest_prodready.core.instrument import Bench
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.declarations.pipeline import Pipeline
from pytest_prodready.instruments.commands.environment import environment
from pytest_prodready.instruments.commands.run import run
from pytest_prodready.instruments.pipelines.working_copy import working_copy
from pytest_prodready.reading.files import located


@dataclass(frozen=True, slots=True)
class BatchRun:
    """How the pipeline took `batch`: its exit code, the files that it wrote below `folder`, its last words.

    `exit` is None when it had to be ended after its time was over. `seconds` is how long it ran.
    """

    batch: str
    folder: Path
    exit: int | None
    seconds: float
    written: tuple[str, ...]
    last_lines: tuple[str, ...]

    @property
    def end(self) -> str:
        """How it ended, in words."""
        return f"no end within {self.seconds:.0f} s" if self.exit is None else f"exit {self.exit}"


def run_batch(bench: Bench, pipeline: Pipeline, batch: str, folder: Path) -> BatchRun:
    """Run the pipeline on `batch` in a copy of the repo at `folder`, from which its old output was taken away.

    Raises:
        CannotLook: the batch is missing or empty, the repo cannot be copied, or the command cannot be started.

    """
    source = located(bench.root, batch)
    if not source.stat().st_size:
        raise CannotLook(f"{batch}: the file is empty", fix="commit a batch with rows")
    working_copy(bench.root, folder, pipeline.without)
    for old in folder.glob(pipeline.writes):
        old.unlink()
    fed = folder / pipeline.reads
    fed.parent.mkdir(parents=True, exist_ok=True)
    fed.unlink(missing_ok=True)
    shutil.copyfile(source, fed)
    words = [word.replace("{python}", sys.executable).replace("{tmp}", str(bench.scratch)) for word in pipeline.command]
    done = run(words, cwd=folder, env=environment({}, bench.scratch), deadline_s=pipeline.within)
    written = sorted(path.relative_to(folder).as_posix() for path in folder.glob(pipeline.writes) if path.is_file())
    code = None if done.timed_out else done.exit
    return BatchRun(batch, folder, code, done.seconds, tuple(written), done.last_lines(4))
