from datetime import UTC, date, datetime, timedelta

import pytest

from pytest_prodready.instruments.times.calendar import History, Month, following, from_microseconds


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def history(*months):
    """Of (rows, first, last) with dates, each of which stands for its day."""
    read = [Month(rows, at(first), at(last), at(last) + timedelta(1)) for rows, first, last in months]
    return History({month.starts: month for month in read})


def test_microseconds_are_exact():
    assert from_microseconds(1773475200000001) == datetime(2026, 3, 14, 8, 0, 0, 1, tzinfo=UTC)
    assert from_microseconds(-62135596800000000) == datetime(1, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("month", "then"),
    [
        (date(2026, 1, 1), date(2026, 2, 1)),
        (date(2026, 2, 1), date(2026, 3, 1)),
        (date(2026, 12, 1), date(2027, 1, 1)),
    ],
)
def test_months_follow_each_other(month, then):
    assert following(month) == then


def test_a_year_of_days_is_365():
    months = [(30, f"2025-{month:02}-01", f"2025-{month:02}-28") for month in range(1, 12)]
    assert history(*months, (30, "2025-12-01", "2025-12-31")).days == 365
    assert history(*months, (30, "2025-12-01", "2025-12-30")).days == 364


def test_absent_months_are_named_and_do_not_lower_the_median():
    found = history((9, "2025-11-01", "2025-11-30"), (7, "2026-03-01", "2026-03-31"))
    assert found.absent == ("2025-12", "2026-01", "2026-02")
    assert found.usual == 8


def test_the_ends_are_spared_only_where_their_dates_cut_them_short():
    whole = (9, "2026-02-01", "2026-02-28")
    cut = history((1, "2026-01-02", "2026-01-31"), whole, (1, "2026-03-01", "2026-03-30"))
    assert (cut.cut_short, cut.volumes) == (("2026-01", "2026-03"), {"2026-02": 9})
    full = history((1, "2026-01-01", "2026-01-05"), whole, (1, "2026-03-30", "2026-03-31"))
    assert (full.cut_short, full.volumes) == ((), {"2026-01": 1, "2026-02": 9, "2026-03": 1})


def test_one_month_cut_at_both_ends_is_one():
    found = history((3, "2026-01-05", "2026-01-20"))
    assert (found.cut_short, found.volumes, found.absent, found.days) == (("2026-01",), {}, (), 16)


@pytest.mark.parametrize("days", [("2025-04-01", "2026-03-01"), ("2025-04-30", "2026-03-31")])
def test_snapshots_on_the_first_or_last_day_cover_their_months(days):
    first, last = days
    found = history((5, first, first), (1, last, last))
    assert found.monthly
    assert (found.days, found.cut_short, found.volumes) == (365, (), {"2025-04": 5, "2026-03": 1})


@pytest.mark.parametrize(
    "months",
    [
        [(9, "2026-03-01", "2026-03-01")],
        [(9, "2026-01-31", "2026-01-31"), (9, "2026-02-01", "2026-02-01")],
        [(9, "2026-01-01", "2026-01-01"), (9, "2026-02-01", "2026-02-20")],
    ],
)
def test_dates_without_a_rhythm_are_no_snapshots(months):
    found = history(*months)
    assert not found.monthly
    assert found.begins == at(months[0][1])


def test_snapshots_on_another_day_are_what_they_are():
    found = history((5, "2025-04-15", "2025-04-15"), (1, "2026-03-15", "2026-03-15"))
    assert not found.monthly
    assert found.days == 335


def test_a_last_day_reached_late_in_the_evening_is_reached():
    evening = Month(4, at("2026-03-01T00:00:01"), at("2026-03-31T23:59:59"), at("2026-03-31T23:59:59"))
    assert not evening.begins_late
    assert not evening.ends_early
