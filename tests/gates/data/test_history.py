from datetime import date, timedelta

import pytest

from pytest_prodready.core.location import Location
from pytest_prodready.core.measurement import Standing
from pytest_prodready.core.wording import said
from pytest_prodready.declarations.dataset import Dataset, Role
from pytest_prodready.declarations.time import Time
from pytest_prodready.gates.data.history import history
from pytest_prodready.testing import cases, prove


@pytest.mark.parametrize("case", cases(history), ids=str)
def test_history(case, tmp_path):
    prove(case, tmp_path)


def days(first, count, rows=2):
    day = date.fromisoformat(first)
    return "t\n" + "".join(f"{day + timedelta(n)}\n" * rows for n in range(count))


def test_a_year_of_days_is_a_history(judged):
    found = judged(history, days("2025-01-01", 365), time=Time(event="t"))
    assert [one.standing for one in found] == [Standing.HOLDS] * 4
    assert said(found[1]) == "span: 365 >= 365 days; from 2025-01-01 until 2026-01-01"
    assert said(found[3]) == "smallest month 2025-02: 56 >= 31 rows; half the median 62"


def test_a_day_less_is_none(judged):
    _, span, _, _ = judged(history, days("2025-01-01", 364), time=Time(event="t"))
    assert said(span).startswith("span: 364 < 365 days")
    assert span.limit_is_default


def test_twelve_monthly_snapshots_are_twelve_months(judged):
    text = "t\n" + "".join(f"2025-{month:02}\n" * 5 for month in range(1, 13))
    assert [one.standing for one in judged(history, text, time=Time(event="t"))] == [Standing.HOLDS] * 4


def test_the_last_snapshot_is_not_spared_for_being_the_last(judged):
    text = "t\n" + "".join(f"2025-{month:02}\n" * 5 for month in range(1, 12)) + "2025-12\n"
    *_, thin = judged(history, text, time=Time(event="t"))
    assert said(thin) == "smallest month 2025-12: 1 < 2.5 rows; half the median 5"


def test_ends_that_are_cut_short_are_said(judged):
    *_, thin = judged(history, days("2025-01-30", 400) + ",\n".replace(",", '""'), time=Time(event="t"))
    assert thin.standing is Standing.HOLDS
    assert thin.details[1:] == (
        "cut short by their dates, and not compared: 2025-01, 2026-03",
        "1 rows have no date",
    )


def test_all_thin_months_are_listed(judged):
    text = "t\n" + "".join(f"2025-{month:02}-01\n" * (2 if month in (4, 7) else 9) for month in range(1, 13))
    *_, thin = judged(history, text, time=Time(event="t"))
    assert (thin.what, thin.details) == ("smallest month 2025-04", ("half the median 9", "2025-07: 2 rows"))


def test_one_far_date_does_not_make_a_history(judged):
    _, span, absent, _ = judged(history, "t\n1900-01-01\n" + "2026-03-14\n" * 9, time=Time(event="t"))
    assert span.standing is Standing.HOLDS
    assert absent.value == 1513


@pytest.mark.parametrize(
    ("fields", "asked"),
    [
        ({}, True),
        ({"role": Role.TRAINING}, True),
        ({"role": Role.PRODUCTION}, False),
        ({"role": Role.EVALUATION}, False),
        ({"role": Role.PRODUCTION, "places": {"time.history": Location("prodready.yaml", 4)}}, True),
    ],
)
def test_it_is_asked_of_what_is_learned_from_or_promised(fields, asked):
    where = Location("prodready.yaml", 3)
    assert history.applies(Dataset(name="t", where=where, source="t.csv", **fields)) is asked
