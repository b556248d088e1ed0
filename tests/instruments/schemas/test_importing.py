import sys

import pytest


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("x = 1\n1 / 0\n", "s.py:2: importing the schema raised ZeroDivisionError: division by zero"),
        ("import json\njson.loads('{')\n", "s.py:2: importing the schema raised JSONDecodeError: "),
        ("import sys\nsys.exit(0)\n", "s.py:2: importing the schema raised SystemExit: 0"),
        ("x = (\n", "s.py:1: importing the schema raised SyntaxError: "),
        ("import nowhere_at_all\n", "s.py:1: importing the schema raised ModuleNotFoundError: "),
        ("raise ValueError('\\x1b[2J')\n", r"s.py:1: importing the schema raised ValueError: \x1b[2J"),
        ("from parts import broken\n", "parts/broken.py:3: importing the schema raised KeyError: 'x'"),
    ],
)
def test_what_raises_is_told_by_the_line_of_the_repo(repo, text, reason):
    repo.write("parts/broken.py", "\n\n{}['x']\n")
    repo.write("s.py", text)
    assert repo.refusal("s.py:S").reason.startswith(reason)


def test_nothing_of_the_repo_stays_behind(repo):
    repo.write("src/shared_columns.py", "import pandera.pandas as pa\n\nA = pa.Column(int)\n")
    repo.write(
        "s.py",
        "import pandera.pandas as pa\nfrom shared_columns import A\n\n"
        "S = pa.DataFrameSchema({'a': A, 'b': pa.Column(str)})\n",
    )
    path, wrote = list(sys.path), sys.dont_write_bytecode
    assert repo.judge("s.py:S").findings == ()
    assert (sys.path, sys.dont_write_bytecode) == (path, wrote)
    assert [name for name in sys.modules if name == "shared_columns" or name.startswith("prodready_schema")] == []
    assert list(repo.root.rglob("__pycache__")) == []
    repo.write("src/shared_columns.py", "import pandera.pandas as pa\n\nA = pa.Column(float)\n")
    assert [finding.rule for finding in repo.judge("s.py:S").findings] == ["is int64, not float64"]


def test_what_a_check_imports_late_is_found(repo):
    repo.write("src/late.py", "LIMIT = 1\n")
    repo.write(
        "s.py",
        "from __future__ import annotations\nimport pandera.pandas as pa\nfrom pandera.typing import Series\n\n\n"
        "class S(pa.DataFrameModel):\n    a: Series[int]\n    b: Series[str]\n\n    @pa.check('a')\n"
        "    def small(cls, a: Series[int]) -> Series[bool]:\n        from late import LIMIT\n"
        "        return a <= LIMIT\n",
    )
    (finding,) = repo.judge("s.py:S").findings
    assert (finding.column, finding.rule, finding.violations, finding.examples) == ("a", "small", 1, "row 2: 2")


def test_warnings_of_the_schema_are_the_teams_own(repo):
    repo.write(
        "s.py",
        "import warnings\nimport pandera.pandas as pa\n\nwarnings.warn('old', DeprecationWarning)\n"
        "S = pa.DataFrameSchema({'a': pa.Column(int), 'b': pa.Column(str)})\n",
    )
    assert repo.judge("s.py:S").findings == ()
