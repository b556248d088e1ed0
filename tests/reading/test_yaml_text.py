import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_prodready.reading.unreadable import Unreadable
from pytest_prodready.reading.yaml_text import MEBIBYTE, decoded


def refusal(data: bytes, first_line: int = 1, at_most: int = MEBIBYTE) -> str:
    with pytest.raises(Unreadable) as error:
        decoded(data, "a.yaml", first_line, at_most)
    return str(error.value)


@given(st.text(st.characters(categories=("L", "N", "P", "Zs"), include_characters="\n\t")))
def test_ordinary_text_is_itself(text: str) -> None:
    assert decoded(text.encode(), "a.yaml", 1, MEBIBYTE) == text
    assert decoded(b"\xef\xbb\xbf" + text.encode(), "a.yaml", 1, MEBIBYTE) == text


@given(st.binary(max_size=60), st.integers(1, 50))
def test_whatever_the_bytes_they_are_text_or_refused_with_a_place(data: bytes, first_line: int) -> None:
    try:
        found: str | Unreadable = decoded(data, "a.yaml", first_line, MEBIBYTE)
    except Unreadable as error:
        found = error
    if isinstance(found, str):
        assert "\r" not in found
    else:
        assert (found.problem.where.line or 0) >= first_line
        assert str(found).isprintable()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_ends_with_a_line_feed(end: str) -> None:
    assert decoded(f"a{end}b{end}{end}c".encode(), "a.yaml", 1, MEBIBYTE) == "a\nb\n\nc"


@pytest.mark.parametrize(
    "hidden",
    ["\0", "\x07", "\x1b", "\x7f", "\x85", "\x9b", "\u2028", "\u2029", "\ufeff", "\ufffe", "\uffff"],
    ids=ascii,
)
def test_a_character_that_hides_what_follows_is_refused_where_it_stands(hidden: str) -> None:
    said = refusal(f"a: 1\r\n# bc{hidden}d: 2\n".encode(), first_line=7)
    assert said == f"a.yaml:8:5: the invisible character U+{ord(hidden):04X}; fix: remove it"


@pytest.mark.parametrize("bytes_", [b"\xff\xfea\0", b"\xfe\xff\0a"])
def test_utf_16_is_named(bytes_: bytes) -> None:
    assert refusal(bytes_) == "a.yaml:1:1: UTF-16 text; fix: save it as UTF-8"


def test_another_encoding_is_told_by_byte_and_line() -> None:
    assert refusal(b"a\nb\n\xe9", 5) == "a.yaml:7:1: not UTF-8: byte 0xe9; fix: save it as UTF-8"


def test_the_size_is_bounded_to_the_byte() -> None:
    assert decoded(b"x" * 64, "a.yaml", 1, 64) == "x" * 64
    assert refusal(b"x" * 65, at_most=64) == "a.yaml:1:1: larger than the 64 bytes that are read"
    assert refusal(b"x" * (2 * MEBIBYTE + 1), at_most=2 * MEBIBYTE).endswith("larger than the 2 MiB that are read")
