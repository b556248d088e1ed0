import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_prodready.instruments.documents.prose import count_words, durations, numbers


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("12 34 0.5", 0),
        ("one two-part don't", 3),
        ("see https://example.org/a/b for more", 3),
        ("www.example.org", 0),
        ("模型卡", 3),
        ("Größe der Bäume", 3),
        ("-- * -- |", 0),
    ],
)
def test_words_are_runs_of_letters_and_single_ideographs(text, count):
    assert count_words(text) == count


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("F1 is 0.81 and recall .78", ["0.81", ".78"]),
        ("accuracy >96% of 1,234", ["96", "1,234"]),
        ("0.82-0.86 at 200ms for 10 m", ["0.82", "0.86", "200", "10"]),
        ("in 2023, on 2024-05-01 and 1.5.2024", []),
        ("version 3 of v1.2, release 1.4.0", []),
        ("top-5, F1, ResNet50, SST-2, 5-fold", []),
        ("see https://example.org/0.91", []),
        ("table 3 and figure 4", []),
        ("p95 = 180 ms", ["180"]),
        ("the score is 2500", ["2500"]),
    ],
)
def test_numbers_are_values_and_no_names_dates_or_versions(text, found):
    assert numbers(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("5 minutes", [(300.0, "5 minutes")]),
        ("within 90s, at most 2 h", [(90.0, "90s"), (7200.0, "2 h")]),
        ("a 10-minute window", [(600.0, "10-minute")]),
        ("250 ms or 1 day", [(0.25, "250 ms"), (86400.0, "1 day")]),
        ("1.5 hours", [(5400.0, "1.5 hours")]),
        ("5 servers and 3 mice", []),
    ],
)
def test_durations_are_given_in_seconds_and_as_written(text, found):
    assert durations(text) == found


@given(st.text())
def test_no_text_is_too_odd(text):
    assert count_words(text) >= 0
    assert all(digits.strip(".,") for digits in numbers(text))
    assert all(seconds >= 0 for seconds, _ in durations(text))
