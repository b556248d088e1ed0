import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pytest_prodready.core.instrument import Bench
from pytest_prodready.core.location import Location
from pytest_prodready.core.looking import CannotLook, Look
from pytest_prodready.declarations.dataset import Dataset
from pytest_prodready.declarations.pipeline import Pipeline
from pytest_prodready.instruments.pipelines.instrument import Pipelines, differing
from pytest_prodready.instruments.tables.instrument import Tables


@pytest.fixture
def pipelines(tmp_path):
    for name, text in {"clean.csv": "a\n1\n", "p/1.csv": "a\n2\n", "p/2.csv": "a\n3\n"}.items():
        (tmp_path / "repo" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "repo" / name).write_text(text)
    bench = Bench(tmp_path / "repo", tmp_path / "scratch")
    yield Pipelines(bench, Look())
    bench.close()


def dataset(code="import shutil; shutil.copy('raw.csv', 'out.csv')", **fields):
    given = {"reads": "raw.csv", "writes": "out.csv", "raw": "clean.csv", "poisoned": ("p/*.csv",), **fields}
    declared = Pipeline(command=("{python}", "-c", code), **given)
    return Dataset(name="d", where=Location("prodready.yaml", 1), places={}, source="out.csv", pipeline=declared)


def test_the_clean_batch_runs_twice_and_each_poisoned_one_once(pipelines):
    assert [run.batch for run in pipelines.clean_runs(dataset())] == ["clean.csv", "clean.csv"]
    assert [run.batch for run in pipelines.poisoned_runs(dataset())] == ["p/1.csv", "p/2.csv"]


def test_what_two_runs_made_is_compared(pipelines):
    made = pipelines.compared(dataset(), pipelines.clean_runs(dataset()))
    assert (made.rows, made.findings, made.differing) == (1, (), 0)
    clock = "import time; open('out.csv', 'w').write(f'a\\n{time.time_ns()}\\n')"
    made = pipelines.compared(dataset(clock), pipelines.clean_runs(dataset(clock)))
    assert (made.rows, made.differing) == (1, 1)


def test_without_a_batch_of_its_own_the_file_that_is_read_is_the_clean_one(pipelines):
    (pipelines.bench.root / "raw.csv").write_text("a\n7\n")
    first, _ = pipelines.clean_runs(dataset(raw=None))
    assert (first.batch, (first.folder / "out.csv").read_text()) == ("raw.csv", "a\n7\n")


def test_nothing_written_is_nothing_to_compare(pipelines):
    with pytest.raises(CannotLook, match=r"out\.csv: the pipeline ended with exit 0 and wrote no such file"):
        pipelines.compared(dataset("pass"), pipelines.clean_runs(dataset("pass")))


def test_a_poisoned_batch_that_is_the_clean_one_proves_nothing(pipelines):
    (pipelines.bench.root / "p/2.csv").write_text("a\n1\n")
    with pytest.raises(CannotLook, match=r"p/2\.csv: the poisoned batch is the clean one, byte for byte"):
        pipelines.poisoned_runs(dataset())


ROWS = st.lists(st.tuples(st.integers(0, 2), st.sampled_from(["x", "y"])), min_size=1, max_size=8)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROWS, ROWS)
def test_differing_rows_are_those_of_sql_in_any_order(pipelines, one, other):
    names = []
    for rows in (one, other):
        names.append(f"t{abs(hash(tuple(rows)))}.csv")
        text = "a,b\n" + "".join(f"{a},{b}\n" for a, b in rows)
        (pipelines.bench.root / names[-1]).write_text(text)
    tables = [Tables(pipelines.bench, Look()).read(name) for name in names]
    expected = max(
        duckdb.sql(f"FROM (VALUES {listed(a)}) EXCEPT ALL FROM (VALUES {listed(b)})").shape[0]
        for a, b in ((one, other), (other, one))
    )
    assert differing(*tables) == expected
    assert differing(tables[0], tables[0]) == 0


def listed(rows):
    return ", ".join(map(str, rows))


def test_other_columns_are_other_rows(pipelines):
    (pipelines.bench.root / "b.csv").write_text("b\n1\n")
    one, other = (Tables(pipelines.bench, Look()).read(name) for name in ("clean.csv", "b.csv"))
    assert differing(one, other) == 1
