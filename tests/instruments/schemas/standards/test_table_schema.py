import csv
import io
import json

import frictionless
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pytest_prodready.core.instrument import Bench
from pytest_prodready.core.looking import Look
from pytest_prodready.instruments.schemas.instrument import Schemas
from pytest_prodready.instruments.tables.instrument import Tables

FIELDS = [{"name": "a", "type": "integer"}, {"name": "b", "type": "string"}]


@pytest.fixture
def judge(repo):
    def judged(schema, rows="a,b\n1,x\n2,y\n", name="t.csv", at="s.json"):
        repo.write(at.partition(":")[0], json.dumps(schema))
        repo.write(name, rows)
        return repo.judge(at, name)

    return judged


def told(judged):
    return [(one.column, one.rule, one.violations, one.examples) for one in judged.findings]


def test_json_and_yaml_say_the_same(repo, judge):
    judged = judge({"fields": FIELDS})
    assert judged.rules == {"a": ("integer",), "b": ("string",)}
    assert (judged.findings, judged.undeclared, judged.open) == ((), (), False)
    repo.write("s.yaml", "fields:\n- {name: a, type: integer}\n- {name: b, type: string}\n")
    assert repo.judge("s.yaml").rules == judged.rules
    assert repo.judge("s.yaml").lines == {"a": 2, "b": 3}


@pytest.mark.parametrize(
    ("match", "header", "broken", "undeclared"),
    [
        (None, "a,b", [], ()),
        ("exact", "b,a", ["in the order of the schema", "in the order of the schema"], ()),
        ("equal", "b,a", [], ()),
        ("equal", "a,b,c", [], ("c",)),
        ("equal", "a", ["not in the table"], ()),
        ("subset", "c,b,a", [], ("c",)),
        ("superset", "a", [], ()),
        ("superset", "a,c", [], ("c",)),
        ("partial", "a,c", [], ("c",)),
        ("partial", "c,d", ["has a field of the schema"], ("c", "d")),
    ],
)
def test_fields_match_as_the_schema_says(judge, match, header, broken, undeclared):
    fields = [{"name": "a", "type": "integer"}, {"name": "b", "type": "integer"}]
    schema = {"fields": fields, **({"fieldsMatch": match} if match else {})}
    judged = judge(schema, f"{header}\n{','.join('1' for _ in header.split(','))}\n")
    assert ([one.rule for one in judged.findings], judged.undeclared) == (broken, undeclared)
    assert judged.open == (match in ("subset", "partial"))


def test_the_order_of_json_says_nothing(judge):
    assert judge({"fields": FIELDS}, '{"b": "x", "a": 1}\n', "t.jsonl").findings == ()


def test_missing_values_are_those_of_the_schema(judge):
    required = {"required": True}
    fields = [{**field, "constraints": required} for field in FIELDS]
    assert told(judge({"fields": fields}, "a,b\n1,NA\n2,\n")) == [("b", "not null", 1, "row 2")]
    schema = {"fields": fields, "missingValues": ["NA", {"value": "-99", "label": "refused"}]}
    assert told(judge(schema, "a,b\n-99,NA\n2,x\n")) == [("a", "not null", 1, "row 1"), ("b", "not null", 1, "row 1")]
    fields[1]["missingValues"] = ["x"]
    assert told(judge(schema, "a,b\n-99,NA\n2,x\n")) == [("a", "not null", 1, "row 1"), ("b", "not null", 1, "row 2")]
    assert told(judge(schema, '{"a": -99, "b": "NA"}\n{"a": 2, "b": "x"}\n', "t.jsonl"))[0][1:] == (
        "not null",
        1,
        "row 1",
    )


def test_a_primary_key_is_required_and_unique(judge):
    for key in ("a", ["a"]):
        judged = judge({"fields": FIELDS, "primaryKey": key}, "a,b\n1,x\n1,y\n,z\n")
        assert told(judged) == [("a", "not null", 1, "row 3"), (None, "unique by a", 2, "rows 1, 2")]
    judged = judge(
        {"fields": FIELDS, "primaryKey": ["a", "b"], "uniqueKeys": [["b"]]}, "a,b\n1,x\n2,x\n3,\n4,\n", "u.csv"
    )
    assert told(judged) == [
        ("b", "not null", 2, "rows 3, 4"),
        (None, "unique by b", 2, "rows 1, 2"),
    ]


def test_a_resource_of_a_package_has_its_schema(repo, judge):
    people, things = (
        {"name": "people", "schema": {"fields": FIELDS}},
        {"name": "things", "schema": {"fields": FIELDS[:1]}},
    )
    package = {"name": "p", "resources": [people, things]}
    assert judge(package, at="datapackage.json:people").undeclared == ()
    assert judge(package, at="datapackage.json:things").undeclared == ("b",)
    table = repo.tables.read("t.csv")
    assert repo.schemas.judge("datapackage.json", table, "things").undeclared == ("b",)
    assert repo.refusal("datapackage.json").reason == (
        "datapackage.json: which of its resources is meant is not said: people, things"
    )
    assert judge({"resources": [people]}, at="datapackage.json").findings == ()


@pytest.mark.parametrize(
    ("schema", "reason"),
    [
        ({"fields": []}, "s.json: the schema has no columns, so it checks nothing"),
        ({"fields": None}, "s.json: fields is null, not a list"),
        (
            {"fields": [{"name": "a"}, {"name": "b"}]},
            "s.json: the schema checks nothing: no column has a type, a check, or a ban on nulls or repeats",
        ),
        ({"fields": [{"type": "integer"}]}, "s.json: field 1: name is missing"),
        ({"fields": [FIELDS[0], FIELDS[0]]}, "s.json: a: is written twice"),
        ({"fields": FIELDS, "primarykey": "a"}, "s.json: unknown key 'primarykey'; did you mean primaryKey?"),
        ({"fields": FIELDS, "primaryKey": ["c"]}, "s.json: primaryKey: c is no field"),
        ({"fields": FIELDS, "uniqueKeys": ["a"]}, "s.json: a unique key is a list of fields"),
        (
            {"fields": FIELDS, "foreignKeys": [{"fields": ["a"], "reference": {"fields": ["b"]}}]},
            "s.json: foreignKeys are not evaluated",
        ),
        ({"fields": FIELDS, "fieldsMatch": "exakt"}, "s.json: unknown fieldsMatch 'exakt'; did you mean exact?"),
        ({"fields": FIELDS, "missingValues": [-99]}, "s.json: missingValues has '-99', which is not text"),
        ({"resources": []}, "s.json: it has no resources, so it checks nothing"),
        ({"resources": [{"name": "t"}]}, "s.json: t: it has no schema, so it checks nothing"),
        ({"resources": [{"name": "t", "schema": "t.json"}]}, "s.json: t: its schema stands in another file"),
        (
            {"resources": [{"name": "t", "schema": {"fields": FIELDS}, "dialect": {"delimiter": ";"}}]},
            "s.json: t: its dialect is not read",
        ),
        (
            {"resources": [{"name": "t", "schema": {"fields": FIELDS}, "dialect": "d.json"}]},
            "s.json: t: its dialect is not read",
        ),
    ],
)
def test_a_schema_that_says_nothing_or_what_nobody_reads_is_refused(repo, schema, reason):
    repo.write("s.json", json.dumps(schema))
    assert repo.refusal("s.json").reason == reason


CELLS = [
    "",
    "0",
    "1",
    "12",
    "-3",
    "+4",
    "2.5",
    "2,5",
    ".5",
    "x",
    "xy",
    "xyz",
    "true",
    "False",
    "2024-02-29",
    "2024-02-30",
    "1999",
]
BOUNDS = {"integer": [0, 2, "12"], "number": [0, 2.5, "2.5"], "date": ["2024-02-29"], "year": [1999, "2000"]}


@st.composite
def field(draw, name):
    kind = draw(st.sampled_from(["string", "integer", "number", "boolean", "date", "year", "yearmonth", "any"]))
    constraints = {"required": draw(st.booleans()), "unique": draw(st.booleans())}
    if kind in BOUNDS:
        words = draw(st.lists(st.sampled_from(["minimum", "maximum"]), unique=True))
        constraints |= {word: draw(st.sampled_from(BOUNDS[kind])) for word in words}
    if kind == "string":
        options = {"pattern": "x.*|[0-9]", "minLength": 1, "maxLength": 2, "enum": ["x", "xy", "12"]}
        words = draw(st.lists(st.sampled_from(sorted(options)), unique=True))
        constraints |= {word: options[word] for word in words}
    if kind == "integer" and draw(st.booleans()):
        constraints["enum"] = [1, "12"]
    return {
        "name": name,
        "type": kind,
        "constraints": {key: value for key, value in constraints.items() if value is not False},
    }


@st.composite
def tables(draw):
    fields = [draw(field("a")), draw(field("b")), {"name": "number", "type": "integer"}]
    rows = draw(st.lists(st.tuples(st.sampled_from(CELLS), st.sampled_from(CELLS)), min_size=1, max_size=8))
    schema = {"fields": fields}
    if draw(st.booleans()):
        schema["missingValues"] = draw(st.sampled_from([[""], ["", "x"], ["-3", "1999", ""], []]))
    return schema, rows


def by_frictionless(schema, rows):
    """(field, rule) to the number of rows that the reference implementation of the standard refuses."""
    data = [["a", "b", "number"], *([*row, str(number)] for number, row in enumerate(rows))]
    report = frictionless.Resource(data=data, schema=frictionless.Schema.from_descriptor(schema)).validate(
        limit_errors=10_000
    )
    counts = {}
    for name, kind, note in report.flatten(["fieldName", "type", "note"]):
        rule = note.split('"')[1] if kind == "constraint-error" else kind
        counts[name, rule] = counts.get((name, rule), 0) + 1
    return counts


def named(finding, kind):
    if finding.rule in ("not null", "unique", kind):
        return {"not null": "required", "unique": "unique-error"}.get(finding.rule, "type-error")
    return finding.rule.split()[0]


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=60, deadline=None
)
@given(tables())
def test_the_reference_implementation_agrees(tmp_path_factory, made):
    schema, rows = made
    root = tmp_path_factory.mktemp("repo")
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([["a", "b", "number"], *([*row, number] for number, row in enumerate(rows))])
    (root / "t.csv").write_text(text.getvalue())
    (root / "s.json").write_text(json.dumps(schema))
    bench = Bench(root, root / "scratch")
    look = Look()
    try:
        judged = Schemas(bench, look).judge("s.json", Tables(bench, look).read("t.csv"))
    finally:
        bench.close()
    kinds = {one["name"]: one["type"] for one in schema["fields"]}
    ours = {(one.column, named(one, kinds[one.column])): one.violations for one in judged.findings}
    theirs = by_frictionless(schema, rows)
    # Values of a wrong type repeat nothing to frictionless, and it counts a repeat once where we name both rows.
    untold = {(name, "unique-error") for name in kinds if (name, "type-error") in theirs}
    counted = {key: n for key, n in ours.items() if key not in untold and key[1] != "unique-error"}
    assert counted == {key: n for key, n in theirs.items() if key[1] != "unique-error"}
    repeats = [{key for key in found if key[1] == "unique-error"} - untold for found in (ours, theirs)]
    assert repeats[0] == repeats[1]
