import time
from datetime import UTC, date, datetime

import pandas as pd
import pytest

from pytest_prodready.core.instrument import Bench
from pytest_prodready.core.looking import CannotLook, Look
from pytest_prodready.instruments.tables.instrument import Tables
from pytest_prodready.instruments.times.calendar import from_microseconds
from pytest_prodready.instruments.times.moments import moments


def read(table, name="t"):
    when = moments(table, name)
    asked = table.expression.select("place", b=when.begin, e=when.end, m=when.missing, u=when.unreadable)
    rows = sorted(table.arrow(asked).to_pylist(), key=lambda row: row["place"])
    return [
        "missing" if row["m"] else "unreadable" if row["u"] else tuple(from_microseconds(row[end]) for end in "be")
        for row in rows
    ]


def at(*parts):
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "begin", "end"),
    [
        ("2026-12", at(2026, 12, 1), at(2027, 1, 1)),
        ("2026-02", at(2026, 2, 1), at(2026, 3, 1)),
        ("2024-02-29", at(2024, 2, 29), at(2024, 3, 1)),
        ("2026-03-14T10:00:00", at(2026, 3, 14, 10), None),
        ("2026-03-14 10:00:00", at(2026, 3, 14, 10), None),
        ("2026-03-14T10:00", at(2026, 3, 14, 10), None),
        ("2026-03-14T10:00:00Z", at(2026, 3, 14, 10), None),
        ("2026-03-14T00:30:00+02:00", at(2026, 3, 13, 22, 30), None),
        ("2026-03-14 23:30:00.25-05:30", at(2026, 3, 15, 5, 0, 0, 250000), None),
        ("0001-01-01", at(1, 1, 1), at(1, 1, 2)),
        ("9998-12", at(9998, 12, 1), at(9999, 1, 1)),
    ],
)
def test_iso_forms_are_read_in_utc(table, text, begin, end):
    assert read(table(t=[text])) == [(begin, end or begin)]


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Kolkata"])
def test_the_machine_s_own_zone_changes_nothing(tmp_path, monkeypatch, zone):
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    (tmp_path / "t.csv").write_text("t\n2026-03-14T10:00:00\n2026-03-14T10:00:00+02:00\n")
    bench = Bench(tmp_path, tmp_path / "scratch")
    try:
        found = read(Tables(bench, Look()).read("t.csv"))
    finally:
        bench.close()
        monkeypatch.undo()
        time.tzset()
    assert [begin.hour for begin, _ in found] == [10, 8]


NO_DATES = (
    *("2026-02-30", "2026-13", "2026-3-1", "14.03.2026", "2026/03/14", "20260314", "1773475200", "infinity", "x"),
    *("0000-01-01", "9999-01-01", "2026-03-14T24:00:00", "2026-03-14T10:60:00", "2026-03-14T10:00:00+25:00"),
    *("2026-03-14Z", " 2026-03-14", "2026-03-14\n", "٢٠٢٦-03-14", "2026-03-14t10:00:00"),
)


def test_nothing_else_is_taken_for_a_date(table):
    found = read(table(t=[*NO_DATES, "NULL", "  ", None], k=1))
    assert found == ["unreadable"] * len(NO_DATES) + ["missing"] * 3


def test_typed_columns_are_read_as_they_are(table):
    stamp = pd.Timestamp("2026-03-14 10:00:00")
    typed = table(
        True,
        day=[date(2026, 3, 14), None],
        naive=[stamp, None],
        nano=pd.Series([stamp, None], dtype="datetime64[ns]"),
        zoned=[stamp.tz_localize("Europe/Berlin"), None],
    )
    assert read(typed, "day") == [(at(2026, 3, 14), at(2026, 3, 15)), "missing"]
    assert read(typed, "naive") == read(typed, "nano") == [(at(2026, 3, 14, 10),) * 2, "missing"]
    assert read(typed, "zoned") == [(at(2026, 3, 14, 9),) * 2, "missing"]


def test_numbers_are_no_times(table):
    with pytest.raises(CannotLook, match=r"the column t holds int64, neither text nor dates nor times"):
        moments(table(True, t=[1773475200]), "t")
    with pytest.raises(CannotLook, match="there is no column u"):
        moments(table(t=["2026-03"]), "u")
