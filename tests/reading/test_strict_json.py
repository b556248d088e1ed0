"""Strict JSON: what the standard library reads, less what it should not have, each refusal at its line and column."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_prodready.reading.strict_json import load
from pytest_prodready.reading.unreadable import Unreadable

texts = st.text(st.characters(codec="utf-8"), max_size=12)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)
spaces = st.sampled_from(["", " ", "\n", "\n\n  ", "\t", "\r\n"])
fragments = st.sampled_from(
    [
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        '"a"',
        '"\\ud800"',
        '"\\ud83d\\ude00"',
        '"\\',
        "1",
        "-",
        "1e999",
        "NaN",
        "-Infinity",
        "true",
        "nul",
        " ",
        "\n",
        '"',
        "\x00",
        "9" * 400,
        "//",
        "'",
    ]
)


def read(text: str) -> object:
    return load(text.encode("utf-8"), "a.json")


def tried(data: bytes) -> tuple[object, Unreadable | None]:
    try:
        return load(data, "a.json"), None
    except Unreadable as error:
        return None, error


def refusal(text: str | bytes) -> str:
    with pytest.raises(Unreadable) as error:
        load(text if isinstance(text, bytes) else text.encode("utf-8"), "a.json")
    return str(error.value).removeprefix("a.json:")


@given(values, st.sampled_from([None, 2]), st.booleans())
def test_it_reads_what_the_standard_library_reads(value: Any, indent: int | None, ascii_only: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    assert repr(read(text)) == repr(json.loads(text))
    assert read("\ufeff" + text) == value


@given(st.lists(fragments, max_size=20).map("".join))
def test_whatever_the_text_it_is_read_alike_or_refused_with_a_place(text: str) -> None:
    found, refused = tried(text.encode("utf-8"))
    if refused is None:
        assert found == json.loads(text)
    else:
        assert refused.problem.where.line
        assert refused.problem.where.column
        assert str(refused).isprintable()


@given(st.binary(max_size=100))
def test_whatever_the_bytes_nothing_else_is_raised(data: bytes) -> None:
    _, refused = tried(data)
    assert refused is None or refused.problem.where.path == "a.json"


@given(values, values, spaces, spaces, st.sampled_from(["NaN", "Infinity", "-Infinity", "1e999", "-1E400"]))
def test_a_number_that_is_none_is_refused_where_it_stands(
    before: Any, after: Any, one: str, two: str, odd: str
) -> None:
    head = f'{{"before": {json.dumps(before)},{one}"odd":{two}'
    text = f'{head}{odd}, "after": {json.dumps(after)}}}'
    line, column = head.count("\n") + 1, len(head) - head.rfind("\n")
    assert refusal(text) == f"{line}:{column}: {odd} is not a finite number"


@given(values, texts, spaces, spaces)
def test_a_key_written_twice_is_refused_where_it_stands_again(value: Any, key: str, one: str, two: str) -> None:
    first, again = json.dumps(key), json.dumps(key, ensure_ascii=False)
    head = f"[{json.dumps(value)},{one}{{{first}: 1,{two}"
    text = f"{head}{again}: 2}}]"
    line, column = head.count("\n") + 1, len(head) - head.rfind("\n")
    told = refusal(text)
    assert told.startswith(f"{line}:{column}: the key ")
    assert told.endswith(f" is written twice, first on line {one.count(chr(10)) + 1}")


@pytest.mark.parametrize("half", [r"\ud800", r"\uDC00", r"\ud83dx", r"\ude00\ud83d"])
@pytest.mark.parametrize("text", ['["ok", {0}]', '{{"a": 1,\n {0}: 2}}', '{{"a": {0}}}'])
def test_half_of_a_character_is_refused_where_it_stands(text: str, half: str) -> None:
    whole = text.format(f'"{half}"')
    head = whole[: whole.index(f'"{half}"')]
    line, column = head.count("\n") + 1, len(head) - head.rfind("\n")
    assert refusal(whole) == f"{line}:{column}: half of a character (a lone surrogate)"


def test_both_halves_are_a_character_and_a_backslash_is_no_escape() -> None:
    assert read(r'["\ud83d\ude00", "\\ud800", "\ud83d\ude00\\"]') == ["\U0001f600", "\\ud800", "\U0001f600\\"]


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")], ids=["list", "object"])
@pytest.mark.parametrize("depth", [64, 65, 200, 3000, 100_000])
def test_nesting_is_read_to_64_and_refused_beyond(opening: str, closing: str, depth: int) -> None:
    text = opening * depth + "1" + closing * depth
    if depth == 64:
        assert read(text) is not None
    else:
        assert refusal(text) == f"1:{64 * len(opening) + 1}: nesting deeper than 64"


@pytest.mark.parametrize("digits", [300, 301, 5000])
def test_numbers_of_more_than_300_digits_are_refused(digits: int) -> None:
    text = "[1, " + "9" * digits + "]"
    if digits == 300:
        assert read(text) == [1, int("9" * 300)]
    else:
        assert refusal(text) == "1:5: a number of more than 300 digits"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "1:1: not JSON: Expecting value"),
        ('{"a": 1,\n "b" 2}', "2:6: not JSON: Expecting ':' delimiter"),
        ("{'a': 1}", "1:2: not JSON: Expecting property name enclosed in double quotes"),
        ("[1] [2]", "1:5: not JSON: Extra data"),
        ('["a\nb"]', "1:4: not JSON: Invalid control character at"),
        (b'["a",\n"\xe9"]', "2:1: not UTF-8: byte 0xe9; fix: save it as UTF-8"),
        ('{"a": 1, "a": 2', "not JSON: "),
        ('{"a": NaN', "1:7: NaN is not a finite number"),
    ],
)
def test_what_is_no_json_is_refused_at_its_place(text: str | bytes, expected: str) -> None:
    assert expected in refusal(text)


def test_a_key_may_stand_in_every_object_once() -> None:
    assert read('[{"a": {"a": 1}}, {"a": "a"}]') == [{"a": {"a": 1}}, {"a": "a"}]
