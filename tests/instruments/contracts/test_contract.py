import pytest

DRAFT_7 = "http://json-schema.org/draft-07/schema#"


def told(findings):
    return [f"{finding.where.line}: {finding.text}" for finding in findings]


def test_a_sound_contract_has_nothing_to_mend(repo):
    contract = repo.schema(
        {"type": "object", "properties": {"a": {"type": "string", "format": "date", "pattern": "^2"}}, "x-team": "ours"}
    )
    assert [
        contract.violations,
        contract.unknown_keywords(),
        contract.unchecked_formats(),
        contract.broken_patterns(),
        contract.silent_properties(),
        contract.broken_references(),
    ] == [[], (), (), (), (), ()]
    assert (contract.title, contract.is_api, contract.can_refuse) == ("draft 2020-12", False, True)


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("minimun", ", did you mean minimum?"),
        ("require", ", did you mean required?"),
        ("addtionalProperties", ", did you mean additionalProperties?"),
        ("Type", ", did you mean type?"),
        ("colour", ""),
        ("nullable", ""),
    ],
)
def test_an_unknown_keyword_is_told_with_its_line_and_the_nearest(repo, word, hint):
    contract = repo.schema({"type": "object", "properties": {"a": {"type": "integer", word: 0}}})
    assert told(contract.unknown_keywords()) == [f"6: #/properties/a/{word}: unknown keyword {word}{hint}"]


def test_a_hostile_keyword_is_cleaned_and_cut(repo):
    (finding,) = repo.schema({"\x1b[31m" + "x" * 500: 1}).unknown_keywords()
    assert "\x1b" not in finding.text
    assert len(finding.text) < 250


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"$schema": DRAFT_7, "unevaluatedProperties": False}, "unevaluatedProperties is no keyword of draft-07"),
        ({"$schema": DRAFT_7, "items": {"prefixItems": []}}, "prefixItems is no keyword of draft-07"),
        ({"dependencies": {"a": ["b"]}}, "dependencies is no keyword of draft 2020-12"),
        ({"$schema": "http://json-schema.org/draft-04/schema#", "const": 1}, "const is no keyword of draft-04"),
    ],
)
def test_a_word_of_another_draft_is_told(repo, schema, expected):
    (finding,) = repo.schema(schema).unknown_keywords()
    assert finding.text.endswith(f"{expected} and refuses nothing")


def test_a_schema_inside_may_name_another_draft(repo):
    schema = {"properties": {"a": {"$schema": DRAFT_7, "dependencies": {"a": ["b"]}}, "b": {"dependencies": {}}}}
    (finding,) = repo.schema(schema).unknown_keywords()
    assert (
        finding.text == "#/properties/b/dependencies: dependencies is no keyword of draft 2020-12 and refuses nothing"
    )


@pytest.mark.parametrize(
    ("draft", "beside"),
    [
        (DRAFT_7, {"maxLength": 1}),
        ("http://json-schema.org/draft-03/schema#", {"maxLength": 1}),
        ("https://json-schema.org/draft/2020-12/schema", {}),
    ],
)
def test_what_stands_beside_a_reference_is_told_in_older_drafts(repo, draft, beside):
    schema = {"$ref": "#/definitions/A", "maxLength": 1, "description": "D"}
    contract = repo.schema({"$schema": draft, "properties": {"a": schema}, "definitions": {"A": {"type": "string"}}})
    assert [one.text.partition(": ")[2] for one in contract.unknown_keywords()] == [
        f"{word} is passed over beside a $ref in {contract.title}" for word in beside
    ]


def test_nullable_is_a_word_of_openapi_3_0_and_of_no_other(repo):
    schemas = {"A": {"type": "string", "nullable": True}}
    assert repo.api("3.0.3", schemas).unknown_keywords() == ()
    assert told(repo.api("3.1.0", schemas).unknown_keywords()) == [
        "29: #/components/schemas/A/nullable: unknown keyword nullable"
    ]
    beside = {**schemas, "B": {"$ref": "#/components/schemas/A", "nullable": True}}
    (finding,) = repo.api("3.0.3", beside).unknown_keywords()
    assert finding.text == "#/components/schemas/B/nullable: nullable is passed over beside a $ref in OpenAPI 3.0"


def test_the_words_of_openapi_are_known_in_its_schemas_only(repo):
    schema = {"type": "object", "discriminator": {"propertyName": "a"}, "xml": {"name": "a"}, "example": {"minimun": 1}}
    assert repo.api("3.1.0", {"A": schema}).unknown_keywords() == ()
    assert [one.text.split()[-1] for one in repo.schema(schema).unknown_keywords()] == [
        "discriminator",
        "xml",
        "examples?",
    ]


def test_a_format_that_nothing_checks_is_told(repo):
    contract = repo.schema({"type": "string", "format": "customer-id"})
    assert told(contract.unchecked_formats()) == ["3: #/format: nothing checks the format customer-id"]
    assert repo.api("3.1.0", {"A": {"type": "string", "format": "binary"}}).unchecked_formats() == ()
    assert len(repo.schema({"type": "string", "format": "int32"}).unchecked_formats()) == 1


@pytest.mark.parametrize("schema", [{"pattern": "[a"}, {"patternProperties": {"[a": {"type": "string"}}}])
def test_a_broken_pattern_is_told(repo, schema):
    contract = repo.schema({"properties": {"a": schema}})
    (finding,) = contract.broken_patterns()
    assert "no regular expression: [a (unterminated character set at position 0)" in finding.text
    assert finding.where.line in (4, 5)
    assert contract.has_patterns


def test_a_property_called_pattern_is_no_pattern(repo):
    contract = repo.schema({"properties": {"pattern": {"type": "string"}}})
    assert not contract.has_patterns


def test_a_property_that_may_be_anything_is_told_unless_its_type_says_that_it_is_meant(repo):
    every = ["array", "boolean", "null", "number", "object", "string"]
    contract = repo.schema(
        {
            "properties": {
                "silent": {"description": "D"},
                "true": True,
                "never": False,
                "by_reference": {"$ref": "#/$defs/Silent"},
                "meant": {"type": every},
                "meant_by_reference": {"$ref": "#/$defs/Meant"},
                "typed": {"type": "string"},
            },
            "$defs": {"Silent": {"title": "S"}, "Meant": {"type": every}},
        }
    )
    assert [finding.text.split()[1] for finding in contract.silent_properties()] == ["silent", "true", "by_reference"]
    assert contract.silent_properties()[0].where.line == 3


def test_an_api_s_untyped_operations_are_told_at_their_line(repo):
    contract = repo.schema(
        "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n  /a:\n    get:\n      responses:\n"
        "        '200':\n          $ref: '#/components/responses/R'\n"
        "components:\n  responses:\n    R: {description: D}\n"
    )
    assert told(contract.untyped_operations()) == ["5: GET /a: the 200 response has no body"]
    assert [one.name for one in contract.operations] == ["GET /a"]
    assert contract.is_api


@pytest.mark.parametrize("paths", [{}, {"/a": {}}, {"/a": None}, [], "x"])
def test_an_api_without_operations_has_none(repo, paths):
    assert repo.api(paths=paths).operations == ()


@pytest.mark.parametrize(("value", "can"), [(True, False), (False, True), ({}, False), ({"required": ["a"]}, True)])
def test_whether_a_contract_can_refuse_anything(repo, value, can):
    assert repo.schema(value).can_refuse is can
