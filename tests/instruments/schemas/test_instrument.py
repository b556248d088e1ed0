import hashlib

import pytest

from pytest_prodready.instruments.schemas.standards.choosing import KINDS


def test_evidence_is_the_table_and_the_schema(repo):
    repo.python("pa.DataFrameSchema({'a': pa.Column(int), 'b': pa.Column(str)})")
    text = (repo.root / "s.py").read_bytes()
    assert [(seen.subject, seen.inspected, seen.unit) for seen in repo.look.evidence] == [
        ("t.csv", 2, "rows"),
        ("s.py", 2, "columns of a schema"),
    ]
    assert repo.look.evidence[1].sha256 == hashlib.sha256(text).hexdigest()


def test_each_column_is_found_in_the_schemas_file(repo):
    repo.write(
        "s.py",
        "import pandera.pandas as pa\n\n\nclass S(pa.DataFrameModel):\n    ab: int\n    a: int\n    b: str\n",
    )
    repo.write("t.csv", "ab,a,b\n1,1,x\n")
    assert repo.judge("s.py:S").lines == {"ab": 5, "a": 6, "b": 7}


@pytest.mark.parametrize("schema", ["s", "s.toml:S"])
def test_another_kind_of_file_is_refused(repo, schema):
    assert repo.refusal(schema).reason == f"schema {schema}: a schema is {KINDS}"


@pytest.mark.parametrize(
    ("schema", "text"), [("s.json", "{}"), ("s.json", "[]"), ("s.yaml:S", "columns:\n  a: {dtype: int64}\n")]
)
def test_another_kind_of_schema_is_refused(repo, schema, text):
    repo.write(schema.partition(":")[0], text)
    assert repo.refusal(schema).reason == f"{schema.partition(':')[0]}: a schema is {KINDS}"


def test_a_column_is_found_where_it_is_called_by_its_name(repo):
    repo.write("s.yaml", "title: a and b\ncolumns:\n- {name: b, dtype: str}\n- {dtype: int64, name: 'a'}\n")
    assert repo.judge("s.yaml").lines == {"a": 4, "b": 3}


def test_a_schema_that_is_not_there_is_told_with_the_nearest(repo):
    repo.write("schemas/customers.py", "S = None\n")
    refusal = repo.refusal("schemas/customer.py:S")
    assert refusal.reason == "schemas/customer.py: no such file"
    assert "there is schemas/customers.py" in refusal.details


def test_undeclared_columns_are_told_in_the_order_of_the_table(repo):
    repo.write("t.csv", "z,a,\x1b[2J\n1,2,3\n")
    assert repo.python("pa.DataFrameSchema({'a': pa.Column(int)}, strict=True)").undeclared == ("z", "\x1b[2J")
