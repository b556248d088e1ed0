import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_prodready.instruments.contracts.operations import Operation, operations_of, without_type

TYPED = {"content": {"application/json": {"schema": {"type": "object"}}}}
OPEN = {"content": {"application/json": {"schema": {}}}}
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["paths", "/a", "get", "responses", "200", "default", "content", "a/b", "schema"]), inner
        )
    ),
    max_leaves=12,
)


def same(value):
    return value


def test_operations_are_named_by_method_and_path():
    paths = {
        "/a": {"get": {"x": 1}, "post": {}, "summary": "S", "parameters": []},
        "/b": {"trace": {}},
        "/c": None,
        "x-d": {"get": {}},
    }
    found = list(operations_of({"paths": paths}, same))
    assert [one.name for one in found] == ["GET /a", "POST /a", "TRACE /b"]
    assert found[0].value == {"x": 1}


def test_a_path_that_is_a_reference_has_its_target_s_operations():
    found = operations_of({"paths": {"/a": {"$ref": "x"}}}, lambda item: {"put": {}} if "$ref" in item else item)
    assert [one.name for one in found] == ["PUT /a"]


@pytest.mark.parametrize(
    ("responses", "wrong"),
    [
        ({"200": TYPED}, ""),
        ({"2XX": TYPED}, ""),
        ({"default": TYPED}, ""),
        ({"204": {"description": "D"}}, ""),
        ({"205": {}}, ""),
        ({"200": TYPED, "404": {"description": "without a body"}}, ""),
        ({}, "no response for success"),
        (None, "no response for success"),
        ({"404": TYPED}, "no response for success"),
        ({"200": {"description": "D"}}, "the 200 response has no body"),
        ({"200": {"content": {}}}, "the 200 response has no body"),
        ({"200": OPEN}, "the 200 response may be anything (application/json)"),
        ({"200": TYPED, "201": OPEN}, "the 201 response may be anything (application/json)"),
        ({"200": {"content": {"text/event-stream": {"itemSchema": {"type": "object"}}}}}, ""),
        ({"200": {"content": {"a/b\x1b": None}}}, r"the 200 response may be anything (a/b\x1b)"),
    ],
)
def test_what_an_operation_leaves_open(responses, wrong):
    assert without_type(Operation("GET /a", {"responses": responses}), same, bool) == wrong


def test_an_answer_to_head_has_no_body():
    assert without_type(Operation("HEAD /a", {"responses": {"200": {"description": "D"}}}), same, bool) == ""
    assert without_type(Operation("HEAD /a", {"responses": {}}), same, bool) == "no response for success"


@given(ANYTHING)
def test_no_document_breaks_the_reading(document):
    for one in operations_of(document, same):
        assert isinstance(without_type(one, same, bool), str)
