from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pytest_prodready.core.looking import CannotLook

MOMENTS = st.datetimes(min_value=pd.Timestamp("1990-01-01"), max_value=pd.Timestamp("2030-12-31"))
WRITTEN = st.lists(
    st.one_of(
        MOMENTS.map(lambda moment: f"{moment:%Y-%m-%d}"),
        MOMENTS.map(lambda moment: moment.isoformat()),
        st.tuples(MOMENTS, st.sampled_from(("Z", "+02:00", "-11:30"))).map(lambda pair: pair[0].isoformat() + pair[1]),
        st.sampled_from(("", "soon", "2026-02-30")),
    ),
    min_size=1,
    max_size=40,
)


@settings(max_examples=60, deadline=None)
@given(WRITTEN)
def test_months_are_those_of_pandas(table, times, written):
    read = pd.Series(pd.to_datetime(written, utc=True, format="ISO8601", errors="coerce"))
    expected = read.dropna().dt.strftime("%Y-%m").value_counts().to_dict()
    asked = table(t=written, k=1)
    if not expected:
        with pytest.raises(CannotLook, match="has a date in t"):
            times.history(asked, "t")
        return
    found, unread = times.history(asked, "t")
    assert {f"{start:%Y-%m}": month.rows for start, month in found.months.items()} == expected
    assert min(month.first for month in found.months.values()) == read.min()
    assert max(month.last for month in found.months.values()) == read.max()
    assert unread.missing == written.count("")
    assert unread.rows == len(written) - unread.missing - sum(expected.values())


def test_what_is_no_date_is_shown_with_its_row(table, times):
    written = ["2026-03-01", "x\x1b[2J", "y", "z", "w"]
    _, unread = times.history(table(t=written), "t")
    assert (unread.rows, unread.examples) == (4, (r"row 2: x\x1b[2J", "row 3: y", "row 4: z"))


def test_typed_days_are_counted(table, times):
    found, unread = times.history(table(True, t=[date(2026, 3, 1), date(2026, 3, 31), None]), "t")
    assert (found.days, found.volumes, unread.missing) == (31, {"2026-03": 2}, 1)


def test_no_date_at_all_is_no_history(table, times):
    with pytest.raises(CannotLook, match="not one of 2 rows has a date in t") as caught:
        times.history(table(t=["a", "b"]), "t")
    assert caught.value.details == ("row 1: a", "row 2: b")
