import pytest

NO_SCHEMA = "S is no pandera schema but "


@pytest.mark.parametrize(
    ("text", "schema", "reason"),
    [
        ("S = None\n", "s.py:S", "s.py: S is None"),
        ("Customers = 1\n", "s.py:Customer", "s.py: Customer is not there; near: Customers"),
        ("S = 1\n", "s.py", "s.py: which schema of the file is meant is not said"),
        ("S = {'a': int}\n", "s.py:S", f"s.py: {NO_SCHEMA}a dict"),
        ("class S:\n    a: int\n", "s.py:S", f"s.py: {NO_SCHEMA}the class S"),
        ("def S(): ...\n", "s.py:S", f"s.py: {NO_SCHEMA}a function"),
        ("import pandera.pandas as pa\nS = pa.Column(int)\n", "s.py:S", f"s.py: {NO_SCHEMA}a Column"),
        (
            "import pandera.pandas as pa\nclass S(pa.DataFrameModel):\n    a: 'nothing'\n",
            "s.py:S",
            "s.py: the model S cannot be built: NameError: ",
        ),
        (
            "import pandera.ibis as pa\nS = pa.DataFrameSchema({'a': pa.Column(int)})\n",
            "s.py:S",
            "s.py: S is a pandera schema for ibis; tables are held against schemas for pandas",
        ),
        (
            "import pandera.ibis as pa\nclass S(pa.DataFrameModel):\n    a: int\n",
            "s.py:S",
            "s.py: S is a pandera schema for ibis; tables are held against schemas for pandas",
        ),
    ],
)
def test_what_is_no_schema_is_refused(repo, text, schema, reason):
    repo.write("s.py", text)
    assert repo.refusal(schema).reason.startswith(reason)


def test_the_names_that_are_there_are_told(repo):
    repo.write("s.py", "One = 1\nTwo = 2\n")
    assert repo.refusal("s.py:Seven").details == ("the file has: One, Two",)


@pytest.mark.parametrize(
    ("text", "welcome"),
    [
        ("class S(pa.DataFrameModel):\n    a: int\n", False),
        ("class S(pa.DataFrameModel):\n    a: int\n    class Config:\n        strict = False\n", True),
        ("class S(pa.DataFrameModel):\n    a: int\n    class Config:\n        strict = 'filter'\n", True),
        ("class S(pa.DataFrameModel):\n    a: int\n    class Config:\n        strict = True\n", False),
        ("class S(pa.DataFrameModel):\n    a: int\n    class Config:\n        ordered = True\n", False),
        ("S = pa.DataFrameSchema({'a': pa.Column(int)})\n", False),
        ("S = pa.DataFrameSchema({'a': pa.Column(int)}, strict=True)\n", False),
        ("S = pa.DataFrameSchema({'a': pa.Column(int)}, metadata={'open': True})\n", True),
    ],
)
def test_more_columns_are_welcome_only_where_the_schema_says_so(repo, text, welcome):
    repo.write("s.py", f"import pandera.pandas as pa\n\n{text}")
    judged = repo.judge("s.py:S")
    assert (judged.open, judged.undeclared, judged.findings) == (welcome, ("b",), ())
