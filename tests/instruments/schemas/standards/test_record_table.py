import json

import pandas as pd
import pytest


@pytest.fixture
def judge(repo):
    def judged(properties, rows, **held):
        repo.write("s.json", json.dumps({"type": "object", "properties": properties, **held}))
        repo.write("t.csv", rows)
        return repo.judge("s.json")

    return judged


def told(judged):
    return [(one.column, one.rule, one.violations, one.examples) for one in judged.findings]


@pytest.mark.parametrize(
    ("schema", "cells", "broken"),
    [
        ({"type": "string", "pattern": "^[0-9]{3}$"}, ["007", "7"], [("pattern ^[0-9]{3}$", "row 2: '7'")]),
        (
            {"type": "string", "minLength": 2, "maxLength": 2},
            ["x", "xy", "xyz"],
            [("minLength 2", "row 1: 'x'"), ("maxLength 2", "row 3: 'xyz'")],
        ),
        (
            {"type": "integer", "minimum": 1, "exclusiveMaximum": 3},
            ["0", "1", "3", "x"],
            [("integer", "row 4: 'x'"), ("minimum 1", "row 1: 0"), ("exclusiveMaximum 3", "row 3: 3")],
        ),
        ({"type": "number", "multipleOf": 0.5}, ["1.5", "1.6"], [("multipleOf 0.5", "row 2: 1.6")]),
        ({"type": "boolean"}, ["true", "False", "1"], [("boolean", "row 3: '1'")]),
        ({"enum": ["x", "y"]}, ["x", "z"], [("enum [x, y]", "row 2: 'z'")]),
        ({"enum": [1, 2]}, ["1", "3"], [("enum [1, 2]", "row 2: 3.0")]),
        ({"const": "x"}, ["x", "z"], [("const [x]", "row 2: 'z'")]),
        ({"type": "string", "format": "date"}, ["2024-02-29", "2023-02-29"], [("format date", "row 2: '2023-02-29'")]),
        ({"type": ["string", "integer"]}, ["x", "7"], []),
        ({"$ref": "#/$defs/few"}, ["1", "9"], [("maximum 5", "row 2: 9")]),
        ({"description": "anything"}, ["1", "x"], []),
    ],
)
def test_what_can_be_said_of_cells_is_checked(judge, schema, cells, broken):
    rows = "a,other\n" + "".join(f"{cell},1\n" for cell in cells)
    found = judge(
        {"a": schema, "other": {"type": "integer"}}, rows, **{"$defs": {"few": {"type": "integer", "maximum": 5}}}
    )
    assert [(rule, examples) for _, rule, _, examples in told(found)] == broken


def test_a_required_property_is_there_and_not_null(judge):
    properties = {"a": {"type": "integer"}, "b": {"type": ["integer", "null"]}, "c": {"type": "integer"}}
    found = judge(properties, "a,b,c\n1,,\n,1,\n", required=["a", "b", "d"])
    assert told(found) == [("d", "not in the table", 1, "the table has a, b, c"), ("a", "not null", 1, "row 2")]
    assert found.rules == {"a": ("not null", "integer"), "b": ("integer",), "c": ("integer",)}


def test_a_property_that_is_not_required_may_have_no_column(judge):
    assert told(judge({"a": {"type": "integer"}, "z": {"type": "integer"}}, "a\n1\n")) == []


def test_the_draft_that_made_bounds_exclusive_by_a_word_beside_them(judge):
    schema = {"type": "integer", "maximum": 3, "exclusiveMaximum": True}
    found = judge({"a": schema}, "a\n3\n2\n", **{"$schema": "http://json-schema.org/draft-04/schema#"})
    assert told(found) == [("a", "exclusiveMaximum 3", 1, "row 1: 3")]


def test_parquet_has_lists_of_its_own(repo, judge):
    pd.DataFrame({"a": [[1], None], "b": ["x", "y"]}).to_parquet(repo.root / "t.parquet")
    repo.write("s.json", json.dumps({"properties": {"a": {"type": "array"}, "b": {"type": "integer"}}}))
    assert told(repo.judge("s.json", "t.parquet")) == [("b", "integer", 2, "rows 1, 2: 'x', 'y'")]


@pytest.mark.parametrize(
    ("schema", "held", "reason"),
    [
        ({"allOf": [{"type": "integer"}]}, {}, "a: allOf is not evaluated on csv"),
        ({"type": "array"}, {}, "a: type array is not evaluated on csv"),
        ({"type": "array", "items": {"type": "string"}}, {}, "a: items is not evaluated on csv"),
        ({"type": ["integer", "boolean"]}, {}, "a: type integer or boolean is not evaluated on csv"),
        ({"minimum": 1}, {}, "a: minimum without the single type number is not evaluated"),
        ({"type": "integer", "pattern": "x"}, {}, "a: pattern without the single type string is not evaluated"),
        ({"enum": ["x", 1]}, {}, "a: enum of several types is not evaluated"),
        (False, {}, "a: false is not evaluated on cells"),
        ({"type": "integer"}, {"anyOf": [{"required": ["a"]}]}, "anyOf is not evaluated on csv"),
        (
            {"type": "integer"},
            {"patternProperties": {"^x": {"type": "string"}}},
            "patternProperties is not evaluated on csv",
        ),
        (
            {"type": "integer"},
            {"additionalProperties": {"type": "string"}},
            "additionalProperties with a schema is not evaluated on csv",
        ),
        ({"type": "integer"}, {"type": "array"}, "a record is of type object"),
    ],
)
def test_what_cannot_be_said_of_cells_is_refused_by_its_word(repo, schema, held, reason):
    repo.write("s.json", json.dumps({"type": "object", "properties": {"a": schema}, **held}))
    assert repo.refusal("s.json").reason == f"s.json: {reason}"


def test_teeth_see_what_can_be_said_of_cells(repo):
    repo.write(
        "s.json", json.dumps({"properties": {"a": {"type": "integer", "minimum": 1, "maximum": 9}}, "required": ["a"]})
    )
    repo.write("t.jsonl", '{"a": 1}\n{"a": 9}\n')
    found = repo.schemas.bites("s.json", repo.tables.read("t.jsonl"))
    assert set(found.survivors) == {"empty_batch", "repeated_rows"} & set(found.survivors)
    assert "unit_x1000" in found.tried
    repo.write("s.json", json.dumps({"properties": {"a": {"anyOf": [{"type": "integer"}]}}}))
    with pytest.raises(Exception, match="a: anyOf is not evaluated on jsonl"):
        repo.schemas.bites("s.json", repo.tables.read("t.jsonl"))
