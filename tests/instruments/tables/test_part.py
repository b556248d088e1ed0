import pyarrow as pa
import pyarrow.parquet as pq
import pytest


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("t.csv", b"", "t.csv: the file is empty: 0 rows inspected, floor is 1"),
        ("t.csv", b"version https://git-lfs.github.com/spec/v1\noid x\n", "t.csv: a Git LFS pointer, not the file"),
        ("t.parquet", b"a,b\n1,2\n", r"t.parquet: no Parquet file, it begins with 'a,b\n1,2\n'"),
        ("t.parquet", b"PAR1 and then nothing", "t.parquet: a truncated Parquet file, its end is missing"),
        ("t.parquet", b"PAR1" + b"\xff" * 40 + b"PAR1", "t.parquet: its Parquet footer cannot be read"),
        ("t.csv.gz", b"\x1f\x8b", "t.csv.gz: tables are read from .parquet, .csv and .jsonl, not from .gz"),
        ("t", b"a\n1\n", "t: tables are read from .parquet, .csv and .jsonl, not from ."),
    ],
)
def test_what_is_no_table_is_refused(repo, name, content, reason):
    repo.write(name, content)
    assert repo.refusal(name).reason.startswith(reason)


def test_a_truncated_parquet_is_refused(repo):
    pq.write_table(pa.table({"a": list(range(1000))}), repo.root / "t.parquet")
    repo.write("t.parquet", (repo.root / "t.parquet").read_bytes()[:-20])
    assert repo.refusal("t.parquet").reason == "t.parquet: a truncated Parquet file, its end is missing"


def test_a_broken_page_is_refused_when_it_is_read(repo):
    pq.write_table(pa.table({"a": list(range(1000))}), repo.root / "t.parquet", compression="zstd")
    whole = (repo.root / "t.parquet").read_bytes()
    repo.write("t.parquet", whole[:40] + b"\x00" * 60 + whole[100:])
    with pytest.raises(Exception, match=r"t\.parquet: cannot be read as a table"):
        repo.tables.read("t.parquet").missing()
