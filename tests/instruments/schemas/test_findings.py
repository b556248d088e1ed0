import pytest

SCHEMA = "pa.DataFrameSchema({{'a': {a}, 'b': {b}}}{more})"


def found(repo, a="pa.Column()", b="pa.Column()", more="", **options):
    judged = repo.python(SCHEMA.format(a=a, b=b, more=more), **options)
    return [(one.column, one.rule, one.violations, one.unit, one.examples) for one in judged.findings]


@pytest.mark.parametrize(
    ("a", "expected"),
    [
        ("pa.Column(int, pa.Check.in_range(0, 9))", ("in_range(0, 9)", 2, "rows", "rows 2, 4: 12, 30")),
        (
            "pa.Column(int, pa.Check.ge(99))",
            ("greater_than_or_equal_to(99)", 4, "rows", "first rows 1, 2, 3: 1, 12, 1"),
        ),
        ("pa.Column(int, unique=True)", ("unique", 2, "rows", "rows 1, 3: 1, 1")),
        ("pa.Column(str)", ("is int64, not string[pyarrow]", 1, "wrong types", "")),
        ("pa.Column(int, pa.Check(lambda s: s < 20, name='small'))", ("small", 1, "rows", "row 4: 30")),
        ("pa.Column(int, pa.Check(lambda s: s < 20))", ("check number 1", 1, "rows", "row 4: 30")),
        (
            "pa.Column(int, pa.Check(lambda v: v < 20, element_wise=True, error='v<20'))",
            ("v<20", 1, "rows", "row 4: 30"),
        ),
    ],
)
def test_rows_are_counted_and_three_are_shown(repo, a, expected):
    repo.write("t.csv", "a,b\n1,x\n12,y\n1,z\n30,w\n")
    assert found(repo, a) == [("a", *expected)]


def test_nulls_are_counted_without_their_values(repo):
    repo.write("t.csv", "a,b\n1,\n2,y\n3,NA\n")
    assert found(repo) == [("b", "not null", 2, "rows", "rows 1, 3")]


def test_a_check_that_answers_once_for_all_is_told(repo):
    ((column, rule, violations, unit, _),) = found(
        repo, "pa.Column(int, pa.Check(lambda s: s.mean() > 9, name='mean'))"
    )
    assert (column, rule, violations, unit) == ("a", "mean", 1, "failed checks")


def test_a_missing_column_is_told_with_those_that_are_there(repo):
    (finding,) = repo.python("pa.DataFrameSchema({'z': pa.Column(int, pa.Check.ge(0))})").findings
    assert (finding.column, finding.rule, finding.unit) == ("z", "not in the table", "missing columns")
    assert finding.examples == "the table has a, b"


def test_text_among_numbers_is_shown(repo):
    repo.write("t.csv", "a,b\n" + "1,x\n" * 5000 + '"2,5",y\n')
    assert found(repo, "pa.Column(float, pa.Check.ge(0))") == [
        ("a", "is str, not float64", 1, "wrong types", "row 5001: '2,5'")
    ]


def test_what_cannot_be_converted_is_shown_once(repo):
    repo.write("t.csv", "a,b\n2026-01-01,x\nsoon,y\n")
    assert found(repo, "pa.Column('datetime64[ns]', coerce=True)") == [
        ("a", "can be read as datetime64[ns]", 1, "rows", "row 2: 'soon'")
    ]


def test_rules_over_several_columns_are_told_for_the_table(repo):
    repo.write("t.csv", "a,b\n1,x\n2,y\n1,x\n")
    assert found(repo, more=", unique=['a', 'b']") == [(None, "unique by a, b", 2, "rows", "rows 1, 3")]
    more = ", checks=pa.Check(lambda f: f.a < 2, name='a small')"
    assert found(repo, more=more) == [(None, "a small", 1, "rows", "row 2")]


def test_a_check_that_raises_proves_nothing(repo):
    raising = SCHEMA.format(a="pa.Column(int, pa.Check(lambda s: 1 / 0))", b="pa.Column()", more="")
    repo.write("s.py", f"import pandera.pandas as pa\n\nS = {raising}\n")
    assert repo.refusal("s.py:S").reason == 's.py: a: check number 1 raised ZeroDivisionError("division by zero")'


def test_columns_of_a_pattern_are_told_by_their_own_names(repo):
    repo.write("t.csv", "x_1,x_2\n1,2\n3,-4\n")
    judged = repo.python("pa.DataFrameSchema({'^x_': pa.Column(int, pa.Check.ge(0), regex=True)})")
    assert [(one.column, one.examples) for one in judged.findings] == [("x_2", "row 2: -4")]
    assert (sorted(judged.rules), judged.undeclared) == (["x_1", "x_2"], ())


def test_values_are_cleaned_and_redacted(repo):
    repo.write("t.csv", "a,b\n1,\x1b[2J\n2,s3cret\n")
    assert found(repo, b="pa.Column(str, pa.Check.isin(['z']))") == [
        ("b", "isin(['z'])", 2, "rows", r"rows 1, 2: '\x1b[2J', 's3cret'")
    ]
    assert found(repo, b="pa.Column(str, pa.Check.isin(['z']))", redact=("b",)) == [
        ("b", "isin(['z'])", 2, "rows", "rows 1, 2: (redacted), (redacted)")
    ]
