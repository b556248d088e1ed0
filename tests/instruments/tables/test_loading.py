import io

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from pytest_prodready.instruments.tables.loading import MISSING_WORDS


def test_the_words_for_missing_are_those_of_pandas():
    words = [*MISSING_WORDS, "no", "-", "nil", "none", "Null", "N.A.", " ", "0", "?", "inf"]
    text = "a,b\n" + "".join(f"1,{word}\n" for word in words)
    assert pd.read_csv(io.StringIO(text)).b.isna().tolist() == [word in MISSING_WORDS for word in words]


def test_a_type_is_never_guessed_from_the_first_rows(repo):
    repo.write("t.csv", "a,b\n" + "1,2.5\n" * 30_000 + '1,"2,5"\n')
    table = repo.tables.read("t.csv")
    assert (table.rows, table.missing()) == (30_001, {"a": 0, "b": 0})


def test_many_files_are_one_table_in_the_order_of_their_names(repo):
    for number, rows in (("10", "5,\n6,\n"), ("09", "1,\n2,x\n")):
        repo.write(f"data/{number}.csv", f"a,b\n{rows}")
    table = repo.tables.read("data/*.csv")
    assert [(part.path, part.rows) for part in table.parts] == [("data/09.csv", 2), ("data/10.csv", 2)]
    assert table.rows_missing("b") == ("1 of 09.csv", "1 of 10.csv", "2 of 10.csv")
    assert [table.row_at(position) for position in range(4)] == [
        *("1 of 09.csv", "2 of 09.csv"),
        *("1 of 10.csv", "2 of 10.csv"),
    ]


def test_rows_of_many_parquet_files_keep_their_places(repo):
    for number in range(3):
        values = pa.table({"a": pa.array([1.0, None if number else 2.0])})
        pq.write_table(values, repo.root / f"{number}.parquet", row_group_size=1)
    table = repo.tables.read("*.parquet")
    assert table.rows_missing("a") == ("2 of 1.parquet", "2 of 2.parquet")
    assert table.repeats().examples[0].rows == ("1 of 0.parquet", "1 of 1.parquet", "1 of 2.parquet")


def test_jsonl_files_may_order_and_type_their_keys_as_they_like(repo):
    repo.write("a.jsonl", '{"x": 1, "y": "z"}\n{"x": null, "y": ""}\n')
    repo.write("b.jsonl", '{"y": "q", "x": 1.5}\n{"x": "text", "y": " "}\n')
    table = repo.tables.read("*.jsonl")
    assert (table.rows, table.missing()) == (4, {"x": 1, "y": 2})


def test_a_jsonl_file_that_lacks_a_column_is_named(repo):
    repo.write("a.jsonl", '{"x": 1, "y": 2}\n')
    repo.write("b.jsonl", '{"x": 1}\n')
    assert repo.refusal("*.jsonl").reason == "b.jsonl: its columns are not those of a.jsonl: lacks y"


def test_a_file_without_rows_among_others_is_named(repo):
    repo.write("1.csv", "a\n1\n")
    repo.write("2.csv", "a\n")
    assert repo.refusal("*.csv").reason == "2.csv: 0 rows inspected, floor is 1"


def test_two_formats_are_no_table(repo):
    repo.write("1.csv", "a\n1\n")
    repo.write("2.jsonl", '{"a": 1}\n')
    assert repo.refusal("?.*").reason == "2.jsonl: .jsonl, where 1.csv is .csv"


def test_files_whose_types_cannot_meet_are_refused(repo):
    pq.write_table(pa.table({"a": [1, 2]}), repo.root / "1.parquet")
    pq.write_table(pa.table({"a": ["x", "y"]}), repo.root / "2.parquet")
    table = None
    try:
        table = repo.tables.read("*.parquet")
        table.missing()
    except Exception as error:  # noqa: BLE001 - either moment will do
        assert "parquet: cannot be read as a table" in str(error)  # noqa: PT017 - the same
    else:
        raise AssertionError(table)


def test_names_with_pattern_characters_are_plain_files(repo):
    repo.write("data [1]/it's *.csv", "a\n1\n")
    assert repo.tables.read("data [[]1]/it's [*].csv").rows == 1


def test_a_link_out_of_the_repo_is_refused(repo):
    outside = repo.root.parent / "secret.csv"
    outside.write_text("a\n1\n")
    (repo.root / "t.csv").symlink_to(outside)
    assert repo.refusal("t.csv").reason == "t.csv: a symbolic link leads outside the repo"
