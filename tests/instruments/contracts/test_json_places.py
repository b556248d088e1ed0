import json

from hypothesis import given
from hypothesis import strategies as st

from pytest_prodready.core.location import Location
from pytest_prodready.instruments.contracts.json_places import json_places

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=20,
)


def pointers(value, at=()):
    yield at
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in items:
        yield from pointers(inner, (*at, step))


def found_at(text, place):
    start = sum(len(line) for line in text.splitlines(keepends=True)[: place.line - 1]) + place.column - 1
    return json.JSONDecoder().raw_decode(text[start:])[0]


@given(VALUES, st.sampled_from([None, 0, 1, "\t"]))
def test_every_value_has_its_place(value, indent):
    text = json.dumps(value, indent=indent)
    places = json_places(text, "a.json")
    assert set(places) == set(pointers(value))
    for pointer, place in places.items():
        inner = value
        for step in pointer[:-1]:
            inner = inner[step]
        if pointer and isinstance(inner, dict):
            assert found_at(text, place) == pointer[-1]
        else:
            assert found_at(text, place) == (inner[pointer[-1]] if pointer else value)


def test_a_member_s_place_is_its_name_and_an_item_s_itself():
    places = json_places('{\n  "a": [\n    1,\n    {"b": "}"}\n  ]\n}', "a.json")
    assert places == {
        (): Location("a.json", 1, 1),
        ("a",): Location("a.json", 2, 3),
        ("a", 0): Location("a.json", 3, 5),
        ("a", 1): Location("a.json", 4, 5),
        ("a", 1, "b"): Location("a.json", 4, 6),
    }
