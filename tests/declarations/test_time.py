import pytest

from pytest_prodready.declarations.time import Time


def test_twelve_months_unless_said_otherwise():
    assert Time(event="t").history == 365


def test_the_event_must_be_named():
    with pytest.raises(TypeError, match="event"):
        Time()
