import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_prodready.reading.scalars import Refused, read_scalar


def refusal(written: str) -> tuple[str, str]:
    with pytest.raises(Refused) as error:
        read_scalar(written, plain=True)
    assert str(error.value) == error.value.what
    return error.value.what, error.value.fix


@given(st.integers(-(10**298), 10**298))
def test_a_whole_number_is_read_as_written(number: int) -> None:
    assert read_scalar(str(number), plain=True) == number
    assert read_scalar(str(number), plain=False) == str(number)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_with_a_point_or_an_exponent_is_a_float(number: float) -> None:
    found = read_scalar(repr(number), plain=True)
    assert isinstance(found, float)
    assert (found, math.copysign(1, found)) == (number, math.copysign(1, number))


@given(st.dates(date(1000, 1, 1)))
def test_a_day_is_a_date(day: date) -> None:
    assert read_scalar(day.isoformat(), plain=True) == day


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0")))
def test_quoted_text_is_itself_whatever_it_looks_like(text: str) -> None:
    assert read_scalar(text, plain=False) == text


@given(st.text(st.sampled_from("0123456789.:_-+eExo~nulTRUEtrueyYsofNa "), max_size=10))
def test_plain_text_is_read_or_refused_and_never_half_read(text: str) -> None:
    try:
        found = read_scalar(text, plain=True)
    except Refused:
        return
    if isinstance(found, bool) or found is None:
        assert text in {"", "~", "null", "true", "TRUE", "True", "false"}
    elif isinstance(found, int | float):
        assert math.isfinite(found)
        assert float(text) == found
    elif isinstance(found, date):
        assert found.isoformat() == text
    else:
        assert found == text


@pytest.mark.parametrize("word", ["yes", "No", "ON", "oFf", "y", "N"])
def test_a_word_of_yaml_1_1_is_refused_in_any_case(word: str) -> None:
    assert refusal(word) == (f"unquoted {word}", "quote it, or write true or false")


@pytest.mark.parametrize(
    ("written", "what"),
    [
        ("2026-02-30", "no such date"),
        ("0000-01-01", "no such date"),
        ("2026-13-01", "no such date"),
        (".inf", "not a finite number"),
        ("-.Inf", "not a finite number"),
        (".NaN", "not a finite number"),
        ("1e400", "not a finite number"),
        ("007", "a number with a leading zero, which some readers take for octal"),
        ("-0_7", "a number with a leading zero, which some readers take for octal"),
        ("00", "a number with a leading zero, which some readers take for octal"),
        ("12:30:45", "a number in base sixty, for some readers"),
        ("-1:30.5", "a number in base sixty, for some readers"),
        ("9" * 301, "a number of more than 300 digits"),
        ("0." + "1" * 299, "a number of more than 300 digits"),
        ("\ud800", "half of a character (a lone surrogate)"),
        ("a\0b", "the character NUL, which no path or argument can hold"),
    ],
    ids=lambda text: ascii(text)[:24],
)
def test_what_readers_take_differently_is_refused(written: str, what: str) -> None:
    assert refusal(written)[0] == what
    assert refusal(written)[1]


@pytest.mark.parametrize("odd", ["\ud800", "a\0b"], ids=ascii)
def test_quotes_do_not_help_what_nothing_can_hold(odd: str) -> None:
    with pytest.raises(Refused):
        read_scalar(odd, plain=False)


@pytest.mark.parametrize("word", ["0o7", "0x1f", "1_000", "1.2.3", "12:99", "2026-1-1", "nan", "inf", "1e", "NULL ", "tRUE", "-", "."])  # fmt: skip
def test_what_only_looks_like_something_is_text(word: str) -> None:
    assert read_scalar(word, plain=True) == word
