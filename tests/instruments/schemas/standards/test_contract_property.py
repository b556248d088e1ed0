import datetime as dt

import pandas as pd
import pytest


def rules(judged):
    return [(one.rule, one.examples) for one in judged.findings]


@pytest.mark.parametrize(
    ("said", "cells", "broken"),
    [
        ("logicalType: integer", ["1", "-2", "1.5", "x", ""], [("integer", "rows 3, 4: '1.5', 'x'")]),
        ("logicalType: integer", ["1", "", "9007199254740993"], []),
        ("logicalType: integer, unique: true", ["9007199254740993", "9007199254740992", ""], []),
        ("logicalType: number", ["1", "-2.5e3", "12,5", "1_0"], [("number", "rows 3, 4: '12,5', '1_0'")]),
        ("logicalType: boolean", ["true", "False", "1"], [("boolean", "row 3: '1'")]),
        ("logicalType: string", ["007", "x"], []),
        ("logicalType: string, required: true", ["x", ""], [("not null", "row 2")]),
        (
            "logicalType: string, logicalTypeOptions: {pattern: '^[0-9]{3}$'}",
            ["007", "7"],
            [("pattern ^[0-9]{3}$", "row 2: '7'")],
        ),
        (
            "logicalType: string, logicalTypeOptions: {minLength: 2, maxLength: 3}",
            ["1", "12", "1234"],
            [("minLength 2", "row 1: '1'"), ("maxLength 3", "row 3: '1234'")],
        ),
        (
            "logicalType: string, logicalTypeOptions: {format: email}",
            ["a@b.example", "a"],
            [("format email", "row 2: 'a'")],
        ),
        ("logicalType: string, logicalTypeOptions: {format: uuid}", ["x"], [("format uuid", "row 1: 'x'")]),
        ("logicalType: string, logicalTypeOptions: {format: byte}", ["YQ==", "YQ"], [("format byte", "row 2: 'YQ'")]),
        ("logicalType: string, logicalTypeOptions: {format: password}", ["x"], []),
        (
            "logicalType: integer, logicalTypeOptions: {minimum: 1, maximum: 3}",
            ["0", "1", "3", "4"],
            [("minimum 1", "row 1: 0"), ("maximum 3", "row 4: 4")],
        ),
        (
            "logicalType: number, logicalTypeOptions: {exclusiveMinimum: 1, exclusiveMaximum: 3.5}",
            ["1", "2", "3.5"],
            [("exclusiveMinimum 1", "row 1: 1.0"), ("exclusiveMaximum 3.5", "row 3: 3.5")],
        ),
        (
            "logicalType: number, logicalTypeOptions: {multipleOf: 0.1}",
            ["0.3", "0.35"],
            [("multipleOf 0.1", "row 2: 0.35")],
        ),
        (
            "logicalType: integer, logicalTypeOptions: {format: u8}",
            ["255", "256", "-1"],
            [("format u8", "rows 2, 3: 256, -1")],
        ),
        ("logicalType: number, logicalTypeOptions: {format: f32}", ["1e38", "1e39"], [("format f32", "row 2: 1e+39")]),
        (
            "logicalType: date",
            ["2024-01-31", "2024-02-30", "31.01.2024"],
            [("date", "rows 2, 3: '2024-02-30', '31.01.2024'")],
        ),
        (
            "logicalType: date, logicalTypeOptions: {format: dd.MM.yyyy, minimum: 2024-01-01}",
            ["31.01.2024", "31.12.2023", "1.1.2024"],
            [("date dd.MM.yyyy", "row 3: '1.1.2024'"), ("minimum 2024-01-01", "row 2: '31.12.2023'")],
        ),
        (
            "logicalType: date, logicalTypeOptions: {exclusiveMinimum: '2020-01-01', maximum: '2021-01-01'}",
            ["2020-01-01", "2021-01-01"],
            [("exclusiveMinimum 2020-01-01", "row 1: '2020-01-01'")],
        ),
        (
            "logicalType: timestamp",
            ["2024-03-10T14:22:35Z", "2024-03-10 14:22", "2024-03-10T25:00"],
            [("timestamp", "row 3: '2024-03-10T25:00'")],
        ),
        (
            "logicalType: timestamp, logicalTypeOptions: {maximum: '2024-03-10T12:00:00Z'}",
            ["2024-03-10T13:30:00+02:00", "2024-03-10T12:30:00Z"],
            [("maximum 2024-03-10T12:00:00Z", "row 2: '2024-03-10T12:30:00Z'")],
        ),
        (
            "logicalType: timestamp, logicalTypeOptions: {timezone: true}",
            ["2024-03-10T13:30:00+02:00", "2024-03-10T12:30:00"],
            [("timezone true", "row 2: '2024-03-10T12:30:00'")],
        ),
        (
            "logicalType: timestamp, logicalTypeOptions: {format: \"yyyy-MM-dd'T'HH:mm:ss.SSSXXX\"}",
            ["2024-03-10T13:30:00.123+02:00", "2024-03-10T13:30:00.1Z"],
            [("timestamp yyyy-MM-dd'T'HH:mm:ss.SSSXXX", "row 2: '2024-03-10T13:30:00.1Z'")],
        ),
        (
            "logicalType: timestamp, logicalTypeOptions: {format: 'yyyy-MM-ddTHH:mm:ssZ'}",
            ["2024-03-10T13:30:00Z", "2024-03-10"],
            [("timestamp yyyy-MM-ddTHH:mm:ssZ", "row 2: '2024-03-10'")],
        ),
        (
            "logicalType: time, logicalTypeOptions: {format: 'HH:mm:ss', maximum: '12:00:00'}",
            ["08:30:00", "12:00:01", "24:00:00"],
            [("time HH:mm:ss", "row 3: '24:00:00'"), ("maximum 12:00:00", "row 2: '12:00:01'")],
        ),
        ("logicalType: time", ["08:30", "25:00"], [("time", "row 2: '25:00'")]),
        ("unique: true", ["x", "y", "x", "", ""], [("unique", "rows 1, 3: 'x', 'x'")]),
    ],
)
def test_what_a_property_says_is_checked_on_text(contract, said, cells, broken):
    rows = "a,other\n" + "".join(f'"{cell}",1\n' if cell else ",1\n" for cell in cells)
    assert rules(contract(f"{{name: a, {said}}}\n  - {{name: other, logicalType: integer}}", rows)) == broken


@pytest.mark.parametrize(
    ("said", "values", "broken"),
    [
        ("logicalType: string", '"007", 7, null', [("string", "row 2: 7")]),
        ("logicalType: integer", '1, "1", true, 1.5, 1.0', [("integer", "rows 2, 3, 4: '1', True, 1.5")]),
        ("logicalType: boolean", 'true, "true", 1', [("boolean", "rows 2, 3: 'true', 1")]),
        (
            "logicalType: array, logicalTypeOptions: {maxItems: 2, uniqueItems: true}",
            '[1], [1, 1], [1, 2, 3], "x"',
            [("array", "row 4: 'x'"), ("maxItems 2", "row 3: [1, 2, 3]"), ("uniqueItems", "row 2: [1, 1]")],
        ),
        (
            "logicalType: object, logicalTypeOptions: {required: [k], maxProperties: 1}",
            '{"k": 1}, {"j": 1}, {"k": 1, "l": 1}',
            [("maxProperties 1", "row 3: {'k': 1, 'l': 1}"), ("required [k]", "row 2: {'j': 1}")],
        ),
        ("logicalType: array, unique: true", "[1], [1], [2]", [("unique", "rows 1, 2: [1], [1]")]),
    ],
)
def test_what_a_property_says_is_checked_on_json(contract, said, values, broken):
    parts = __import__("json").loads(f"[{values}]")
    rows = "".join(__import__("json").dumps({"a": value}) + "\n" for value in parts)
    assert rules(contract(f"{{name: a, {said}}}", rows, name="t.jsonl")) == broken


def test_parquet_has_its_own_types(repo, contract):
    day = dt.date(2024, 1, 31)
    frame = pd.DataFrame({"day": [day, None], "at": pd.to_datetime(["2024-01-31T12:00", None]), "other": [1.0, None]})
    frame.to_parquet(repo.root / "t.parquet")
    properties = ["day, logicalType: date, logicalTypeOptions: {maximum: '2024-01-30'}", "at, logicalType: timestamp"]
    properties += ["other, logicalType: integer"]
    contract("{name: " + "}\n  - {name: ".join(properties) + "}", "a\n1\n")
    assert rules(repo.judge("c.yaml", "t.parquet")) == [("maximum 2024-01-30", "row 1: 2024-01-31")]
    contract("{name: at, logicalType: date}\n  - {name: day}\n  - {name: other, logicalType: string}", "a\n1\n")
    assert rules(repo.judge("c.yaml", "t.parquet")) == [
        ("date", "row 1: 2024-01-31 12:00:00"),
        ("string", "row 1: 1.0"),
    ]


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("logicaltype: string", "a: unknown key 'logicaltype'; did you mean logicalType?"),
        ("logicalType: strng", "a: unknown logicalType 'strng'; did you mean string?"),
        ("logicalType: null", "a: logicalType is null, not text"),
        ("required: 'yes'", "a: required is 'yes', not true or false"),
        ("physicalType: varchar(18)", "a: physicalType without a logicalType is not evaluated"),
        ("logicalTypeOptions: {minimum: 1}", "a: logicalTypeOptions without a logicalType is not evaluated"),
        ("logicalType: string, logicalTypeOptions: {minimum: 1}", "a: logicalTypeOptions: unknown key 'minimum'"),
        (
            "logicalType: string, logicalTypeOptions: {minLenght: 1}",
            "a: logicalTypeOptions: unknown key 'minLenght'; did you mean minLength?",
        ),
        ("logicalType: string, logicalTypeOptions: null", "a: logicalTypeOptions is null, not a mapping"),
        (
            "logicalType: string, logicalTypeOptions: {pattern: '('}",
            "a: logicalTypeOptions: pattern ( is no regular expression",
        ),
        (
            "logicalType: string, logicalTypeOptions: {format: postcode}",
            "a: logicalTypeOptions: nothing checks the format postcode",
        ),
        ("logicalType: string, logicalTypeOptions: {minLength: -1}", "a: logicalTypeOptions: minLength -1 is below 0"),
        (
            "logicalType: integer, logicalTypeOptions: {minimum: '1'}",
            "a: logicalTypeOptions: minimum is '1', not a number",
        ),
        ("logicalType: integer, logicalTypeOptions: {format: int}", "a: logicalTypeOptions: unknown format 'int'"),
        (
            "logicalType: number, logicalTypeOptions: {multipleOf: 0}",
            "a: logicalTypeOptions: multipleOf 0 is not above 0",
        ),
        (
            "logicalType: date, logicalTypeOptions: {format: YYYY-MM-DD}",
            "a: logicalTypeOptions: format YYYY-MM-DD: YYYY is not read",
        ),
        ("logicalType: date, logicalTypeOptions: {minimum: soon}", "a: logicalTypeOptions: minimum 'soon' is no date"),
        (
            "logicalType: timestamp, logicalTypeOptions: {minimum: '2024-01-01 00:00', defaultTimezone: Australia/Sydney}",
            "a: logicalTypeOptions: minimum in the defaultTimezone Australia/Sydney is not evaluated",
        ),
        (
            "logicalType: array, items: {logicalType: string}",
            "a: items are not evaluated: a column is judged as a whole",
        ),
        ("relationships: [{to: u.a}]", "a: relationships are not evaluated"),
    ],
)
def test_what_is_not_evaluated_is_refused(repo, contract, said, reason):
    with pytest.raises(Exception, match="c.yaml: t") as caught:
        contract(f"{{name: a, {said}}}", "a\n1\n")
    assert caught.value.reason.startswith(f"c.yaml: t.{reason}")
