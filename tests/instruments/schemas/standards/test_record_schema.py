import json

import pytest

TYPED = {"a": {"type": "integer"}, "b": {"type": "string"}}


def text(**held):
    return json.dumps({"type": "object", "properties": TYPED, **held})


@pytest.fixture
def lines(repo):
    repo.write("t.jsonl", '{"a": 1, "b": "x"}\n{"a": 2, "b": "y"}\n')
    return repo


def test_a_json_schema_is_told_by_its_word_or_its_form(lines):
    for held in (
        {"type": "object", "properties": TYPED},
        {"properties": TYPED},
        {"$schema": "http://json-schema.org/draft-07/schema#", "allOf": [{"properties": TYPED}]},
        {"type": "object", "$ref": "#/$defs/row", "$defs": {"row": {"properties": TYPED}}},
    ):
        lines.write("s.json", json.dumps(held))
        judged = lines.judge("s.json", "t.jsonl")
        assert judged.rules == {"a": ("type integer",), "b": ("type string",)}
        assert (judged.findings, judged.undeclared) == ((), ())


def test_yaml_holds_it_too(lines):
    lines.write("s.yaml", "type: object\nproperties:\n  a: {type: integer}\nrequired: [a]\n")
    judged = lines.judge("s.yaml", "t.jsonl")
    assert (judged.rules, judged.undeclared, judged.lines) == ({"a": ("required", "type integer")}, ("b",), {"a": 3})


def test_notes_demand_nothing(lines):
    lines.write("s.json", text(properties={"a": {"title": "A", "description": "x", "type": "integer"}, "b": {}}))
    assert lines.judge("s.json", "t.jsonl").rules == {"a": ("type integer",), "b": ()}


@pytest.mark.parametrize(
    ("held", "welcome"),
    [
        ({}, False),
        ({"additionalProperties": False}, False),
        ({"additionalProperties": True}, True),
        ({"additionalProperties": {"type": "string"}}, True),
        ({"unevaluatedProperties": {"type": "string"}}, True),
        ({"patternProperties": {"^c_": {"type": "string"}}}, True),
    ],
)
def test_more_columns_are_welcome_where_it_says_so(lines, held, welcome):
    lines.write("s.json", text(**held))
    assert lines.judge("s.json", "t.jsonl").open == welcome


def test_a_reference_to_another_file_is_followed_and_told(lines):
    lines.write("parts/b.json", '{"type": "string",\n "maxLength": 0}')
    lines.write("s.json", text(properties={"a": {"type": "integer"}, "b": {"$ref": "parts/b.json"}}))
    judged = lines.judge("s.json", "t.jsonl")
    assert [(one.column, one.rule, one.violations) for one in judged.findings] == [("b", "maxLength 0", 2)]
    assert judged.rules["b"] == ("type string", "maxLength 0")
    assert ("parts/b.json", 2, "lines") in [(one.subject, one.inspected, one.unit) for one in lines.look.evidence]


@pytest.mark.parametrize(
    ("held", "reason"),
    [
        ({"properties": {}}, "s.json: the schema has no properties, so it checks nothing"),
        ({"properties": {"a": {}, "b": {}}, "type": ["object"]}, "s.json: the schema refuses nothing"),
        ({"properties": None}, "s.json:1:32: #/properties: None is not of type 'object'"),
        (
            {"properties": {"a": {"typ": "string"}}},
            "s.json:1:41: #/properties/a/typ: unknown keyword typ, did you mean type?",
        ),
        ({"properties": {"a": {"type": "strin"}}}, "s.json:1:49: #/properties/a/type: 'strin' is not"),
        ({"properties": {"a": {"pattern": "("}}}, "s.json:1:41: #/properties/a/pattern: no regular expression: ("),
        (
            {"properties": {"a": {"format": "postcode"}}},
            "s.json:1:41: #/properties/a/format: nothing checks the format postcode",
        ),
        (
            {"properties": {"a": {"$ref": "#/$defs/no"}}},
            "s.json:1:41: #/properties/a/$ref: $ref #/$defs/no leads nowhere",
        ),
        (
            {"properties": {"a": {"$ref": "https://x.example/s"}}},
            "s.json:1:41: #/properties/a/$ref: $ref https://x.example/s leads nowhere",
        ),
        (
            {"$schema": "https://json-schema.org/draft/2077/schema"},
            "s.json: the draft https://json-schema.org/draft/2077/schema is not known",
        ),
    ],
)
def test_a_schema_that_would_let_something_pass_unseen_is_refused(lines, held, reason):
    lines.write("s.json", json.dumps({"type": "object", **held}))
    assert lines.refusal("s.json", source="t.jsonl").reason.startswith(reason.partition(":1:")[0])
    assert reason.rpartition(": ")[2] in lines.refusal("s.json", source="t.jsonl").reason
