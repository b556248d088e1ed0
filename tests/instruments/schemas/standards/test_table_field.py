import json

import pytest

from pytest_prodready.core.looking import CannotLook


@pytest.fixture
def judge(repo):
    def judged(field, cells, name="t.csv"):
        repo.write("s.json", json.dumps({"fields": [{"name": "a", **field}, {"name": "other", "type": "integer"}]}))
        lines = [json.dumps({"a": cell, "other": 1}) for cell in cells]
        texts = ["a,other", *('"{}",1'.format(str(cell).replace('"', '""')) for cell in cells)]
        repo.write(name, "\n".join(texts if name.endswith("csv") else lines) + "\n")
        return [(one.rule, one.examples) for one in repo.judge("s.json", name).findings]

    return judged


@pytest.mark.parametrize(
    ("field", "cells", "broken"),
    [
        ({"type": "string"}, ["007", "NA"], []),
        ({"type": "string", "format": "email"}, ["a@b.example", "a"], [("format email", "row 2: 'a'")]),
        ({"type": "string", "format": "binary"}, ["YQ==", "Y"], [("format binary", "row 2: 'Y'")]),
        (
            {"type": "string", "constraints": {"pattern": "[0-9]{3}"}},
            ["007", "1007"],
            [("pattern [0-9]{3}", "row 2: '1007'")],
        ),
        (
            {"type": "string", "categories": ["x", {"value": "v", "label": "V"}]},
            ["x", "v", "z"],
            [("categories [x, v]", "row 3: 'z'")],
        ),
        (
            {"type": "number", "decimalChar": ",", "groupChar": "."},
            ["1.234,5", "1234,5", "a"],
            [("number", "row 3: 'a'")],
        ),
        ({"type": "number", "decimalChar": ","}, ["1,5", "1.5"], [("number", "row 2: '1.5'")]),
        (
            {"type": "integer", "groupChar": " ", "constraints": {"maximum": 2000}},
            ["1 999", "2 001"],
            [("maximum 2000", "row 2: 2001")],
        ),
        ({"type": "integer", "constraints": {"unique": True}}, ["9007199254740993", "9007199254740992", ""], []),
        ({"type": "boolean"}, ["1", "FALSE", "yes"], [("boolean", "row 3: 'yes'")]),
        (
            {"type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]},
            ["yes", "no", "true"],
            [("boolean", "row 3: 'true'")],
        ),
        ({"type": "boolean", "constraints": {"enum": ["true"]}}, ["1", "0"], [("enum [True]", "row 2: False")]),
        (
            {"type": "date", "format": "%d/%m/%Y", "constraints": {"minimum": "01/02/2024"}},
            ["31/01/2024", "2024-01-31", "01/02/2024"],
            [("date %d/%m/%Y", "row 2: '2024-01-31'"), ("minimum 01/02/2024", "row 1: '31/01/2024'")],
        ),
        (
            {"type": "datetime"},
            ["2024-01-26T15:00:00", "2024-01-26T15:00:00.3-05:00", "2024-01-26 15:00"],
            [("datetime", "row 3: '2024-01-26 15:00'")],
        ),
        (
            {"type": "time", "constraints": {"maximum": "12:00:00"}},
            ["11:59:59", "12:00:01", "noon"],
            [("time", "row 3: 'noon'"), ("maximum 12:00:00", "row 2: '12:00:01'")],
        ),
        (
            {"type": "year", "constraints": {"minimum": 2000}},
            ["1999", "2000", "24"],
            [("year", "row 3: '24'"), ("minimum 2000", "row 1: '1999'")],
        ),
        (
            {"type": "yearmonth", "constraints": {"maximum": "2024-06"}},
            ["2024-07", "2024-13"],
            [("yearmonth", "row 2: '2024-13'"), ("maximum 2024-06", "row 1: '2024-07'")],
        ),
        ({"type": "duration"}, ["P1Y2M3DT4H5M6.7S", "PT5M", "P", "P1DT"], [("duration", "rows 3, 4: 'P', 'P1DT'")]),
        ({"type": "object"}, ['{"k": 1}', "[1]", "x"], [("object", "rows 2, 3: '[1]', 'x'")]),
        ({"type": "array", "constraints": {"minLength": 2}}, ["[1, 2]", "[1]"], [("minLength 2", "row 2: '[1]'")]),
        ({"type": "any", "constraints": {"required": True}}, ["x", ""], [("not null", "row 2")]),
    ],
)
def test_what_a_field_says_is_checked_on_text(judge, field, cells, broken):
    assert judge(field, cells) == broken


@pytest.mark.parametrize(
    ("field", "cells", "broken"),
    [
        ({"type": "integer"}, [1, "1", True, 1.5], [("integer", "rows 2, 3, 4: '1', True, 1.5")]),
        ({"type": "string"}, ["007", 7], [("string", "row 2: 7")]),
        ({"type": "array", "constraints": {"maxLength": 1}}, [[1], [1, 2]], [("maxLength 1", "row 2: [1, 2]")]),
        ({"type": "year", "constraints": {"minimum": 2000}}, [1999, 2000], [("minimum 2000", "row 1: 1999")]),
    ],
)
def test_what_a_field_says_is_checked_on_json(judge, field, cells, broken):
    assert judge(field, cells, "t.jsonl") == broken


@pytest.mark.parametrize(
    ("field", "reason"),
    [
        ({"typ": "string"}, "a: unknown key 'typ'; did you mean type?"),
        ({"type": "strin"}, "a: unknown type 'strin'; did you mean string?"),
        ({"type": None}, "a: type is null, not text"),
        ({"type": "geojson"}, "a: the type geojson is not evaluated"),
        ({"type": "string", "decimalChar": ","}, "a: unknown key 'decimalChar'"),
        ({"type": "string", "constraints": None}, "a: constraints is null, not a mapping"),
        (
            {"type": "string", "constraints": {"minLenght": 1}},
            "a: constraints: unknown key 'minLenght'; did you mean minLength?",
        ),
        ({"type": "string", "constraints": {"minimum": 1}}, "a: constraints: unknown key 'minimum'"),
        ({"type": "object", "constraints": {"jsonSchema": {}}}, "a: constraints: unknown key 'jsonSchema'"),
        ({"type": "string", "constraints": {"pattern": "("}}, "a: constraints: pattern ( is no regular expression"),
        ({"type": "string", "constraints": {"enum": []}}, "a: constraints: enum is empty, so that nothing is allowed"),
        (
            {"type": "date", "constraints": {"enum": ["2024-01-01"]}},
            "a: constraints: enum of the type date is not evaluated",
        ),
        ({"type": "string", "format": "url"}, "a: unknown format 'url'; did you mean uri?"),
        ({"type": "integer", "format": "hex"}, "a: unknown format 'hex' of the type integer"),
        ({"type": "date", "format": "any"}, "a: the format any is not evaluated"),
        ({"type": "date", "constraints": {"minimum": "soon"}}, "a: constraints: minimum 'soon' is no date"),
        ({"type": "year", "constraints": {"minimum": "soon"}}, "a: constraints: minimum 'soon' is no year"),
        ({"type": "integer", "constraints": {"minimum": "soon"}}, "a: constraints: minimum is 'soon', not a number"),
        (
            {"type": "integer", "constraints": {"required": "yes"}},
            "a: constraints: required is 'yes', not true or false",
        ),
        ({"type": "number", "bareNumber": False}, "a: bareNumber: false is not evaluated"),
    ],
)
def test_what_is_not_evaluated_is_refused(judge, field, reason):
    with pytest.raises(CannotLook) as caught:
        judge(field, ["1"])
    assert caught.value.reason.startswith(f"s.json: {reason}")
