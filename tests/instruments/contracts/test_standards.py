import pytest

from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.contracts.dialects import DRAFT
from pytest_prodready.instruments.contracts.standards import Description, standard_of, violations

READ = "OpenAPI 3.0 to 3.2 and JSON Schema are read"


@pytest.mark.parametrize(
    ("value", "standard"),
    [
        ({"openapi": "3.0.3"}, "OpenAPI 3.0"),
        ({"openapi": "3.1.1"}, "OpenAPI 3.1"),
        ({"openapi": "3.2.0"}, "OpenAPI 3.2"),
        ({"openapi": "3.1.0", "jsonSchemaDialect": "https://spec.openapis.org/oas/3.1/dialect/base"}, "OpenAPI 3.1"),
        ({}, DRAFT),
        (True, DRAFT),
        ({"$schema": "http://json-schema.org/draft-04/schema#"}, "http://json-schema.org/draft-04/schema"),
        ({"type": "array", "items": {}}, DRAFT),
        ({"type": ["object", "null"]}, DRAFT),
    ],
)
def test_what_a_document_says_it_is(value, standard):
    assert standard_of("c.json", value) == standard


@pytest.mark.parametrize(
    ("path", "value", "reason", "fix"),
    [
        ("c.yaml", {"swagger": "2.0"}, "c.yaml: Swagger 2 is not read yet", READ),
        ("c.yaml", {"asyncapi": "3.0.0"}, "c.yaml: AsyncAPI is not read yet", READ),
        ("c.yaml", {"protocol": "P"}, "c.yaml: Avro is not read yet", READ),
        ("c.avsc", {"type": "string"}, "c.avsc: Avro is not read yet", READ),
        ("c.json", {"type": "record", "fields": []}, "c.json: Avro is not read yet", READ),
        ("c.json", ["null", {"type": "enum", "symbols": ["A"]}], "c.json: Avro is not read yet", READ),
        ("c.yaml", {"dataContractSpecification": "1"}, "c.yaml: a data contract is not read yet", READ),
        ("c.yaml", {"openapi": "4.0.0"}, "c.yaml: OpenAPI 4.0.0 is not read", READ),
        ("c.yaml", {"openapi": 3.1}, "c.yaml: OpenAPI 3.1 is not read", READ),
        ("c.yaml", {"openapi": "3.10.0"}, "c.yaml: OpenAPI 3.10.0 is not read", READ),
        ("c.yaml", [1], "c.yaml: a contract is a mapping", READ),
        ("c.yaml", "text", "c.yaml: a contract is a mapping", READ),
        ("c.json", {"$schema": 7}, "c.json: the draft 7 is not known", f"use {DRAFT}"),
        ("c.json", {"$schema": "draft\x1b"}, r"c.json: the draft draft\x1b is not known", f"use {DRAFT}"),
    ],
)
def test_what_is_not_read_is_said_by_name(path, value, reason, fix):
    with pytest.raises(CannotLook) as caught:
        standard_of(path, value)
    assert (str(caught.value).removesuffix(f"; fix: {fix}"), caught.value.fix) == (reason, fix)


def document(version, **more):
    return {"openapi": version, "info": {"title": "T", "version": "1"}, "paths": {}, **more}


def told(value, *, sound=True):
    return list(violations(Description("c.json", f"OpenAPI {value['openapi'][:3]}", {"file:///c.json": value}, sound)))


@pytest.mark.parametrize("version", ["3.0.4", "3.1.1", "3.2.0"])
def test_a_sound_document_breaks_nothing(version):
    assert told(document(version)) == []


@pytest.mark.parametrize("version", ["3.0.4", "3.1.1", "3.2.0"])
def test_an_extension_below_the_paths_is_no_path(version):
    assert told(document(version, paths={"x-a": None, "x-b": [{"get": 1}]})) == []


def test_an_api_of_webhooks_only_is_sound():
    value = document("3.1.0", webhooks={"w": {"post": {"responses": {"200": {"description": "D"}}}}})
    del value["paths"]
    assert told(value) == []


@pytest.mark.parametrize("version", ["3.0.4", "3.1.1", "3.2.0"])
def test_a_violation_has_the_place_that_is_meant(version):
    broken = document(version, paths={"/a": {"get": {"responses": {"200": {"description": 1}}}}})
    at = ("paths", "/a", "get", "responses", "200", "description")
    assert told(broken) == [("c.json", at, "#/paths/~1a/get/responses/200/description: 1 is not of type 'string'")]


def test_rules_that_no_schema_can_say_are_tried_where_every_reference_leads_somewhere():
    operation = {"responses": {"200": {"description": "Y"}}}
    broken = document("3.0.4", paths={"/a/{id}": {"get": operation}})
    assert told(broken) == [("c.json", (), "Path parameter 'id' for 'get' operation in '/a/{id}' was not resolved")]
    assert told(broken, sound=False) == []


def test_a_wrong_default_is_told():
    broken = document("3.1.0", components={"schemas": {"A": {"type": "integer", "default": "one"}}})
    assert [text for _, _, text in told(broken)] == ["'one' is not of type 'integer'"]


def test_schemas_are_held_against_their_draft_with_their_line(repo):
    contract = repo.schema({"type": "object", "properties": {"a": {"type": "strin", "minimum": "0"}}})
    found = {(one.where.line, one.text) for one in contract.violations}
    assert any(line == 5 and text.startswith("#/properties/a/type: 'strin'") for line, text in found)
    assert (6, "#/properties/a/minimum: '0' is not of type 'number'") in found


def test_a_referenced_schema_is_held_against_its_own_draft(repo):
    old = {"$schema": "http://json-schema.org/draft-04/schema#", "maximum": 1, "exclusiveMaximum": True}
    assert repo.schema({"$ref": "t.json"}, t=old).violations == []
    (told_,) = repo.schema({"$ref": "t.json"}, t={**old, "exclusiveMaximum": 1}).violations
    assert (str(told_.where), told_.text) == ("t.json:4:2", "#/exclusiveMaximum: 1 is not of type 'boolean'")


def test_a_schema_of_openapi_3_1_is_held_against_the_draft(repo):
    (told_,) = repo.api("3.1.0", {"A": {"minimum": "0"}}).violations
    assert told_.text == "#/components/schemas/A/minimum: '0' is not of type 'number'"
