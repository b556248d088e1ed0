import pytest

from pytest_prodready.declarations.time import Time


def test_twelve_months_unless_said_otherwise():
    assert Time(event="t").history == 365


def test_the_event_must_be_named():
    with pytest.raises(TypeError, match="event"):
        Time()


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"arrival": "t"}, "arrival names the column of the event"),
        ({"schedule": "0 6 * * *"}, "a schedule is held against max_age"),
        ({"watermark": 60.0}, "a watermark needs arrival"),
    ],
)
def test_what_makes_no_sense_is_refused(fields, message):
    with pytest.raises(ValueError, match=message):
        Time(event="t", **fields)
