from datetime import UTC, datetime

import pytest

from pytest_prodready.core.location import Location
from pytest_prodready.core.measurement import Standing
from pytest_prodready.core.wording import said
from pytest_prodready.declarations.dataset import Dataset, Role
from pytest_prodready.declarations.time import Time
from pytest_prodready.gates.data.freshness import freshness
from pytest_prodready.testing import cases, prove

NOW = datetime(2026, 3, 14, 12, tzinfo=UTC)
HOLDS, BROKEN = Standing.HOLDS, Standing.BROKEN


@pytest.mark.parametrize("case", cases(freshness), ids=str)
def test_freshness(case, tmp_path):
    prove(case, tmp_path)


def age(judged, written, max_age=6 * 3600.0, **fields):
    return judged(freshness, f"t,a\n{written}\n", now=NOW, time=Time(event="t", max_age=max_age, **fields))


@pytest.mark.parametrize(
    ("written", "hours", "standing"),
    [
        ("2026-03-14T06:00:00,", 6, HOLDS),
        ("2026-03-14T05:59:00,", 6.016666, BROKEN),
        ("2026-03-14T08:00:00+02:00,", 6, HOLDS),
        ("2026-03-14T01:00:00-05:00,", 6, HOLDS),
        ("2026-03-14,", 12, BROKEN),
        ("2026-03,", 13 * 24 + 12, BROKEN),
    ],
)
def test_an_age_is_counted_to_the_time_of_the_run(judged, written, hours, standing):
    _, found, ahead = age(judged, written)
    assert (found.value, found.unit, found.standing) == (pytest.approx(hours, rel=1e-4), "h", standing)
    assert ahead.standing is HOLDS


@pytest.mark.parametrize(("written", "standing"), [("2026-03-15T12:00:00,", HOLDS), ("2026-03-15T12:01:00,", BROKEN)])
def test_a_day_ahead_of_the_clock_is_too_much(judged, written, standing):
    _, found, ahead = age(judged, written)
    assert (found.value, ahead.standing) == (0, standing)


def test_the_arrival_counts_where_it_is_declared(judged):
    _, found, _ = age(judged, "2026-03-01,2026-03-14T11:00:00", arrival="a")
    assert said(found) == "age of the newest arrival: 1 <= 6 h; newest a 2026-03-14 11:00 UTC"


@pytest.mark.parametrize(
    ("max_age", "words"), [(90.0, "3,600 s > 90 s"), (3600.0, "1 <= 1 h"), (172800.0, "0.0417 <= 2 days")]
)
def test_limits_are_said_as_people_write_them(judged, max_age, words):
    _, found, _ = age(judged, "2026-03-14T11:00:00,", max_age)
    assert said(found).startswith(f"age of the newest event: {words}; ")


def test_a_schedule_is_held_against_the_same_limit(judged):
    *_, interval = age(judged, "2026-03-14T11:00:00,", schedule="0 0,6,12 * * *")
    assert said(interval) == "longest interval between runs: 12 > 6 h"


@pytest.mark.parametrize(
    ("fields", "asked"),
    [
        ({}, True),
        ({"role": Role.PRODUCTION}, True),
        ({"role": Role.EVALUATION}, False),
        ({"role": Role.EVALUATION, "places": {"time.max_age": Location("prodready.yaml", 4)}}, True),
    ],
)
def test_what_is_frozen_on_purpose_is_not_asked(fields, asked):
    where = Location("prodready.yaml", 3)
    assert freshness.applies(Dataset(name="t", where=where, source="t.csv", **fields)) is asked
