import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_prodready.instruments.contracts.dialects import (
    DRAFT,
    checked_formats,
    dialect_of,
    format_checker,
    is_draft,
    judged_words,
    skips_beside_references,
    title_of,
    validator_class,
)

DRAFTS = [f"http://json-schema.org/draft-0{number}/schema" for number in (3, 4, 6, 7)] + [
    "https://json-schema.org/draft/2019-09/schema",
    DRAFT,
]
APIS = ["OpenAPI 3.0", "OpenAPI 3.1", "OpenAPI 3.2"]
FORMATS = {
    "date": ("2024-02-29", "2023-02-29"),
    "date-time": ("2024-02-29T12:00:00Z", "2024-02-29 12:00"),
    "time": ("12:00:00Z", "25:00:00Z"),
    "duration": ("P1D", "1 day"),
    "email": ("a@b.example", "a"),
    "hostname": ("a.example", "-a-"),
    "idn-hostname": ("bücher.example", "\u302e-"),
    "ipv4": ("127.0.0.1", "127.1"),
    "ipv6": ("::1", "::g"),
    "uri": ("https://a.example/", "a b"),
    "uri-reference": ("../a", "\\a"),
    "uri-template": ("/a/{b}", "/a/{b"),
    "uuid": ("6fa459ea-ee8a-3ca4-894e-db77e160355e", "6fa459ea"),
    "json-pointer": ("/a", "a"),
    "relative-json-pointer": ("1/a", "a"),
    "regex": ("^a$", "("),
}


@pytest.mark.parametrize("standard", DRAFTS + APIS)
def test_formats_are_really_checked_in_every_draft(standard):
    assert set(FORMATS) <= checked_formats(standard)
    for name, (good, bad) in FORMATS.items() - ({("time", FORMATS["time"])} if "draft-03" in standard else set()):
        judge = validator_class(standard)({"format": name, "type": "string"}, format_checker=format_checker(standard))
        assert judge.is_valid(good), name
        assert not judge.is_valid(bad), name


@pytest.mark.parametrize(("name", "good", "bad"), [("int32", 1, 1 << 31), ("int64", 1 << 31, 1 << 63)])
@pytest.mark.parametrize("standard", APIS)
def test_the_formats_of_openapi_are_its_own(standard, name, good, bad):
    judge = validator_class(standard)({"format": name, "type": "integer"}, format_checker=format_checker(standard))
    assert [judge.is_valid(good), judge.is_valid(bad)] == [True, False]
    assert name not in checked_formats(DRAFT)


@pytest.mark.parametrize("standard", APIS)
def test_files_and_passwords_have_nothing_to_check(standard):
    assert {"binary", "password"} <= checked_formats(standard)


def test_base64_is_a_format_of_openapi_3_0_only():
    check = format_checker("OpenAPI 3.0")
    assert [check.conforms(text, "byte") for text in ("YQ==", "YQ", "é")] == [True, False, False]
    assert "byte" not in checked_formats("OpenAPI 3.1")


@pytest.mark.parametrize("standard", [*APIS, DRAFT])
@given(st.text(max_size=12) | st.text("0²٣x-:T1", max_size=9) | st.integers() | st.floats() | st.none())
def test_no_text_breaks_a_check(standard, value):
    check = format_checker(standard)
    for name in check.checkers:
        assert check.conforms(value, name) in (True, False)


def test_draft_3_has_names_and_a_time_of_its_own():
    check = format_checker(DRAFTS[0])
    assert [check.conforms(text, "time") for text in ("12:00:00", "12:00:00Z")] == [True, False]
    assert {"ip-address", "host-name", "color"} <= checked_formats(DRAFTS[0])


def test_titles():
    assert [title_of(one) for one in (APIS[0], DRAFTS[0], DRAFT)] == ["OpenAPI 3.0", "draft-03", "draft 2020-12"]


@pytest.mark.parametrize(
    ("schema", "dialect"),
    [
        ({}, DRAFT),
        ({"$schema": DRAFTS[3] + "#"}, DRAFTS[3]),
        ({"$schema": DRAFTS[3]}, DRAFTS[3]),
        ({"$schema": "https://json-schema.org/draft/2035-12/schema"}, DRAFT),
        ({"$schema": 1}, DRAFT),
    ],
)
def test_a_schema_is_judged_in_the_dialect_it_names(schema, dialect):
    assert dialect_of(schema, DRAFT) == dialect


def test_a_dialect_that_an_import_registered_is_no_draft():
    assert validator_class("OpenAPI 3.1") is not None
    assert not is_draft("https://spec.openapis.org/oas/3.1/dialect/base")
    assert all(is_draft(draft) for draft in DRAFTS)


@pytest.mark.parametrize(
    ("draft", "knows", "does_not"),
    [
        (DRAFTS[0], {"extends", "disallow", "required", "exclusiveMinimum"}, {"allOf", "not", "const"}),
        (DRAFTS[1], {"allOf", "exclusiveMaximum"}, {"const", "contains", "if", "then"}),
        (DRAFTS[3], {"if", "then", "else", "const", "dependencies"}, {"dependentRequired", "prefixItems"}),
        (DRAFT, {"prefixItems", "minContains", "unevaluatedProperties"}, {"additionalItems", "extends"}),
        ("OpenAPI 3.0", {"allOf", "exclusiveMaximum"}, {"const", "if", "patternProperties"}),
    ],
)
def test_the_words_that_a_standard_acts_upon(draft, knows, does_not):
    assert knows <= judged_words(draft)
    assert not does_not & judged_words(draft)


# The validator for OpenAPI 3.0 does judge what its standard says to ignore.
@pytest.mark.parametrize("draft", [*DRAFTS, *APIS[1:]])
def test_what_stands_beside_a_reference_is_skipped_as_the_validator_does(draft):
    schema = {"$ref": "#/definitions/A", "maxLength": 1, "definitions": {"A": {"type": "string"}}}
    assert validator_class(draft)(schema).is_valid("long") == skips_beside_references(draft)


def test_openapi_3_0_requires_what_is_read_only_in_answers_and_what_is_write_only_in_questions():
    schema = {
        "required": ["id", "secret"],
        "properties": {"id": {"type": "integer", "readOnly": True}, "secret": {"type": "string", "writeOnly": True}},
    }
    request, response = (validator_class("OpenAPI 3.0", way)(schema) for way in ("request", "response"))
    assert [request.is_valid(one) for one in ({"secret": "s"}, {"id": 1}, {})] == [True, False, False]
    assert [response.is_valid(one) for one in ({"id": 1}, {"secret": "s"}, {})] == [True, False, False]


def test_an_unknown_standard_has_no_validator():
    assert validator_class("http://x.example/draft") is None
