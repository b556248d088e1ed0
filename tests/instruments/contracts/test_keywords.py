import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_prodready.instruments.contracts.keywords import inner_schemas, on_the_same_value, says_something

MESSAGES = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.sampled_from(["", "a", "ab"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("ab"), inner),
    max_leaves=5,
)
WORDS = {
    "type": st.sampled_from(["object", "string", ["integer", "null"]])
    | st.just(["array", "boolean", "null", "number", "object", "string"]),
    "minLength": st.integers(0, 1),
    "minimum": st.integers(-1, 1),
    "required": st.lists(st.sampled_from("ab"), unique=True),
    "uniqueItems": st.booleans(),
    "title": st.just("T"),
    "default": st.just(1),
}


def words(inner):
    lists = st.lists(inner, min_size=1, max_size=2)
    named = st.dictionaries(st.sampled_from("ab"), inner, max_size=2)
    singles = ("items", "additionalProperties", "not", "if", "then", "else", "propertyNames", "contains")
    return (
        WORDS
        | dict.fromkeys(("allOf", "anyOf", "oneOf"), lists)
        | dict.fromkeys(singles, inner)
        | {
            "properties": named,
            "$defs": named,
        }
    )


SCHEMAS = st.recursive(
    st.booleans() | st.fixed_dictionaries({}, optional=WORDS),
    lambda inner: st.fixed_dictionaries({}, optional=words(inner)),
    max_leaves=4,
)


def nowhere(_):
    return None


@given(SCHEMAS, MESSAGES)
def test_a_schema_that_says_nothing_refuses_nothing(schema, message):
    if not says_something(schema, nowhere):
        assert jsonschema.Draft202012Validator(schema).is_valid(message)


@pytest.mark.parametrize(
    ("schema", "says"),
    [
        (True, False),
        (False, True),
        ({}, False),
        (None, False),
        ({"title": "T", "$defs": {"A": {"type": "string"}}}, False),
        ({"properties": {"a": {}}}, False),
        ({"properties": {"a": {"type": "string"}}}, True),
        ({"type": ["array", "boolean", "null", "number", "object", "string"]}, False),
        ({"type": "any"}, False),
        ({"minLength": 0, "pattern": "", "minItems": 0, "uniqueItems": False, "required": []}, False),
        ({"minimum": 0}, True),
        ({"enum": []}, True),
        ({"const": None}, True),
        ({"anyOf": [{"type": "string"}, {}]}, False),
        ({"anyOf": [{"type": "string"}, {"type": "null"}]}, True),
        ({"allOf": [{}, {"type": "string"}]}, True),
        ({"not": False}, False),
        ({"not": {}}, True),
        ({"if": {"type": "string"}}, False),
        ({"then": {"type": "string"}}, False),
        ({"if": {}, "then": {"type": "string"}}, True),
        ({"additionalProperties": False}, True),
        ({"additionalProperties": True}, False),
        ({"contentSchema": {"type": "string"}}, False),
    ],
)
def test_whether_a_schema_can_refuse_anything(schema, says):
    assert says_something(schema, nowhere) is says


def test_a_reference_says_what_its_target_says():
    assert not says_something({"$ref": "#/a"}, lambda _: {})
    assert says_something({"$ref": "#/a"}, lambda _: {"type": "string"})
    assert says_something({"$ref": "#/a"}, nowhere), "what leads nowhere is told elsewhere"
    loop = {"$ref": "#"}
    assert not says_something(loop, lambda _: loop)


def test_the_schemas_in_a_schema_with_their_pointers():
    schema = {
        "properties": {"a": {"type": "string"}},
        "items": [{"minimum": 1}],
        "not": {"const": 1},
        "allOf": [{"const": 2}],
        "enum": [{"not": "a schema"}],
        "required": ["a"],
    }
    assert [pointer for pointer, _ in inner_schemas(schema)] == [
        ("properties", "a"),
        ("items", 0),
        ("not",),
        ("allOf", 0),
    ]
    assert list(on_the_same_value(schema)) == [{"const": 2}, {"const": 1}]
