import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_prodready.instruments.schemas.standards import moments

FORMS = {
    "yyyy-MM-dd HH:mm:ss": "%Y-%m-%d %H:%M:%S",
    "dd.MM.yy": "%d.%m.%y",
    "yyyyMMdd'T'HHmm": "%Y%m%dT%H%M",
    "d/M/yyyy": "%d/%m/%Y",
    "hh:mm a": "%I:%M %p",
}


@pytest.mark.parametrize("written", FORMS)
def test_the_letters_of_java_mean_what_they_mean_to_python(written):
    form = moments.jdk("timestamp", written)
    assert form.strptime == FORMS[written]
    moment = dt.datetime(2024, 2, 29, 13, 5, 7, tzinfo=dt.UTC)
    text = moment.strftime(FORMS[written])
    assert moments.of_form(form)(pd.Series([text, f"{text}x"])).check_output.tolist() == [True, False]


@pytest.mark.parametrize("letters", ["YYYY", "DD", "EEE", "MMM", "G", "SSSSSSSSSS"])
def test_other_letters_are_refused(letters):
    with pytest.raises(ValueError, match=letters):
        moments.jdk("date", f"{letters}-dd")


@given(
    st.datetimes(timezones=st.just(dt.UTC)),
    st.datetimes(timezones=st.timezones().map(lambda _: dt.timezone(dt.timedelta(hours=2)))),
)
def test_moments_are_compared_wherever_they_were_written(one, other):
    check = moments.bound("maximum", other.isoformat(), moments.iso("timestamp"))
    assert bool(check(pd.Series([one.isoformat()])).check_output[0]) == (one <= other)


def test_columns_of_dates_and_of_times():
    days = pd.Series([dt.date(2024, 1, 1), None, dt.date(2024, 1, 3)], dtype=object)
    assert moments.of_form(moments.iso("date"))(days).check_output.tolist() == [True, True, True]
    assert moments.bound("minimum", "2024-01-02", moments.iso("date"))(days).check_output.tolist() == [
        False,
        True,
        True,
    ]
    times = pd.Series([dt.time(8), dt.time(20)], dtype=object)
    assert moments.bound("maximum", "12:00", moments.iso("time"))(times).check_output.tolist() == [True, False]


@pytest.mark.parametrize("wanted", [True, False])
def test_an_offset_is_in_the_text_or_in_the_column(wanted):
    check = moments.with_offset(wanted=wanted)
    text = pd.Series(["2024-01-01T00:00+02:00", "2024-01-01T00:00Z", "2024-01-01T00:00", "2024-01-01"])
    assert check(text).check_output.tolist() == [wanted, wanted, not wanted, not wanted]
    for column, zoned in ((pd.to_datetime(["2024-01-01"]), False), (pd.to_datetime(["2024-01-01"], utc=True), True)):
        assert check(pd.Series(column)).check_output.tolist() == [zoned == wanted]
