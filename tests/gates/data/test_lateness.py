from datetime import UTC, datetime, timedelta

import pytest

from pytest_prodready.core.measurement import Standing
from pytest_prodready.core.wording import said
from pytest_prodready.declarations.time import Time
from pytest_prodready.gates.data.lateness import lateness
from pytest_prodready.testing import cases, prove

START = datetime(2026, 3, 1, tzinfo=UTC)
TIME = Time(event="e", arrival="a", watermark=60.0)


@pytest.mark.parametrize("case", cases(lateness), ids=str)
def test_lateness(case, tmp_path):
    prove(case, tmp_path)


def stream(n, late):
    """A row a minute, each so many seconds under way."""
    moments = [START + timedelta(minutes=minute) for minute in range(n)]
    return "e,a\n" + "".join(
        f"{moment.isoformat()},{(moment + timedelta(seconds=late(minute))).isoformat()}\n"
        for minute, moment in enumerate(moments)
    )


def test_a_steady_stream_is_in_time_and_in_order(judged):
    found = judged(lateness, stream(600, lambda minute: minute % 60), time=TIME)
    assert [one.standing for one in found] == [Standing.HOLDS] * 5
    assert said(found[2]) == "p99 of a after e: 59 s <= 60 s [58 s, 59 s], n=600"
    assert said(found[4]) == "rows out of order: 0% <= 1% [0%, 0.449%], n=600"
    assert found[4].limit_is_default


def test_a_negative_lateness_of_a_millisecond_is_early(judged):
    found = judged(lateness, stream(400, lambda minute: -0.001 if minute == 7 else 1), time=TIME)
    assert [one.standing for one in found].count(Standing.BROKEN) == 1
    assert said(found[3]).startswith("rows that arrive before their event: 1 > 0 rows; row 8: event 2026-03-01 00:07")


@pytest.mark.parametrize(
    ("arrival", "early", "hours"), [("2026-03-14", 0, 6), ("2026-03-15", 0, 30), ("2026-03-13", 300, -18)]
)
def test_a_date_of_arrival_counts_to_its_end(judged, arrival, early, hours):
    text = "e,a\n" + f"2026-03-14T18:00:00,{arrival}\n" * 300
    found = judged(lateness, text, time=Time(event="e", arrival="a", watermark=7200.0))
    assert (found[2].value.value, found[3].value) == (hours, early)


def test_a_batch_that_arrives_together_is_in_order(judged):
    text = "e,a\n" + "".join(f"2026-03-14T{hour:02}:00:00,2026-03-15\n" for hour in (9, 7, 8) * 100)
    disorder = judged(lateness, text, time=Time(event="e", arrival="a", watermark=86400.0))[4]
    assert (disorder.value.value, disorder.standing) == (0, Standing.HOLDS)
