from pytest_prodready.core.location import Location
from pytest_prodready.core.wording import said
from pytest_prodready.instruments.times.unread import Unread

HERE = Location("prodready.yaml", 4)


def test_one_is_too_many():
    found = Unread("\x1bday", 1, ("row 2: soon",), 0).measured(HERE)
    assert said(found) == r"\x1bday that is no date: 1 > 0 rows; row 2: soon"
    assert found.where == HERE
