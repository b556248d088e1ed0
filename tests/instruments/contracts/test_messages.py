import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_prodready.instruments.contracts.dialects import DRAFT
from pytest_prodready.instruments.contracts.messages import Job, refusals

HERE, THERE = "file:///c.json", "file:///deep/t.json"
LEAVES = st.fixed_dictionaries(
    {},
    optional={
        "type": st.sampled_from(["string", "integer", "number", "null", "boolean", ["string", "null"]]),
        "minLength": st.integers(0, 3),
        "pattern": st.sampled_from(["^a", "b$"]),
        "minimum": st.integers(-2, 2),
        "exclusiveMaximum": st.integers(-2, 2),
        "multipleOf": st.sampled_from([1, 0.5, 2]),
        "enum": st.lists(st.sampled_from([0, 1, True, False, "a", None, 1.0]), min_size=1, max_size=3),
        "format": st.sampled_from(["date", "ipv4", "uuid", "time"]),
    },
)
TEXTS = st.sampled_from(["", "a", "ab", "2024-02-29", "2023-02-29", "127.0.0.1", "12:00:00Z"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.sampled_from([0.5, 1.0, 2.5]) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner),
    max_leaves=6,
)


def written(shape, inner):
    forms = {
        "properties": {"type": "object", "properties": {"a": inner}, "required": ["a"]},
        "items": {"type": "array", "items": inner},
        "anyOf": {"anyOf": [inner, {"type": "null"}]},
        "not": {"not": inner},
        "additionalProperties": {"additionalProperties": inner},
        "if": {"if": {"type": "object"}, "then": {"properties": {"b": inner}}, "else": inner},
    }
    return forms[shape]


@given(
    LEAVES, st.lists(st.tuples(st.sampled_from(["properties", "items", "anyOf", "not", "if"]), st.booleans())), VALUES
)
def test_a_message_is_accepted_exactly_where_plain_jsonschema_accepts_it(leaf, shapes, message):
    plain, split, definitions = leaf, leaf, {}
    for number, (shape, aside) in enumerate(shapes):
        if aside:
            definitions[f"d{number}"] = split
            split = {"$ref": f"deep/t.json#/$defs/d{number}"}
        plain, split = written(shape, plain), written(shape, split)
    # In their own document the definitions lie beside one another.
    there = _re_based({"$defs": definitions})
    (reasons,) = refusals(Job({HERE: split, THERE: there}, DRAFT, [(HERE, "", message)]))
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    assert (reasons == []) == jsonschema.Draft202012Validator(plain, format_checker=checker).is_valid(message)


def _re_based(value):
    if isinstance(value, dict):
        return {key: _re_based(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_re_based(inner) for inner in value]
    return value.replace("deep/t.json", "t.json") if isinstance(value, str) else value


def test_a_reason_names_the_place_in_the_message_and_the_word_that_refuses():
    schema = {"properties": {"a": {"items": {"maximum": 1}}}}
    assert refusals(Job({HERE: schema}, DRAFT, [(HERE, "", {"a": [0, 1.7]})])) == [
        ["$.a[1]: 1.7 is greater than the maximum of 1 (properties/a/items/maximum)"]
    ]


def test_at_most_five_reasons_and_no_control_characters():
    (reasons,) = refusals(Job({HERE: {"items": {"const": 1}}}, DRAFT, [(HERE, "", ["\x1b[31m"] * 9)]))
    assert len(reasons) == 5
    assert "\x1b" not in "".join(reasons)


def test_an_address_is_asked_of_nobody(neighbour):
    for word in ("$ref", "$dynamicRef"):
        with pytest.raises(Exception, match=r"Unresolvable|127\.0\.0\.1"):
            refusals(Job({HERE: {word: f"{neighbour.url}/x"}}, DRAFT, [(HERE, "", 1)]))
    named = {"$schema": f"{neighbour.url}/draft", "$id": f"{neighbour.url}/id", "type": "integer"}
    assert refusals(Job({HERE: {"items": named}}, DRAFT, [(HERE, "", [1])])) == [[]]
    assert neighbour.hits == []


def test_recursion_that_ends_is_judged():
    tree = {"type": "object", "properties": {"left": {"$ref": "#"}, "value": {"type": "integer"}}}
    job = Job({HERE: tree}, DRAFT, [(HERE, "", {"left": {"left": {"value": one}}}) for one in (1, "1")])
    assert [bool(reasons) for reasons in refusals(job)] == [False, True]


def test_recursion_without_end_is_an_error_of_its_own():
    with pytest.raises(RecursionError):
        refusals(Job({HERE: {"allOf": [{"$ref": "#"}]}}, DRAFT, [(HERE, "", 1)]))


@pytest.mark.parametrize(
    ("schema", "message", "accepted"),
    [
        ({"type": "string", "nullable": True}, None, True),
        ({"type": "string"}, None, False),
        ({"type": "string", "nullable": True, "enum": ["a", None]}, None, True),
        ({"type": "number", "maximum": 1, "exclusiveMaximum": True}, 1, False),
        ({"type": "string", "format": "byte"}, "é", False),
    ],
)
def test_the_words_of_openapi_3_0_mean_what_they_mean_there(schema, message, accepted):
    job = Job({HERE: schema}, "OpenAPI 3.0", [(HERE, "response", message)])
    assert (refusals(job) == [[]]) is accepted
