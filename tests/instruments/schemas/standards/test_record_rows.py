import json
from collections import Counter

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pytest_prodready.core.instrument import Bench
from pytest_prodready.core.looking import CannotLook, Look
from pytest_prodready.instruments.schemas.instrument import Schemas
from pytest_prodready.instruments.tables.instrument import Tables


@pytest.fixture
def judge(repo):
    def judged(schema, *rows, **options):
        repo.write("s.json", json.dumps(schema))
        repo.write("t.jsonl", "".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows))
        found = repo.judge("s.json", "t.jsonl", **options)
        return [(one.column, one.rule, one.violations, one.unit, one.examples) for one in found.findings]

    return judged


def test_each_keyword_of_each_property_is_counted(judge):
    properties = {
        "id": {"type": "string", "pattern": "^[0-9]{3}$"},
        "plan": {"enum": ["basic", "plus"]},
        "age": {"type": ["integer", "null"], "minimum": 18},
    }
    rows = [
        {"id": "007", "plan": "basic", "age": None},
        {"id": "7", "plan": "Plus", "age": 17},
        {"id": 7, "plan": "plus", "age": 17.5},
        {"id": "8", "age": "old"},
        {"id": "9", "plan": "basic", "age": 20},
    ]
    assert judge({"type": "object", "properties": properties, "required": ["id", "plan"]}, *rows) == [
        ("id", "pattern ^[0-9]{3}$", 3, "rows", "rows 2, 4, 5: '7', '8', '9'"),
        ("plan", "enum [basic, plus]", 1, "rows", "row 2: 'Plus'"),
        ("age", "minimum 18", 2, "rows", "rows 2, 3: 17, 17.5"),
        ("id", "type string", 1, "rows", "row 3: 7"),
        ("age", "type integer or null", 2, "rows", "rows 3, 4: 17.5, 'old'"),
        ("plan", "required", 1, "rows", "row 4"),
    ]


def test_what_lies_deeper_is_told_with_its_way(judge):
    items = {"type": "array", "items": {"type": "object", "properties": {"sku": {"type": "string"}}}}
    schema = {"type": "object", "properties": {"cart": items}}
    rows = [{"cart": [{"sku": 1}, {"sku": 2}]}, {"cart": [{"sku": "x"}]}, {"cart": []}]
    assert judge(schema, *rows) == [("cart", "[].sku: type string", 1, "rows", "row 1: 2")]


def test_what_holds_of_the_whole_row_is_told_of_the_table(judge):
    schema = {
        "type": "object",
        "properties": {"a": {"type": "integer"}},
        "additionalProperties": False,
        "maxProperties": 2,
    }
    rows = [{"a": 1}, {"a": 1, "b": 2, "c": 3}]
    assert judge(schema, *rows) == [
        (None, "additionalProperties false", 1, "rows", "row 2"),
        (None, "maxProperties 2", 1, "rows", "row 2"),
    ]


def test_formats_are_checked(judge):
    schema = {"properties": {"day": {"type": "string", "format": "date"}}}
    assert judge(schema, {"day": "2024-02-29"}, {"day": "2023-02-29"}) == [
        ("day", "format date", 1, "rows", "row 2: '2023-02-29'")
    ]


def test_the_oldest_drafts_are_read_in_their_own_way(judge):
    schema = {
        "$schema": "http://json-schema.org/draft-04/schema#",
        "properties": {"a": {"maximum": 3, "exclusiveMaximum": True}},
    }
    assert judge(schema, {"a": 3}, {"a": 2}) == [("a", "maximum 3", 1, "rows", "row 1: 3")]


def test_redacted_values_are_not_shown(judge):
    schema = {"properties": {"email": {"type": "string", "maxLength": 3}}}
    assert judge(schema, {"email": "someone@x.example"}, redact=["email"])[0][4] == "row 1: (redacted)"


def test_a_row_that_lacks_a_property_is_not_shown(judge):
    schema = {"$schema": "http://json-schema.org/draft-03/schema#", "properties": {"a": {"required": True}, "b": {}}}
    assert judge(schema, {"a": 1}, {"b": 2})[0] == ("a", "required true", 1, "rows", "row 2")


def test_a_forbidden_property_is_told(judge):
    schema = {"properties": {"a": False, "b": {"type": "integer"}}}
    assert judge(schema, {"b": 1}, {"a": 2}) == [(None, "nothing that is forbidden by false", 1, "rows", "row 2")]


def test_rows_that_came_after_the_count_are_refused(repo):
    repo.write("s.json", '{"properties": {"a": {"type": "integer"}}}')
    repo.write("t.jsonl", '{"a": 1}\n')
    table = repo.tables.read("t.jsonl")
    repo.write("t.jsonl", '{"a": 1}\n{"a": 2}\n')
    with pytest.raises(CannotLook, match="t.jsonl: 1 rows were counted, 2 read"):
        repo.schemas.judge("s.json", table)


def test_blank_lines_are_no_rows(judge):
    assert judge({"properties": {"a": {"type": "integer"}}}, {"a": 1}, "", {"a": "x"})[0][4] == "row 2: 'x'"


def test_a_row_in_a_circle_without_end_is_refused(judge):
    schema = {"properties": {"a": {"$ref": "#/$defs/x"}}, "$defs": {"x": {"allOf": [{"$ref": "#/$defs/x"}]}}}
    with pytest.raises(CannotLook, match="refers to itself without end"):
        judge(schema, {"a": 1})


VALUES = st.one_of(
    st.integers(-2, 20), st.sampled_from(["", "x", "xyz", "2024-01-01"]), st.floats(0, 2), st.booleans(), st.none()
)
PROPERTY = st.fixed_dictionaries(
    {},
    optional={
        "type": st.sampled_from(["integer", "number", "string", "boolean", ["string", "null"]]),
        "minimum": st.integers(0, 5),
        "exclusiveMaximum": st.integers(5, 10),
        "multipleOf": st.sampled_from([1, 2, 0.5]),
        "minLength": st.integers(1, 2),
        "pattern": st.sampled_from(["^x", "y"]),
        "format": st.just("date"),
        "enum": st.just(["x", 1, None]),
    },
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(
    properties=st.fixed_dictionaries({"a": PROPERTY, "b": st.just({"type": "integer"})}),
    required=st.sampled_from([[], ["a"], ["a", "b"]]),
    rows=st.lists(
        st.fixed_dictionaries({"number": st.just(1)}, optional={"a": VALUES, "b": VALUES}), min_size=1, max_size=6
    ),
)
def test_jsonschema_itself_agrees(tmp_path_factory, properties, required, rows):
    schema = {"type": "object", "properties": properties, "required": required}
    root = tmp_path_factory.mktemp("repo")
    (root / "s.json").write_text(json.dumps(schema))
    (root / "t.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    bench, look = Bench(root, root / "scratch"), Look()
    try:
        judged = Schemas(bench, look).judge("s.json", Tables(bench, look).read("t.jsonl"))
    finally:
        bench.close()
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)
    theirs = Counter(
        (error.path[0] if error.path else error.message.split("'")[1], error.validator)
        for row in rows
        for error in validator.iter_errors(row)
    )
    assert {(one.column, one.rule.split()[0]): one.violations for one in judged.findings} == dict(theirs)
