import pandera.config
import pytest


@pytest.mark.parametrize(
    ("expression", "reason"),
    [
        ("pa.DataFrameSchema({})", "the schema has no columns, so it checks nothing"),
        (
            "pa.DataFrameSchema({'a': pa.Column(nullable=True), 'b': pa.Column(nullable=True)})",
            "the schema checks nothing: no column has a type, a check, or a ban on nulls or repeats",
        ),
        ("pa.DataFrameSchema({'a': pa.Column(int)}, drop_invalid_rows=True)", "the schema: drop_invalid_rows drops"),
        ("pa.DataFrameSchema({'a': pa.Column(int, drop_invalid_rows=True)})", "column a: drop_invalid_rows drops"),
        (
            "pa.DataFrameSchema({'a': pa.Column(int, pa.Check.ge(9, raise_warning=True))})",
            "column a: greater_than_or_equal_to(9) only warns (raise_warning)",
        ),
        (
            "pa.DataFrameSchema({'a': pa.Column(int)}, pa.Check(lambda f: f.a > 9, raise_warning=True))",
            "the schema: check number 1 only warns (raise_warning)",
        ),
        ("pa.DataFrameSchema({'a': pa.Column(int, default=0)})", "column a: default fills missing values in"),
        (
            "pa.DataFrameSchema({'a': pa.Column(int, parsers=pa.Parser(lambda s: s * 0))})",
            "column a: its parsers change the data before they are checked",
        ),
        (
            "pa.DataFrameSchema({'a': pa.Column(int)}, parsers=pa.Parser(lambda f: f.head(0)))",
            "the schema: its parsers change the data before they are checked",
        ),
        (
            "pa.DataFrameSchema({'z': pa.Column(int, nullable=True)}, add_missing_columns=True)",
            "add_missing_columns puts columns in before their absence could be seen",
        ),
        (
            "pa.DataFrameSchema({'a': pa.Column(int)}, index=pa.Index(int, pa.Check.ge(9, raise_warning=True)))",
            "the index: greater_than_or_equal_to(9) only warns (raise_warning)",
        ),
    ],
)
def test_a_schema_that_would_pass_anything_is_refused(repo, expression, reason):
    repo.write("s.py", f"import pandera.pandas as pa\n\nS = {expression}\n")
    assert repo.refusal("s.py:S").reason.startswith(f"s.py: {reason}")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PANDERA_VALIDATION_ENABLED", "False"),
        ("PANDERA_VALIDATION_ENABLED", "no"),
        ("PANDERA_VALIDATION_DEPTH", "SCHEMA_ONLY"),
        ("PANDERA_VALIDATION_DEPTH", "DATA_ONLY"),
    ],
)
def test_a_switch_in_the_environment_is_named(repo, monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    repo.write("s.py", "import pandera.pandas as pa\n\nS = pa.DataFrameSchema({'a': pa.Column(str)})\n")
    assert repo.refusal("s.py:S").reason == f"{name}={value} switches checks of pandera off"


def test_a_switch_that_switches_nothing_off_is_let_through(repo, monkeypatch):
    monkeypatch.setenv("PANDERA_VALIDATION_ENABLED", "true")
    monkeypatch.setenv("PANDERA_VALIDATION_DEPTH", "SCHEMA_AND_DATA")
    assert repo.python("pa.DataFrameSchema({'a': pa.Column(int), 'b': pa.Column(str)})").findings == ()


@pytest.mark.parametrize(
    "line",
    [
        "pandera.config.set_config(validation_enabled=False)",
        "pandera.config.set_config(validation_depth='SCHEMA_ONLY')",
        "os.environ['PANDERA_VALIDATION_ENABLED'] = 'False'",
        "pandera.config._CONTEXT_CONFIG.validation_enabled = False",
    ],
)
def test_a_schema_that_switches_pandera_off_is_held_all_the_same(repo, monkeypatch, line):
    monkeypatch.setenv("PANDERA_VALIDATION_ENABLED", "True")
    before = dict(vars(pandera.config.CONFIG))
    try:
        repo.write(
            "s.py",
            f"import os\nimport pandera.config\nimport pandera.pandas as pa\n\n{line}\n"
            "S = pa.DataFrameSchema({'a': pa.Column(int, pa.Check.ge(9)), 'b': pa.Column(str)})\n",
        )
        assert [finding.violations for finding in repo.judge("s.py:S").findings] == [2]
    finally:
        vars(pandera.config.CONFIG).update(before)
        pandera.config.reset_config_context()
