import pandera.pandas as pa
import pytest
from pandera.io.pandas_io import to_yaml

GOOD = "columns:\n  a: {dtype: int64, in_range: {min_value: 0, max_value: 5}}\n  b: {dtype: str, isin: [x, 'y']}\n"
LISTED = """\
columns:
  a:
    dtype: int64
    nullable: false
    checks:
    - {min_value: 0, max_value: 1, options: {check_name: in_range}}
  b: {dtype: str}
"""


def test_both_forms_of_checks_are_made(repo):
    assert repo.yaml(GOOD).findings == ()
    assert repo.yaml(GOOD).rules == {
        "a": ("int64", "not null", "in_range(0, 5)"),
        "b": ("string[pyarrow]", "not null", "isin(['x', 'y'])"),
    }
    (finding,) = repo.yaml(LISTED).findings
    assert (finding.column, finding.rule, finding.examples) == ("a", "in_range(0, 1)", "row 2: 2")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("colums:\n  a: {dtype: int64}\n", "the schema: unknown key 'colums'; did you mean columns?"),
        ("columns:\n  a: {dtyp: int64}\n", "column a: unknown key 'dtyp'; did you mean dtype?"),
        ("columns:\n  a: {dtype: int64, checkz: []}\n", "column a: unknown key 'checkz'; did you mean checks?"),
        ("columns:\n  a: {in_rang: 5}\n", "column a: unknown key 'in_rang'; did you mean in_range?"),
        ("columns:\n  a: {register_backend: 5}\n", "column a: unknown key 'register_backend'"),
        ("columns:\n- {name: a, dtyp: int64}\n", "column a: unknown key 'dtyp'; did you mean dtype?"),
        ("columns:\n  a: {}\nindex:\n- {dtyp: int64}\n", "index: unknown key 'dtyp'; did you mean dtype?"),
        ("columns:\n  a: {checks: [], ge: 1}\n", "column a: ge stands beside checks, where pandera ignores it"),
        ("columns:\n", "the schema has no columns, so it checks nothing"),
        ("columns: {}\nchecks: {}\n", "the schema has no columns, so it checks nothing"),
        ("- a\n", "a pandera schema is a mapping with the key columns"),
        ("columns:\n  a: {dtype: no_such_type}\n", "pandera cannot read it: TypeError: "),
        ("columns:\n  a: {checks: {no_such_check: 1}}\n", "pandera cannot read it: AttributeError: "),
        ("columns:\n  a: null\n", "pandera cannot read it: TypeError: "),
        ("columns: 5\n", "columns is a list of mappings, or a mapping of names"),
        ("columns: [a, b]\n", "columns is a list of mappings, or a mapping of names"),
        ("columns:\n  a: {}\nindex: {dtype: int64}\n", "index is a list of mappings"),
    ],
)
def test_a_key_that_pandera_would_pass_over_is_refused(repo, text, reason):
    repo.write("s.yaml", text)
    assert repo.refusal("s.yaml").reason.startswith(f"s.yaml: {reason}")


def test_a_column_written_twice_is_refused(repo):
    repo.write("s.yaml", "columns:\n  a: {dtype: int64}\n  a: {dtype: str}\n")
    assert "s.yaml:3" in repo.refusal("s.yaml").reason


@pytest.mark.parametrize("text", ["", "  \n", "# nothing\n"])
def test_an_empty_file_is_refused(repo, text):
    repo.write("s.yaml", text)
    assert repo.refusal("s.yaml").reason.startswith("s.yaml: ")


def test_broken_yaml_is_told_by_its_line(repo):
    repo.write("s.yaml", "columns:\n  a: [\n")
    assert repo.refusal("s.yaml").reason.startswith("s.yaml:")


@pytest.mark.parametrize(("line", "welcome"), [("", False), ("strict: false\n", True), ("strict: true\n", False)])
def test_strict_false_says_that_more_columns_are_welcome(repo, line, welcome):
    judged = repo.yaml(f"columns:\n  a: {{dtype: int64}}\n{line}")
    assert (judged.open, judged.undeclared) == (welcome, ("b",))


def test_what_pandera_writes_is_read(repo):
    check = [pa.Check.in_range(0, 9), pa.Check.isin([1, 2])]
    columns = {"a": pa.Column(int, check, unique=True, title="A"), "b": pa.Column(str, required=False)}
    written = pa.DataFrameSchema(columns, index=pa.Index(int), strict=True, unique=["a", "b"])
    for minimal in (True, False):
        judged = repo.yaml(to_yaml(written, minimal=minimal))
        assert (judged.findings, judged.open, judged.undeclared) == ((), False, ())
