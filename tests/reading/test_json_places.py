import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_prodready.reading.json_places import MAX_DEPTH, first_refusal

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec="utf-8"), max_size=8) | st.sampled_from(["NaN", '"', "\\", "{", '{"a": 1, "a": 2}', "\\ud800"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=4), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@given(values, st.sampled_from([None, 1]), st.booleans())
def test_sound_json_has_nothing_to_refuse(value: Any, indent: int | None, ascii_only: bool) -> None:
    assert first_refusal(json.dumps(value, indent=indent, ensure_ascii=ascii_only)) is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('{"a": NaN}', (1, 7, "NaN is not a finite number")),
        ('{"a": -Infinity}', (1, 7, "-Infinity is not a finite number")),
        ("[1,\n  1e999]", (2, 3, "1e999 is not a finite number")),
        ("[1,\n\n " + "9" * 301 + "]", (3, 2, "a number of more than 300 digits")),
        ('["\\udc00"]', (1, 2, "half of a character (a lone surrogate)")),
        ('{"\\udc00": NaN}', (1, 2, "half of a character (a lone surrogate)")),
        ('{"a": {"a": 1},\n "b": 1,\n "a": 2}', (3, 2, "the key 'a' is written twice, first on line 1")),
        ('{"\\u0061": 1, "a": 2}', (1, 15, "the key 'a' is written twice, first on line 1")),
        ('[{"a": 1}, {"a": 1, "a" : 1}]', (1, 21, "the key 'a' is written twice, first on line 1")),
        ("[" * (MAX_DEPTH + 1), (1, MAX_DEPTH + 1, f"nesting deeper than {MAX_DEPTH}")),
        ('{"\\u202e": 1, "\\u202e": 1}', (1, 15, "the key '\\\\u202e' is written twice, first on line 1")),
    ],
    ids=lambda value: ascii(value)[:24] if isinstance(value, str) else "",
)  # fmt: skip
def test_the_first_thing_to_refuse_is_found_where_it_stands(text: str, place: tuple[int, int, str]) -> None:
    assert first_refusal(text) == place


def test_words_inside_of_text_are_text() -> None:
    assert first_refusal('["NaN", "[[[", "\\"a\\": 1, \\"a\\": 1", "\\\\"]') is None
    assert first_refusal('{"a": "a", "b": "a"}') is None


def test_a_key_belongs_to_its_own_object_and_depth_is_not_length() -> None:
    assert first_refusal('{"a": {"b": 1}, "b": {"a": 2}}') is None
    assert first_refusal('{"a": {"b": 1}, "b": 2, "a": 3}') == (1, 25, "the key 'a' is written twice, first on line 1")
    assert first_refusal("[" + "[1], " * 100 + "{}]") is None
