from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from pytest_prodready.core.instrument import Bench
from pytest_prodready.core.location import Location
from pytest_prodready.core.looking import CannotLook, Look
from pytest_prodready.declarations.dataset import Dataset
from pytest_prodready.declarations.labels import Labels
from pytest_prodready.instruments.labels.instrument import LabelChecks
from pytest_prodready.instruments.tables.instrument import Tables


class Shelf:
    """Writes tables, and asks about their labels."""

    def __init__(self, root: Path, bench: Bench) -> None:
        self.root, self.number = root, 0
        self.tables, self.checks = Tables(bench, Look()), LabelChecks(bench, Look())

    def ask(self, question, content, *, key=None, **declared):
        self.number += 1
        path = self.root / f"{self.number}.{'csv' if isinstance(content, str) else 'parquet'}"
        path.write_text(content) if isinstance(content, str) else pd.DataFrame(content).to_parquet(path)
        labels = Labels(**{"target": "y", **declared})
        subject = Dataset(name="t", where=Location("p.yaml", 3), source=path.name, key=key, labels=labels)
        return getattr(self.checks, question)(subject, self.tables)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shelf")
    (folder / "repo").mkdir()
    bench = Bench(folder / "repo", folder / "scratch")
    yield Shelf(folder / "repo", bench)
    bench.close()


ROW = st.tuples(st.sampled_from(["a", "b", None]), st.sampled_from([1.0, None]), st.sampled_from(["x", "y", None]))


@settings(max_examples=60, deadline=None)
@given(st.lists(ROW, min_size=1, max_size=14).filter(lambda rows: {"x", "y"} <= {row[2] for row in rows}))
def test_the_same_rows_contradict_as_pandas_counts_them(shelf, rows):
    frame = pd.DataFrame(rows, columns=["p", "q", "y"]).astype({"p": "object", "q": "float64", "y": "object"})
    known = frame.dropna(subset=["y"])
    differ = known.groupby(["p", "q"], dropna=False)["y"].transform("nunique") > 1
    found = shelf.ask("contradictions", frame)
    assert found.share.value == pytest.approx(differ.mean())
    assert found.share.n == len(known)


def test_the_first_contradictions_are_shown(shelf):
    text = "id,a,b,y\n1,1,u,n\n2,2,u,n\n3,1,u,y\n4,1,,y\n5,1,,n\n6,7,u,\n7,7,u,y\n"
    found = shelf.ask("contradictions", text, key=("id",))
    assert found.said == (
        "4 of 6 rows; rows 1, 3 have the same features and different labels; "
        "rows 4, 5 have the same features and different labels"
    )
    assert shelf.ask("contradictions", text).share.value == 0
    assert shelf.ask("contradictions", text, columns=("a",)).share.value == pytest.approx(4 / 6)


def test_kappa_of_a_table_is_that_of_sklearn(shelf):
    random = np.random.default_rng(0)
    one = random.choice(list("abc"), 500)
    other = np.where(random.random(500) < 0.7, one, random.choice(list("abc"), 500))
    looked = random.random(500) < 0.5
    frame = pd.DataFrame({"f": range(500), "y": one, "z": np.where(looked, other, None)})
    found = shelf.ask("agreement", frame, second="z")
    assert found.value == pytest.approx(cohen_kappa_score(one[looked], other[looked]))
    assert found.n == looked.sum()
    assert shelf.ask("agreement", frame) is None


def test_labels_of_two_types_are_the_same_labels(shelf):
    assert shelf.ask("agreement", {"y": [1, 0, 1], "z": ["1.0", "0", "1"]}, second="z").value == 1


@pytest.mark.parametrize(
    ("question", "declared", "message"),
    [
        ("contradictions", {"target": "w"}, "labels: there is no column w"),
        ("contradictions", {"second": "w"}, "labels: there is no column w"),
        ("contradictions", {"columns": ("w",)}, "labels: there is no column w"),
        ("contradictions", {"key": ("f",)}, "has no column but labels and key"),
        ("contradictions", {"target": "f", "columns": ("y",)}, "f holds 1 different labels: nothing can contradict"),
        ("agreement", {"second": "f"}, r"\d rows have y and f, with 102 different labels"),
    ],
)
def test_what_cannot_be_asked_is_told(shelf, question, declared, message):
    frame = (
        {"f": ["0"] * 120, "y": ["a", "b"] * 60}
        if question == "contradictions"
        else {"f": [str(number) for number in range(100)], "y": ["a", "b"] * 50}
    )
    with pytest.raises(CannotLook, match=message):
        shelf.ask(question, frame, **declared)
