import pyarrow as pa
import pyarrow.parquet as pq
import pytest


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a,a\n1,2\n", "t.csv: the column a stands there 2 times"),
        ("a,,b\n1,2,3\n", "t.csv:1: column 2 has no name"),
        ("\na,b\n1,2\n", "t.csv:1: the first line is blank, and a CSV begins with the names of its columns"),
        ("a;b\n1;2\n", "t.csv: one column named 'a;b': it is separated by ';', a CSV by commas"),
        ("a\tb\n1\t2\n", r"t.csv: one column named 'a\tb': it is separated by '\t', a CSV by commas"),
        ('"' + "x" * 20_000 + '"\n1\n', "t.csv:1: the name of column 1 has more than 10,000 characters"),
        (",".join(f"c{i}" for i in range(10_001)) + "\n", "t.csv: 10,001 columns; between 1 and 10,000 are read"),
    ],
)
def test_a_header_that_names_no_columns_is_refused(repo, text, reason):
    repo.write("t.csv", text)
    assert repo.refusal("t.csv").reason == reason


def test_names_are_those_of_the_file_whatever_they_hold(repo):
    repo.write("t.csv", '"a\n""b""","A\x1b[31m",select,c0,place\n1,2,3,4,5\n')
    assert repo.tables.read("t.csv").columns == ('a\n"b"', "A\x1b[31m", "select", "c0", "place")


def test_a_byte_order_mark_is_no_part_of_a_name(repo):
    repo.write("t.csv", '\ufeff"a, b",c\n1,\n')
    assert repo.tables.read("t.csv").missing() == {"a, b": 0, "c": 1}


def test_names_that_differ_in_case_are_two(repo):
    repo.write("t.csv", "id,ID\n1,\n2,\n")
    pq.write_table(pa.table({"id": [1, 2], "ID": [None, None]}), repo.root / "t.parquet")
    for source in ("t.csv", "t.parquet"):
        assert repo.tables.read(source).missing() == {"id": 0, "ID": 2}


@pytest.mark.parametrize(
    ("header", "difference"), [("a,c", "lacks b; adds c"), ("b,a", "they come in another order"), ("a", "lacks b")]
)
def test_the_file_with_other_columns_is_named(repo, header, difference):
    repo.write("data/1.csv", "a,b\n1,2\n")
    repo.write("data/2.csv", f"{header}\n{','.join('1' for _ in header.split(','))}\n")
    assert repo.refusal("data/*.csv").reason == (f"data/2.csv: its columns are not those of data/1.csv: {difference}")


def test_a_parquet_footer_that_lies_about_its_rows_is_refused(repo):
    pq.write_table(pa.table({"a": [1, 2, 3]}), repo.root / "t.parquet")
    honest = (repo.root / "t.parquet").read_bytes()
    length = int.from_bytes(honest[-8:-4], "little")
    footer = honest[-8 - length : -8]
    # In the compact protocol the file's num_rows is field 3, an i64: 0x16, then zigzag 3 = 0x06.
    lying = footer.replace(b"\x16\x06\x19", b"\x16\x7e\x19", 1)
    assert lying != footer
    repo.write("t.parquet", honest[: -8 - length] + lying + honest[-8:])
    assert "its Parquet footer speaks of 63 rows, its row groups of 3" in repo.refusal("t.parquet").reason
