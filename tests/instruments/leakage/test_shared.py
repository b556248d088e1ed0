import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pytest_prodready.instruments.leakage.shared import Shared, shared

ROW = st.tuples(
    st.sampled_from(["a", "b", "é", None]), st.sampled_from([0.5, 1.0, None]), st.one_of(st.none(), st.integers(0, 2))
)
NAMES = ("x", "y", "z")


def frame(rows):
    types = {"x": "object", "y": "float64", "z": "Int64"}
    return pd.DataFrame(rows, columns=list(NAMES)).astype(types)


@settings(max_examples=60, deadline=None)
@given(st.lists(ROW, min_size=1, max_size=12), st.lists(ROW, min_size=1, max_size=12))
def test_the_same_rows_are_shared_as_pandas_merges(shelf, ours, theirs):
    evaluation, training = frame(ours), frame(theirs)
    merged = evaluation.reset_index().merge(training.drop_duplicates(), on=list(NAMES))
    found = shared(*shelf.pair(evaluation, training), NAMES)
    assert found.count == len(merged)
    assert found.rows == tuple(str(place + 1) for place in sorted(merged["index"])[:3])


@settings(max_examples=30, deadline=None)
@given(st.lists(ROW, min_size=1, max_size=12), st.lists(ROW, min_size=1, max_size=12))
def test_a_key_that_is_incomplete_is_shared_with_nobody(shelf, ours, theirs):
    evaluation, training = frame(ours), frame(theirs)
    whole = training.dropna(subset=["x", "z"]).drop_duplicates(["x", "z"])
    merged = evaluation.dropna(subset=["x", "z"]).merge(whole, on=["x", "z"])
    assert shared(*shelf.pair(evaluation, training), ("x", "z"), keys=True).count == len(merged)


def test_twelve_hundred_of_ten_thousand(shelf):
    random = np.random.default_rng(0)
    training = pd.DataFrame({"a": random.normal(size=50_000), "b": random.integers(0, 9, 50_000)})
    evaluation = pd.DataFrame({"a": random.normal(size=10_000), "b": random.integers(0, 9, 10_000)})
    evaluation.iloc[4000:5204] = training.iloc[100:1304]
    assert shared(*shelf.pair(evaluation, training), ("a", "b")) == Shared(1204, ("4001", "4002", "4003"))


@pytest.mark.parametrize(
    ("ours", "theirs", "count"),
    [
        ("k\n1\n02\n3.0\nx\n", {"k": [1, 2, 3, 4]}, 3),
        ("k\nTrue\nfalse\nno\n", {"k": [True, False]}, 2),
        (
            "k\n2025-01-31\n2025-02-01T12:00:00\nx\n",
            {"k": pd.to_datetime(["2025-01-31", "2025-02-01 12:00"], format="ISO8601")},
            2,
        ),
        ("k\nx\ny\n", {"k": [1.0, None]}, 0),
        ('k,l\n" ",1\nNA,2\nx,3\n', {"k": [None, ""], "l": ["1", "2"]}, 2),
        ({"k": [1, 2]}, {"k": [1.0, 2.5]}, 1),
        ({"k": np.array([2**63], "uint64")}, {"k": np.array([1], "int64")}, 0),
        ({"k": [[1, 2], [3]]}, {"k": [[3], [4]]}, 1),
    ],
)
def test_values_are_compared_and_not_their_types(shelf, ours, theirs, count):
    names = ("k", "l") if "l" in theirs else ("k",)
    assert shared(*shelf.pair(ours, theirs), names).count == count


def test_a_table_is_shared_with_itself_whole(shelf):
    table, _ = shelf.pair(frame([("a", 0.5, 1), ("b", None, None)]), frame([("c", 1.0, 0)]))
    assert shared(table, table, NAMES) == Shared(2, ("1", "2"))
