import pytest

from pytest_prodready.core.instrument import Bench
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.declarations.pipeline import Pipeline
from pytest_prodready.instruments.pipelines.batch_run import run_batch

COPY = "import shutil; shutil.copy('raw.csv', 'out.csv')"


@pytest.fixture
def bench(tmp_path):
    (tmp_path / "repo").mkdir()
    (tmp_path / "repo" / "batch.csv").write_text("a\n1\n")
    (tmp_path / "repo" / "raw.csv").write_text("a\n99\n")
    (tmp_path / "repo" / "out.csv").write_text("stale\n")
    return Bench(tmp_path / "repo", tmp_path / "scratch")


def ran(bench, code, **fields):
    command = ("{python}", "-c", code)
    fields = {"reads": "raw.csv", "writes": "out.csv", "poisoned": ("p.csv",), **fields}
    return run_batch(bench, Pipeline(command=command, **fields), "batch.csv", bench.scratch / "copy")


def test_the_batch_takes_the_place_of_what_is_read(bench):
    run = ran(bench, COPY)
    assert (run.exit, run.end, run.written) == (0, "exit 0", ("out.csv",))
    assert (run.folder / "out.csv").read_text() == "a\n1\n"


def test_the_repo_itself_is_not_touched(bench):
    ran(bench, COPY)
    assert (bench.root / "out.csv").read_text() == "stale\n"
    assert (bench.root / "raw.csv").read_text() == "a\n99\n"


def test_old_output_is_no_output(bench):
    assert ran(bench, "pass").written == ()


def test_how_it_ended_is_told_with_its_last_words(bench):
    run = ran(bench, "import sys; sys.exit('no ids')")
    assert (run.exit, run.end, run.last_lines) == (1, "exit 1", ("no ids",))


def test_what_does_not_end_is_ended(bench):
    run = ran(bench, "import time; time.sleep(99)", within=0.5)
    assert run.exit is None
    assert run.end.startswith("no end within ")


def test_a_pattern_of_several_outputs(bench):
    code = "import os; os.makedirs('o'); [open(f'o/{n}.csv', 'w').close() for n in 'ba']"
    assert ran(bench, code, writes="o/*.csv").written == ("o/a.csv", "o/b.csv")


def test_an_empty_batch_file_is_no_batch(bench):
    (bench.root / "batch.csv").write_text("")
    with pytest.raises(CannotLook, match=r"batch\.csv: the file is empty"):
        ran(bench, COPY)
