import pytest

OBJECT = {"type": "object"}


def pointers(contract):
    return {"/".join(("", *map(str, one.pointer))): one for one in contract.survey.schemas}


def texts(findings):
    return [finding.text for finding in findings]


def test_schemas_are_found_wherever_openapi_has_them_and_not_in_examples(repo):
    media = {"schema": {"type": "string"}, "example": {"schema": {"minimun": 1}}}
    contract = repo.api(
        paths={
            "/a": {
                "parameters": [{"name": "q", "in": "query", "schema": {"type": "integer"}}],
                "post": {
                    "requestBody": {"content": {"application/json": media}},
                    "responses": {"default": {"description": "D", "headers": {"X": {"schema": {"type": "string"}}}}},
                    "x-notes": {"schema": {"minimun": 1}},
                },
            }
        },
        webhooks={"w": {"post": {"responses": {"200": {"description": "R", "content": {"a/b": media}}}}}},
    )
    assert set(pointers(contract)) == {
        "/paths//a/parameters/0/schema",
        "/paths//a/post/requestBody/content/application/json/schema",
        "/paths//a/post/responses/default/headers/X/schema",
        "/webhooks/w/post/responses/200/content/a/b/schema",
    }


def test_names_that_are_keywords_elsewhere_are_free_below_maps(repo):
    names = {name: {"type": "integer"} for name in ("example", "default", "value", "enum", "schema", "x-a", "schemas")}
    contract = repo.api(schemas=names)
    assert set(pointers(contract)) >= {f"/components/schemas/{name}" for name in names}
    schema = repo.schema({"properties": {"$ref": {"type": "string"}, "enum": {"minimun": 1}, "properties": OBJECT}})
    assert schema.broken_references() == ()
    assert texts(schema.unknown_keywords()) == [
        "#/properties/enum/minimun: unknown keyword minimun, did you mean minimum?"
    ]


def test_an_entry_lies_in_no_other_schema(repo):
    contract = repo.schema(
        {"$ref": "t.json#/odd/place", "$defs": {"A": {"items": {"type": "string"}}}},
        t={"odd": {"place": {"not": OBJECT}}},
    )
    assert {at: one.entry for at, one in pointers(contract).items()} == {
        "": True,
        "/$defs/A": False,
        "/$defs/A/items": False,
        "/odd/place": True,
        "/odd/place/not": False,
    }


def test_a_schema_is_judged_in_its_own_dialect_and_hands_it_on(repo):
    old = "http://json-schema.org/draft-07/schema"
    contract = repo.schema(
        {"properties": {"a": {"$schema": old + "#", "items": OBJECT}, "b": {"$ref": "t.json"}, "c": OBJECT}},
        t={"$schema": old, "items": OBJECT},
    )
    dialects = {one.pointer: one.dialect.split("/")[-2] for one in contract.survey.schemas if one.path == "c.json"}
    assert dialects[("properties", "a")] == dialects[("properties", "a", "items")] == "draft-07"
    assert dialects[()] == dialects[("properties", "c")] == dialects[("properties", "b")] == "2020-12"
    assert {one.dialect.split("/")[-2] for one in contract.survey.schemas if one.path == "t.json"} == {"draft-07"}


@pytest.mark.parametrize(
    ("schema", "told"),
    [
        ({"$ref": "#/$defs/Gone"}, "#/$ref: $ref #/$defs/Gone leads nowhere"),
        ({"$ref": "#gone"}, "#/$ref: $ref #gone leads nowhere"),
        (
            {"$ref": "#/title", "title": "T"},
            "#/$ref: $ref #/title leads nowhere: what is there is no schema and no object",
        ),
        (
            {"items": {"$ref": "gone.json"}},
            "#/items/$ref: $ref gone.json leads nowhere: there is no gone.json in the repo",
        ),
        ({"items": {"$ref": "\x1b[31m"}}, "leads nowhere"),
        ({"$ref": "http://[::1"}, "leads nowhere"),
        ({"items": {"$id": "http://["}}, "#/items/$id: $id http://[ is no address"),
    ],
)
def test_a_reference_that_leads_nowhere_is_told_with_its_place(repo, schema, told):
    (finding,) = repo.schema(schema).broken_references()
    assert told in finding.text
    assert "\x1b" not in finding.text
    assert finding.where.line == (2 if "$ref" in schema else 3)
    assert str(finding) == f"line {finding.where.line}: {finding.text}"


@pytest.mark.parametrize(
    "schema",
    [
        {"properties": {"next": {"$ref": "#"}}},
        {"items": {"$ref": "#"}, "allOf": [{"$ref": "#/$defs/A"}], "$defs": {"A": {"items": {"$ref": "#"}}}},
        {"$ref": "t.json"},
        {"$defs": {"node": {"$anchor": "node", "items": {"$ref": "#node"}}}, "$ref": "#node"},
    ],
)
def test_recursion_that_takes_a_step_into_the_message_is_no_fault(repo, schema):
    contract = repo.schema(schema, t={"properties": {"back": {"$ref": "c.json"}}})
    assert contract.broken_references() == ()


@pytest.mark.parametrize(
    "schema",
    [
        {"$ref": "#"},
        {"allOf": [{"$ref": "#"}]},
        {"anyOf": [{"type": "string"}, {"not": {"$ref": "#"}}]},
        {"$ref": "t.json"},
        {"if": {"$ref": "#"}},
    ],
)
def test_recursion_without_end_is_told(repo, schema):
    (told,) = repo.schema(schema, t={"$ref": "c.json"}).broken_references()
    assert told.text == "#: it refers to itself without end"
    assert (told.where.path, told.where.line) == ("c.json", 1)


def test_references_are_followed_to_their_end(repo):
    contract = repo.schema({"$ref": "#/$defs/A", "$defs": {"A": {"$ref": "#/$defs/B"}, "B": {"title": "end"}}})
    assert contract.survey.resolved(contract.value) == {"title": "end"}
    assert contract.survey.target(contract.value) == {"$ref": "#/$defs/B"}
    assert contract.survey.resolved("text") == "text"


@pytest.mark.parametrize("reference", ["#word", "part.json", "https://x.example/part.json"])
def test_names_in_a_document_are_followed_from_its_own_address(repo, reference):
    part = {"$id": "https://x.example/part.json", "$anchor": "word", "type": "integer"}
    contract = repo.schema({"$id": "https://x.example/part.json", "$defs": {"A": part}, "items": {"$ref": reference}})
    assert contract.broken_references() == ()
