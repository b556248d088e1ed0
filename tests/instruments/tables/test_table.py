import csv
import io
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pytest_prodready.core.instrument import Bench
from pytest_prodready.core.looking import CannotLook, Look
from pytest_prodready.instruments.tables.instrument import Tables
from pytest_prodready.instruments.tables.table import Repeat

TEXT = st.sampled_from(["", " ", "\t", "NA", "null", "a", "b", "é", '"', ",", "a\nb", "0", "!", " x", "#"])
NUMBER = st.sampled_from([None, float("nan"), 0.0, -0.0, 1.5, float("inf"), 1e300])


@pytest.fixture(scope="module")
def bench():
    """One backend for all examples; every example writes a file of its own."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "repo").mkdir()
        bench = Bench(Path(folder) / "repo", Path(folder) / "scratch")
        yield bench
        bench.close()


@contextmanager
def opened(bench, ending, content):
    path = bench.root / f"{len(list(bench.root.iterdir()))}.{ending}"
    path.write_bytes(content)
    yield Tables(bench, Look()).read(path.name)


def blank(frame):
    """What a person calls missing: what pandas does, and text without a letter."""
    return frame.isna() | frame.map(lambda value: isinstance(value, str) and not value.strip())


def surplus(frame):
    return int(frame.duplicated().sum())


def told_apart(row):
    """NaN is NaN and not null; minus zero is zero."""
    return tuple(str(value + 0.0 if isinstance(value, float) else value) for value in row)


@given(rows=st.lists(st.tuples(TEXT, TEXT, st.sampled_from("xyz")), min_size=1, max_size=12))
@settings(max_examples=40, deadline=None)
def test_a_csv_is_counted_as_pandas_counts_it(bench, rows):
    written = io.StringIO()
    csv.writer(written).writerows([("a", "b", "c"), *rows])
    frame = pd.read_csv(io.StringIO(written.getvalue(), newline=""), dtype=str)
    with opened(bench, "csv", written.getvalue().encode()) as table:
        assert table.rows == len(frame)
        assert dict(table.missing()) == blank(frame).sum().to_dict()
        assert table.repeats().surplus == surplus(frame)
        whole = frame[~blank(frame[["a", "b"]]).any(axis=1)]
        assert table.incomplete(["a", "b"]) == len(frame) - len(whole)
        assert table.repeats(["a", "b"]).surplus == surplus(whole[["a", "b"]])


@given(
    rows=st.lists(
        st.tuples(TEXT | st.none(), NUMBER, st.integers(0, 2), st.booleans() | st.none()), min_size=1, max_size=12
    )
)
@settings(max_examples=40, deadline=None)
def test_a_parquet_file_is_counted_as_pandas_counts_it(bench, rows):
    types = {"a": pa.string(), "b": pa.float64(), "c": pa.int64(), "d": pa.bool_()}
    columns = {
        name: pa.array(values, type=types[name]) for name, values in zip(types, zip(*rows, strict=True), strict=True)
    }
    frame = pd.DataFrame(rows, columns=list(types)).astype({"b": "float64"})
    written = io.BytesIO()
    # Not through pandas, which writes NaN as null.
    pq.write_table(pa.table(columns), written, row_group_size=5)
    with opened(bench, "parquet", written.getvalue()) as table:
        assert table.rows == len(frame)
        assert dict(table.missing()) == blank(frame).sum().to_dict()
        assert table.repeats().surplus == len(rows) - len({told_apart(row) for row in rows})
        whole = frame[~blank(frame[["b", "c"]]).any(axis=1)]
        assert table.repeats(["b", "c"]).surplus == surplus(whole[["b", "c"]])


@given(rows=st.lists(st.tuples(TEXT | st.none(), st.integers(0, 3) | st.none()), min_size=1, max_size=12))
@settings(max_examples=25, deadline=None)
def test_a_jsonl_file_is_counted_as_pandas_counts_it(bench, rows):
    frame = pd.DataFrame(rows, columns=["a", "b"])
    frame["c"] = range(len(frame))
    with opened(bench, "jsonl", frame.to_json(orient="records", lines=True).encode()) as table:
        assert dict(table.missing()) == blank(frame).sum().to_dict()
        assert table.repeats().surplus == 0
        whole = frame[~blank(frame[["a"]]).any(axis=1)]
        assert table.repeats(["a"]).surplus == surplus(whole[["a"]])


def test_repeats_are_shown_in_the_order_of_the_table(repo):
    rows = ["q,1", "a,2", "q,1", "b,3", "a,2", "q,1", "q,1", "b,4", "z,9", "y,9"]
    repo.write("t.csv", "k,v\n" + "\n".join(rows) + "\n")
    found = repo.tables.read("t.csv").repeats(["k"])
    assert found.surplus == 5
    assert found.examples == (
        Repeat(("q",), 4, ("1", "3", "6")),
        Repeat(("a",), 2, ("2", "5")),
        Repeat(("b",), 2, ("4", "8")),
    )


def test_values_are_cleaned_cut_and_redacted(repo):
    long = "x" * 200
    repo.write("t.csv", f"a,b,c\n\x1b[2J,{long},s3cret\n\x1b[2J,{long},s3cret\n")
    table = repo.tables.read("t.csv", redact=("c",))
    (example,) = table.repeats().examples
    assert example.cells == ("\\x1b[2J", "x" * 79 + "…", "(redacted)")


def test_the_first_rows_of_a_large_table_are_the_first(repo):
    frame = pd.DataFrame({"id": range(400_000), "x": 1.0})
    frame.loc[[299_998, 299_999, 399_999], "x"] = float("nan")
    frame.loc[399_999, "id"] = 7
    # Not through pandas, which writes NaN as null.
    columns = {name: frame[name].to_numpy() for name in frame}
    pq.write_table(pa.table(columns), repo.root / "t.parquet", row_group_size=50_000)
    table = repo.tables.read("t.parquet")
    assert table.missing() == {"id": 0, "x": 3}
    assert table.rows_missing("x") == ("299999", "300000", "400000")
    assert table.repeats(["id"]).examples == (Repeat(("7",), 2, ("8", "400000")),)


def test_statistics_in_a_footer_are_not_taken_for_the_values(repo):
    pd.DataFrame({"x": [1.0, None, 3.0]}).to_parquet(repo.root / "t.parquet")
    honest = (repo.root / "t.parquet").read_bytes()
    # In the compact protocol null_count is field 3, an i64: 0x16, then zigzag 1 = 0x02; max_value (0x28) follows.
    lying = honest.replace(b"\x16\x02\x28", b"\x16\x00\x28")
    assert lying != honest
    (repo.root / "t.parquet").write_bytes(lying)
    with duckdb.connect() as trusting:
        source = str(repo.root / "t.parquet")
        assert trusting.execute("SELECT count(x) FROM read_parquet(?)", [source]).fetchall() == [(3,)]
    assert repo.tables.read("t.parquet").missing() == {"x": 1}


def test_a_column_that_is_not_there_is_refused(repo):
    repo.write("t.csv", "plan\nx\n")
    with pytest.raises(CannotLook, match="the question: there is no column plans in t.csv"):
        repo.tables.read("t.csv").column("plans")


def test_a_row_beyond_the_table_is_an_error(repo):
    repo.write("t.csv", "plan\nx\n")
    with pytest.raises(IndexError, match=r"t\.csv has 1 rows"):
        repo.tables.read("t.csv").row_at(1)
