import pandas as pd

from pytest_prodready.instruments.schemas import frame


def test_each_format_is_read_as_pandas_reads_it(repo):
    made = pd.DataFrame({"a": [1, 2], "b": ["x", None], "c": [1.5, float("nan")], "d": [True, False]})
    made.to_csv(repo.root / "t.csv", index=False)
    made.to_parquet(repo.root / "t.parquet")
    made.to_json(repo.root / "t.jsonl", orient="records", lines=True)
    expression = "pa.DataFrameSchema({'a': pa.Column(int), 'b': pa.Column(str, nullable=True), "
    expression += "'c': pa.Column(float, nullable=True), 'd': pa.Column(bool)})"
    for source in ("t.csv", "t.parquet", "t.jsonl"):
        assert repo.python(expression, source=source).findings == (), source


def test_files_of_one_table_are_one_frame_with_their_own_row_numbers(repo):
    repo.write("d/1.csv", "a\n1\n2\n")
    repo.write("d/2.csv", "a\n3\n40\n")
    (finding,) = repo.python("pa.DataFrameSchema({'a': pa.Column(int, pa.Check.le(9))})", source="d/*.csv").findings
    assert finding.examples == "row 2 of 2.csv: 40"


def test_a_schema_with_an_index_meets_the_index_of_the_file(repo):
    made = pd.DataFrame({"a": [1, 2, 3]}, index=pd.Index(["x", "y", "y"], name="key"))
    made.to_parquet(repo.root / "t.parquet")
    expression = "pa.DataFrameSchema({'a': pa.Column(int)}, index=pa.Index(str, unique=True, name='key'))"
    (finding,) = repo.python(expression, source="t.parquet").findings
    assert (finding.column, finding.rule, finding.violations) == (None, "unique", 1)


def test_more_cells_than_fit_are_refused(repo, monkeypatch):
    monkeypatch.setattr(frame, "MOST_CELLS", 3)
    own = "pa.Check(lambda s: s > 0)"
    repo.write("s.py", f"import pandera.pandas as pa\n\nS = pa.DataFrameSchema({{'a': pa.Column(int, {own})}})\n")
    assert repo.judge("s.py:S").findings == ()
    repo.write(
        "s.py", f"import pandera.pandas as pa\n\nS = pa.DataFrameSchema({{'a': pa.Column(int)}}, checks={own})\n"
    )
    assert repo.refusal("s.py:S").reason == (
        "t.csv: 2 rows of 2 columns are more than the 3 cells that a schema is held against"
    )


def test_rows_that_pandas_does_not_see_are_refused(repo):
    repo.write("t.csv", "a\n1\n\n3\n")
    repo.write("s.py", "import pandera.pandas as pa\n\nS = pa.DataFrameSchema({'a': pa.Column(int)})\n")
    assert repo.refusal("s.py:S").reason == "t.csv: 3 rows were counted, pandas reads 2"


def test_what_pandas_cannot_read_is_refused(repo):
    repo.write("t.jsonl", '{"a": 1}\n{"a": 123456789012345678901234567890}\n')
    repo.write("s.py", "import pandera.pandas as pa\n\nS = pa.DataFrameSchema({'a': pa.Column(int)})\n")
    assert repo.refusal("s.py:S", source="t.jsonl").reason.startswith("t.jsonl: pandas cannot read it: ")


def test_a_folders_name_adds_no_column(repo):
    (repo.root / "year=2026").mkdir()
    pd.DataFrame({"a": [1, 2]}).to_parquet(repo.root / "year=2026" / "t.parquet")
    judged = repo.python("pa.DataFrameSchema({'a': pa.Column(int)})", source="year=*/*.parquet")
    assert (judged.findings, judged.undeclared) == ((), ())
