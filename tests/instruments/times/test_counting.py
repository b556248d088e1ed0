from datetime import UTC, date, datetime

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.times.windows import Window

START = pd.Timestamp("2026-10-30", tz="UTC")
LENGTHS = st.sampled_from([("M", "%Y-%m"), ("D", "%Y-%m-%d"), ("h", "%Y-%m-%dT%H")])


@settings(max_examples=30, deadline=None)
@given(LENGTHS, st.lists(st.integers(0, 100), min_size=1, max_size=30), st.lists(st.integers(1, 9), min_size=1))
def test_windows_are_those_of_pandas(table, times, length, hours, counts):
    unit, form = length
    moments = START + pd.to_timedelta(hours, unit="h")
    starts = pd.period_range(START.tz_localize(None), periods=len(counts), freq=unit)
    keys = [f"{start.start_time:{form}}" for start in starts]
    sent = table(w=keys, n=counts)
    found, _ = times.windows(table(t=[one.isoformat() for one in moments], k=1), "t", sent, "w", "n")
    landed = pd.Series([f"{one:{form}}" for one in moments]).value_counts().to_dict()
    written = {found.length.written(start): rows for start, rows in found.landed.items()}
    assert written == {key: rows for key, rows in landed.items() if keys[0] <= key <= keys[-1]}
    assert {found.length.written(start): rows for start, rows in found.source.items()} == dict(
        zip(keys, counts, strict=True)
    )
    assert found.outside == len(hours) - sum(written.values())


@pytest.mark.parametrize(
    ("keys", "length"),
    [
        ([date(2026, 11, 9), date(2026, 11, 10)], Window.DAY),
        ([datetime(2026, 11, 9, 1, tzinfo=UTC), datetime(2026, 11, 9, 2, tzinfo=UTC)], Window.HOUR),
        ([pd.Timestamp("2026-11-09"), pd.Timestamp("2026-11-10")], Window.DAY),
    ],
)
def test_typed_windows_are_days_or_hours(table, times, keys, length):
    rows = table(t=["2026-11-09T01:30:00Z"])
    found, _ = times.windows(rows, "t", table(True, w=keys, n=[1.0, 2.0]), "w", "n")
    assert (found.length, sum(found.landed.values()), sum(found.source.values())) == (length, 1, 3)


def test_the_first_hour_of_a_day_is_an_hour(table, times):
    found, _ = times.windows(table(t=["2026-11-09T10:00:00"]), "t", table(w=["2026-11-09T00"], n=[3]), "w", "n")
    assert (found.length, dict(found.landed), found.outside) == (Window.HOUR, {}, 1)


@pytest.mark.parametrize(
    ("keys", "counts", "message"),
    [
        (["2026-11-09"], ["-1"], "1 of 1 rows have no whole number in n"),
        (["2026-11-09"], ["1.5"], "no whole number in n"),
        (["2026-11-09"], ["inf"], "no whole number in n"),
        (["2026-11-09", "2026-11-10"], ["1", None], "1 of 2 rows have no whole number in n"),
        (["2026-11-09", None], ["1", "1"], "1 of 2 rows have no window in w"),
        (["2026-11-09", "week 46"], ["1", "1"], "no window in w"),
        (["2026-11-09", "2026-11"], ["1", "1"], "not all months, all days or all hours"),
        (["2026-11-09T10:30"], ["1"], "not all months, all days or all hours"),
        (["2026-11-09"], ["0"], "the source counts no rows in any window"),
    ],
)
def test_counts_that_say_nothing_are_refused(table, times, keys, counts, message):
    with pytest.raises(CannotLook, match=message):
        times.windows(table(t=["2026-11-09"]), "t", table(w=keys, n=counts), "w", "n")
