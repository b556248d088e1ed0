import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_prodready.core.hostile import clean


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b[2J", r"\x1b[2J"),
        ("a\r\nb", r"a\r\nb"),
        ("\u202egnp.exe", r"\u202egnp.exe"),
        ("zero\u200bwidth", r"zero\u200bwidth"),
        ("\ud800", r"\ud800"),
        ("\x9b31m", r"\x9b31m"),
        ("plain, münze, 価", "plain, münze, 価"),
    ],
)
def test_what_could_steer_a_terminal_becomes_visible(hostile: str, shown: str) -> None:
    assert clean(hostile) == shown


@given(st.text())
def test_clean_text_is_one_printable_line(text: str) -> None:
    shown = clean(text)
    assert all(character == " " or character.isprintable() or ord(character) > 127 for character in shown)
    assert len(shown.splitlines()) <= 1
    shown.encode("utf-8")


@given(st.text(), st.integers(min_value=1, max_value=20))
def test_width_bounds_the_length(text: str, width: int) -> None:
    assert len(clean(text, width=width)) <= width
