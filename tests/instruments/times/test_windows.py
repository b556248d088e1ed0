from datetime import UTC, datetime

import pytest

from pytest_prodready.instruments.times.windows import Pair, Window, Windows

NINE, TEN, ELEVEN = (datetime(2026, 11, day, 10, tzinfo=UTC) for day in (9, 10, 11))


@pytest.mark.parametrize(
    ("source", "landed", "dropped", "surplus"),
    [(100, 97, 0.03, 0), (100, 100, 0, 0), (100, 103, 0, 3), (0, 0, 0, 0), (0, 2, 0, 2), (5, 0, 1, 0)],
)
def test_a_window_loses_or_gains(source, landed, dropped, surplus):
    assert (Pair(source, landed).dropped, Pair(source, landed).surplus) == (dropped, surplus)


def test_windows_are_written_as_their_keys():
    assert [one.spoken(NINE) for one in Window] == ["in 2026-11", "on 2026-11-09", "at 2026-11-09T10"]


def test_what_is_on_one_side_only_is_named():
    found = Windows(Window.DAY, {ELEVEN: 0, TEN: 5, NINE: 4}, {NINE: 4, ELEVEN: 1}, (), 0)
    assert list(found.pairs.items()) == [(NINE, Pair(4, 4)), (ELEVEN, Pair(0, 1))]
    assert found.empty == ("2026-11-10: source 5, landed 0",)
    assert Windows(Window.DAY, {NINE: 4}, {NINE: 4, TEN: 2}, (), 0).uncounted == ("2026-11-10: landed 2",)
    assert Windows(Window.DAY, {NINE: 0}, {}, (), 0).empty == ()
