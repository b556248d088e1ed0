from datetime import UTC, datetime

import pytest

from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.times.schedule import longest_interval

NOW = datetime(2026, 11, 23, 14, tzinfo=UTC)
HOUR = 3600.0


@pytest.mark.parametrize(
    ("line", "hours"),
    [
        ("0 6 * * *", 24),
        ("*/15 * * * *", 0.25),
        ("0 6 * * MON-FRI", 72),
        ("0 6,7 * * *", 23),
        ("0 0 1 * *", 31 * 24),
        ("0 0 * 1-7,9-12 *", 32 * 24),
        ("0 0 1 1 *", 365 * 24),
        ("0 0 29 2 *", 1461 * 24),
    ],
)
def test_the_longest_pause_of_a_year_is_found(line, hours):
    assert longest_interval(line, NOW) == hours * HOUR


@pytest.mark.parametrize("line", ["61 * * * *", "0 0 30 2 *", "a b c d e", "0 0 * * 9"])
def test_what_is_no_schedule_is_said(line):
    with pytest.raises(CannotLook, match="cannot be read: Bad"):
        longest_interval(line, NOW)


def test_a_schedule_that_never_runs_is_none():
    with pytest.raises(CannotLook, match="cannot be read|never runs again"):
        longest_interval("0 0 29 2 MON#6", NOW)
