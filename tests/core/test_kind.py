import contextlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_prodready.core.kind import COMMAND, CRON, DURATION, ENTRY_POINT, PATH, RATE, SHARE, SPAN, Kind


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        (DURATION, "200ms", 0.2),
        (DURATION, "10s", 10.0),
        (DURATION, "5m", 300.0),
        (DURATION, "2h", 7200.0),
        (DURATION, "30 days", 2592000.0),
        (RATE, "50/s", 50.0),
        (RATE, "3000/min", 50.0),
        (RATE, "86400/day", 1.0),
        (SPAN, "90 days", 90),
        (SPAN, "1 day", 1),
        (SPAN, "1 month", 30),
        (SPAN, "12 months", 365),
        (SPAN, "18 months", 545),
        (SPAN, "1 year", 365),
        (SPAN, "2 years", 730),
        (CRON, "*/15 6-18 * * MON-FRI", "*/15 6-18 * * MON-FRI"),
        (SHARE, "23%", 0.23),
        (SHARE, "0.1%", 0.001),
        (SHARE, 0.23, 0.23),
        (SHARE, 0, 0.0),
        (PATH, "data/customers.csv", "data/customers.csv"),
        (ENTRY_POINT, "churn.model:predict", "churn.model:predict"),
        (ENTRY_POINT, "src/churn/model.py:predict", "src/churn/model.py:predict"),
        (COMMAND, ["python", "-m", "x"], ("python", "-m", "x")),
    ],
)
def test_what_people_write_is_read_in_one_unit(kind: Kind, written: object, value: object) -> None:
    assert kind.read(written) == pytest.approx(value) if isinstance(value, float) else kind.read(written) == value


@pytest.mark.parametrize(
    ("kind", "written", "message"),
    [
        (DURATION, 150, "did you mean 150ms or 150s?"),
        (DURATION, "0s", "a duration is more than zero"),
        (DURATION, "-5s", "a duration carries its unit"),
        (DURATION, "5 parsecs", "a duration carries its unit"),
        (DURATION, True, "a duration carries its unit"),
        (RATE, 50, "did you mean 50/s?"),
        (RATE, "0/s", "a rate is more than zero"),
        (SPAN, 12, "90 days, 12 months, 2 years"),
        (SPAN, "12", "90 days, 12 months, 2 years"),
        (SPAN, "0 months", "a whole number"),
        (SPAN, "1.5 years", "a whole number"),
        (SPAN, "100000 days", "a whole number"),
        (SPAN, "\u0661 days", "a whole number"),
        (CRON, "daily", "five fields in UTC"),
        (CRON, "0 6 * * * *", "five fields in UTC"),
        (CRON, 6, "five fields in UTC"),
        (SHARE, 23, "did you mean 23%?"),
        (SHARE, "230%", "between 0% and 100%"),
        (SHARE, float("nan"), "between 0% and 100%"),
        (SHARE, True, "a share is written 23% or 0.23"),
        (SHARE, "0.23", "a share is written 23% or 0.23"),
        (PATH, "../secret", "no '..'"),
        (PATH, "/etc/passwd", "never absolute"),
        (PATH, "~/x", "never absolute"),
        (PATH, "C:/x", "never absolute"),
        (PATH, "a\\..\\b", "no '..'"),
        (PATH, 3, "a path is text"),
        (ENTRY_POINT, "churn.model", "module:attribute"),
        (ENTRY_POINT, "../x.py:f", "no '..'"),
        (COMMAND, "python -m x", r"never a string for a shell: \[python, -m, x\]"),
        (COMMAND, [], "a list of words"),
        (COMMAND, ["python", 3], "each of them text"),
    ],
)
def test_what_cannot_be_read_says_how_it_is_written(kind: Kind, written: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        kind.read(written)


@given(st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.none(), st.lists(st.text())))
def test_reading_gives_a_value_or_a_value_error(written: object) -> None:
    for kind in (COMMAND, CRON, DURATION, ENTRY_POINT, PATH, RATE, SHARE, SPAN):
        with contextlib.suppress(ValueError):
            assert kind.read(written) is not None


@given(st.one_of(st.from_regex(re.compile(DURATION.schema["pattern"])), st.text(max_size=12)))
def test_the_schema_and_the_reader_agree_on_durations(written: str) -> None:
    fits = re.search(DURATION.schema["pattern"], written) is not None and not written.endswith("\n")
    zero = fits and not float(re.split("[^0-9.]", written)[0])
    if fits and not zero:
        assert DURATION.read(written) > 0
    else:
        with pytest.raises(ValueError, match="more than zero" if zero else "carries its unit"):
            DURATION.read(written)
