"""Which questions the engine answers, which pandera, and that the evidence says so."""

import duckdb
import pandas as pd
import pandera.pandas as pa
import pytest

FRAME = pd.DataFrame(
    {"n": [1, 2, 3], "x": [0.5, None, 1.5], "t": ["a", "b", None], "d": pd.date_range("2020", periods=3)}
)


def left(both, schema, frame=FRAME, ending="parquet"):
    found = both.agree(schema, both.table(frame, ending))
    return dict(found.by_pandera)


@pytest.mark.parametrize("ending", ["parquet", "csv"])
def test_built_in_checks_are_the_engines(both, ending):
    columns = {
        "n": pa.Column(int, [pa.Check.in_range(0, 2), pa.Check.isin([1, 2])], unique=True),
        "x": pa.Column(float, [pa.Check.gt(0), pa.Check.le(1)], nullable=True),
        "t": pa.Column(str, [pa.Check.str_matches("^a$"), pa.Check.str_length(1), pa.Check.ne("b")]),
    }
    assert left(both, pa.DataFrameSchema(columns, unique=["n", "t"]), ending=ending) == {}


def test_a_check_of_ones_own_is_panderas_and_only_its_column(both):
    columns = {"n": pa.Column(int, pa.Check(lambda s: s < 3, name="small")), "x": pa.Column(float, nullable=True)}
    assert left(both, pa.DataFrameSchema(columns)) == {"n": "small"}


def test_a_function_that_borrows_a_name_is_no_built_in_check(both):
    def above(values):
        return values > 1

    schema = pa.DataFrameSchema({"n": pa.Column(int, pa.Check(above, name="isin"))})
    assert left(both, schema) == {"n": "isin"}


@pytest.mark.parametrize(
    ("column", "reason"),
    [
        (pa.Column(str, pa.Check.str_matches("(?i)a"), nullable=True), "str_matches('(?i)a') (pattern)"),
        (pa.Column("category", coerce=True, nullable=True), "type category"),
        (pa.Column(str, pa.Check.unique_values_eq(["a", "b"]), nullable=True), "unique_values_eq(['a', 'b'])"),
        (pa.Column(str, unique=True, report_duplicates="exclude_first"), "report_duplicates exclude_first"),
    ],
)
def test_what_is_left_to_pandera_says_why(both, column, reason):
    assert left(both, pa.DataFrameSchema({"t": column})) == {"t": reason}


def test_checks_over_rows_see_the_whole_table(both):
    schema = pa.DataFrameSchema({"n": pa.Column(int)}, checks=pa.Check(lambda f: f.n > f.x.fillna(0), name="n above x"))
    assert left(both, schema) == {"the table": "n above x"}


def test_characters_by_which_patterns_differ_go_to_pandera(both):
    schema = pa.DataFrameSchema({"t": pa.Column(str, pa.Check.str_matches(r"^\w$"))})
    assert left(both, schema, pd.DataFrame({"t": ["a", "b"], "n": [1, 2]})) == {}
    assert left(both, schema, pd.DataFrame({"t": ["a", "é"], "n": [1, 2]})) == {"t": "its values"}
    assert left(both, schema, pd.DataFrame({"t": ["a", "b\n"], "n": [1, 2]})) == {"t": "its values"}


def test_integers_that_lack_a_value_are_the_floats_of_pandas(both):
    frame = pd.DataFrame({"n": pd.array([1, None, 3], dtype="Int64"), "m": [1, 2, 3]})
    table = both.table(frame, "parquet")
    strip = f"COPY (SELECT n, m FROM '{both.root / table.parts[0].path}') TO '{both.root / 'plain.parquet'}'"
    duckdb.execute(strip)
    found = both.agree(pa.DataFrameSchema({"n": pa.Column(int)}), both.opened("plain.parquet"))
    assert [one.rule for one in found.findings] == ["not null", "is float64, not int64"]
    assert found.by_pandera == {}


def test_the_cells_of_a_csv_that_are_no_numbers_are_shown(both):
    frame = pd.DataFrame({"n": ["1", "2,5", "x"], "m": [1, 2, 3]})
    found = both.agree(pa.DataFrameSchema({"n": pa.Column(float)}), both.table(frame, "csv"))
    (finding,) = found.findings
    assert (finding.rule, finding.violations, finding.examples) == ("is str, not float64", 1, "rows 2, 3: '2,5', 'x'")
    assert found.by_pandera == {}


def test_a_check_by_groups_sees_the_column_it_groups_by(both):
    def short(groups):
        return all(len(values) < 2 for values in groups.values())

    columns = {"n": pa.Column(int, pa.Check.le(2)), "t": pa.Column(str, pa.Check(short, groupby="n"), nullable=True)}
    assert left(both, pa.DataFrameSchema(columns)) == {"t": "short"}
    assert left(both, pa.DataFrameSchema(columns), ending="csv") == {"t": "short"}
    assert list(left(both, pa.DataFrameSchema(columns, coerce=True))) == ["the table"]


def test_not_a_number_in_a_file_is_missing_as_pandas_has_it(both):
    duckdb.execute(
        f"COPY (SELECT unnest([1.0, 'nan'::DOUBLE, NULL, 5.0]) AS x, 1 AS n) TO '{both.root / 'nan.parquet'}'"
    )
    table = both.opened("nan.parquet")
    for nullable in (True, False):
        for ignored in (True, False):
            checks = [pa.Check.in_range(0, 2, ignore_na=ignored), pa.Check.ne(1, ignore_na=ignored)]
            found = both.agree(
                pa.DataFrameSchema({"x": pa.Column(float, checks, nullable=nullable, unique=True)}), table
            )
            assert found.by_pandera == {}
