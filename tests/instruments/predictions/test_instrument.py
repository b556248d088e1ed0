import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_prodready.core.instrument import Bench
from pytest_prodready.core.looking import CannotLook, Look
from pytest_prodready.instruments.predictions.instrument import ROWS, Predictions, changed_in, first_rows
from pytest_prodready.instruments.tables.instrument import Tables


@pytest.fixture
def repo(tmp_path):
    bench = Bench(tmp_path, tmp_path / "scratch")
    look = Look()

    class Repo:
        evidence = look.evidence

        def table(self, text, name="t.csv"):
            (tmp_path / name).write_text(text)
            return Tables(bench, look).read(name)

        def dependence(self, body, text="a,b,c\n1,x,7\n2,y,7\n3,x,7\n", **options):
            (tmp_path / "m.py").write_text(f"def predict(rows):\n    {body}\n")
            return Predictions(bench, look).dependence("m.py:predict", self.table(text), **options)

    yield Repo()
    bench.close()


def test_what_changes_an_answer_is_counted_column_by_column(repo):
    assert repo.dependence("return [row['a'] for row in rows]") == {"a": 3, "b": 0}
    seen = repo.evidence[-1]
    assert (seen.subject, seen.inspected, seen.unit) == ("m.py:predict", 12, "predictions")


def test_numbers_reach_the_model_as_numbers_and_gaps_as_none(repo):
    text = "a,b\n1,\n2.5,x\n"
    assert first_rows(repo.table(text)) == [{"a": 1, "b": None}, {"a": 2.5, "b": "x"}]


def test_only_the_first_rows_are_asked(repo):
    assert len(first_rows(repo.table("a\n" + "1\n" * (ROWS + 5)))) == ROWS


@given(st.lists(st.sampled_from([1, 2, None, "x"]), min_size=1, max_size=9))
def test_every_row_gets_another_value_of_the_column(values):
    rows = [{"v": value, "w": place} for place, value in enumerate(values)]
    changed = changed_in(rows, "v")
    if len(set(values)) == 1:
        assert changed is None
    else:
        assert all(new["v"] != old["v"] and new["v"] in values for new, old in zip(changed, rows, strict=True))
        assert [row["w"] for row in changed] == list(range(len(values)))


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("return [0 for _ in rows[1:]]", r"m\.py:predict answered 3 rows with 2 values"),
        ("raise ValueError(7)", r"m\.py:predict ended with exit code 1"),
        ("import random; return [random.random() for _ in rows]", "answers the same rows differently"),
    ],
)
def test_what_cannot_be_asked_is_told(repo, body, message):
    with pytest.raises(CannotLook, match=message):
        repo.dependence(body)


def test_a_print_of_the_model_is_no_answer(repo):
    assert repo.dependence("print('hello'); return [row['b'] for row in rows]") == {"a": 0, "b": 3}


@pytest.mark.parametrize(
    ("name", "message"), [("z", "there is no column z"), ("c", "c has one value in the first 3 rows")]
)
def test_a_column_that_cannot_be_varied_is_told(repo, name, message):
    with pytest.raises(CannotLook, match=message):
        repo.dependence("return [0 for _ in rows]", must_vary=[name])
