from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pytest_prodready.core.location import Location
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.provenance.record import Day, Fact, Listed, below, first, said

LAST = datetime.fromisoformat("9000-01-01")
HERE = Location("p.yaml", 4)


def day(text):
    return Day("the day", text, HERE, "write it")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2025-11-03", date(2025, 11, 3)),
        ("2025-11-03T23:30:00Z", date(2025, 11, 3)),
        ("2025-11-03 23:30:00+02:00", date(2025, 11, 3)),
        ("2025-02-30", None),
        ("03.11.2025", None),
        ("2025-11", None),
        ("yesterday", None),
    ],
)
def test_a_day_is_an_iso_date_or_moment(text, found):
    assert day(text).date == found
    assert day(text).gaps() == ([] if found else [f"{text!r} is no ISO date (2025-11-03)"])


@given(st.datetimes(timezones=st.just(UTC), max_value=LAST), st.integers(-400, 400))
def test_days_ahead_are_counted_from_where_it_is_latest_on_earth(now, off):
    latest = now.astimezone(timezone(timedelta(hours=14))).date()
    assume(latest.year > 2)
    that = latest + timedelta(days=off)
    assert day(that.isoformat()).days_ahead(now) == max(0, off)


@given(st.text(max_size=60))
def test_any_text_is_read(text):
    found = day(text)
    assert bool(found.gaps()) or found.date is not None
    assert found.days_ahead(datetime(2026, 1, 1, tzinfo=UTC)) >= 0


@pytest.mark.parametrize("text", ["TODO", "tbd", "N/A", "unknown", "...", "<your source>", "to be defined", "{{ q }}"])
def test_a_placeholder_is_a_gap(text):
    (gap,) = Fact("the source", text, HERE, "write it").gaps()
    assert gap.startswith("placeholder ")


@pytest.mark.parametrize("text", ["", " \n"])
def test_silence_is_a_gap(text):
    assert Fact("the source", text, HERE, "write source:").gaps() == ["nothing is said: write source:"]


def test_words_are_no_gap():
    assert Fact("the query", "SELECT todo.id FROM todo LIST", HERE, "").gaps() == []


@pytest.mark.parametrize(
    ("algorithm", "digest", "holds"),
    [
        ("sha256", "a" * 64, True),
        ("sha256", "A" * 64, True),
        ("sha256", "a" * 32, False),
        ("md5", "0" * 32, True),
        ("md5", "g" * 32, False),
        ("md5", "", False),
        ("md5", "0" * 32 + "\n", False),
    ],
)
def test_what_can_be_a_digest(algorithm, digest, holds):
    assert Listed("a", algorithm, digest, HERE).is_digest is holds


def test_values_are_said_in_one_line():
    assert said({"a": ["x", None, 2], "b": date(2025, 1, 2), "c": {}}) == "x, 2, 2025-01-02"
    assert said(None) == ""
    assert first({"a": None, "b": 0}, ["a", "b"]) == 0
    assert first("text", ["a"]) is None


@pytest.mark.parametrize(
    ("folder", "path", "found"),
    [("", "a.csv", "a.csv"), ("x/y", "../a.csv", "x/a.csv"), ("x", "./b/../a.csv", "x/a.csv"), ("x", ".", "x")],
)
def test_paths_count_from_a_folder(folder, path, found):
    assert below(folder, path, "p.yaml") == found


@pytest.mark.parametrize(("folder", "path"), [("", "../a"), ("x", "../../a"), ("x", "/etc/passwd"), ("", "..")])
def test_paths_stay_in_the_repo(folder, path):
    with pytest.raises(CannotLook, match=r"p\.yaml: it lists .* outside the repo"):
        below(folder, path, "p.yaml")
