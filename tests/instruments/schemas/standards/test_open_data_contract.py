import pytest

HEAD = "apiVersion: v3.1.0\nkind: DataContract\nid: demo\nversion: 1.0.0\nstatus: active\n"
TWO = """\
schema:
- name: people
  physicalName: people_1
  properties:
  - {name: a, logicalType: integer}
- name: things
  properties:
  - {name: a, logicalType: string, logicalTypeOptions: {maxLength: 0}}
  - {name: b, logicalType: string}
"""


def told(judged):
    return [(one.column, one.rule, one.violations, one.unit, one.examples) for one in judged.findings]


def test_a_contract_is_told_by_its_content(repo):
    repo.write("anything.yml", f"{HEAD}schema:\n- name: t\n  properties:\n  - {{name: a, logicalType: integer}}\n")
    judged = repo.judge("anything.yml")
    assert judged.rules == {"a": ("integer",)}
    assert (judged.findings, judged.undeclared, judged.open) == ((), ("b",), False)
    assert judged.lines == {"a": 9}


def test_a_table_is_picked_by_its_name_or_by_that_of_the_dataset(repo):
    repo.write("c.yaml", HEAD + TWO)
    table = repo.tables.read("t.csv")
    assert repo.schemas.judge("c.yaml:people", table).undeclared == ("b",)
    assert repo.schemas.judge("c.yaml:people_1", table).undeclared == ("b",)
    assert [one.rule for one in repo.schemas.judge("c.yaml", table, "things").findings] == ["maxLength 0"]
    assert repo.schemas.judge("c.yaml:people", table, "things").findings == ()
    assert repo.refusal("c.yaml").reason == "c.yaml: which of its tables is meant is not said: people_1, people, things"
    assert repo.refusal("c.yaml:thing").reason == "c.yaml: thing is none of its tables; did you mean things?"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (HEAD, "c.yaml: it has no tables, so it checks nothing"),
        (f"{HEAD}schema: []\n", "c.yaml: it has no tables, so it checks nothing"),
        (f"{HEAD}schema: null\n", "c.yaml: schema is null, not a list"),
        (f"{HEAD}schema: [5]\n", "c.yaml: table 1: is '5', not a mapping"),
        (f"{HEAD}schema: [{{name: t}}]\n", "c.yaml: the schema has no columns, so it checks nothing"),
        (f"{HEAD}schema: [{{name: t, properties: null}}]\n", "c.yaml: t: properties is null, not a list"),
        (f"{HEAD}schemas: []\n", "c.yaml: unknown key 'schemas'; did you mean schema?"),
        (
            f"{HEAD}schema: [{{name: t, propertys: []}}]\n",
            "c.yaml: t: unknown key 'propertys'; did you mean properties?",
        ),
        (f"{HEAD.replace('v3.1.0', 'v2.2.2')}schema: []\n", "c.yaml: apiVersion v2.2.2 is not read"),
        ("kind: DataContract\n", "c.yaml: apiVersion is missing"),
        (f"{HEAD.replace('DataContract', 'Deal')}schema: []\n", "c.yaml: kind 'Deal' is no DataContract"),
        (f"{HEAD}schema: [{{name: t, logicalType: array}}]\n", "c.yaml: t: logicalType of a table is object"),
        (
            f"{HEAD}schema: [{{name: t, relationships: [{{from: t.a, to: u.a}}]}}]\n",
            "c.yaml: t: relationships are not evaluated",
        ),
        (
            f"{HEAD}schema: [{{name: t, properties: [{{name: a}}, {{name: a}}]}}]\n",
            "c.yaml: t.a: is written twice",
        ),
        (
            f"{HEAD}schema: [{{name: t, properties: [{{name: a}}, {{name: b}}]}}]\n",
            "c.yaml: the schema checks nothing: no column has a type, a check, or a ban on nulls or repeats",
        ),
        (
            f"{HEAD}schema: [{{name: t, properties: [{{logicalType: date}}]}}]\n",
            "c.yaml: t.property 1: name is missing",
        ),
    ],
)
def test_a_contract_that_says_nothing_or_what_nobody_reads_is_refused(repo, text, reason):
    repo.write("c.yaml", text)
    assert repo.refusal("c.yaml").reason == reason


def test_the_physical_name_is_the_columns(contract):
    judged = contract("{name: Alpha, physicalName: a, logicalType: integer}", "a\n1\n")
    assert (judged.rules, judged.undeclared) == ({"a": ("integer",)}, ())


def test_a_column_must_be_there_whether_or_not_it_may_be_null(contract):
    judged = contract("{name: c, logicalType: integer}", "a\n1\n")
    assert told(judged) == [("c", "not in the table", 1, "missing columns", "the table has a")]


def test_a_primary_key_is_unique_and_not_null(contract):
    judged = contract("{name: a, primaryKey: true}", "a,b\nx,1\nx,2\n,3\n")
    assert told(judged) == [
        ("a", "not null", 1, "rows", "row 3"),
        ("a", "unique", 2, "rows", "rows 1, 2: 'x', 'x'"),
    ]


def test_several_columns_are_unique_together(contract):
    properties = "{name: a, primaryKey: true, primaryKeyPosition: 1}\n  - {name: b, primaryKey: true}"
    judged = contract(properties, "a,b\n1,x\n1,y\n1,x\n")
    assert told(judged) == [(None, "unique by a, b", 2, "rows", "rows 1, 3")]
    assert contract(properties, "a,b\n1,x\n1,y\n2,x\n").findings == ()


def test_a_custom_property_says_that_more_columns_are_welcome(contract):
    table = "  customProperties:\n  - {property: open, value: true}\n"
    judged = contract("{name: a, logicalType: integer}", "a,b\n1,2\n", table=table)
    assert (judged.open, judged.undeclared) == (True, ("b",))
