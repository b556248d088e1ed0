import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.statistics.percentile import percentile_estimate
from pytest_prodready.instruments.times.lateness import ranks

START = pd.Timestamp("2026-03-01")


@pytest.mark.parametrize("n", [299, 300, 473, 1000, 12345, 200_000])
def test_ranks_are_those_of_sorted_samples(n):
    found, expected = ranks(n), percentile_estimate(range(1, n + 1), 0.99)
    assert (found.value, found.low, found.high) == (expected.value, expected.low, expected.high)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 50), st.integers(-3, 40)), min_size=299, max_size=330))
def test_times_and_order_are_those_of_pandas(table, times, pairs):
    event = START + pd.to_timedelta([moment for moment, _ in pairs], unit="min")
    arrival = event + pd.to_timedelta([late for _, late in pairs], unit="min")
    found = times.lateness(table(True, e=event, a=arrival), "e", "a")
    late = sorted(60.0 * minutes for _, minutes in pairs)
    assert found.late == percentile_estimate(late, 0.99)
    rows = pd.DataFrame({"e": event, "a": arrival})
    known = rows.groupby("a").e.max().sort_index().cummax().shift()
    assert found.disorder.value == (rows.a.map(known) > rows.e).sum() / len(pairs)
    assert found.early == sum(minutes < 0 for _, minutes in pairs)


def test_rows_that_lack_a_time_say_nothing(table, times):
    written = ["2026-03-01T00:00:00"] * 300
    with pytest.raises(CannotLook, match="298 rows have both times, and a p99 needs 299"):
        times.lateness(table(e=written, a=[*written[:298], None, None]), "e", "a")
