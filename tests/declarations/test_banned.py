import pytest

from pytest_prodready.declarations.banned import Banned


def test_something_has_to_be_banned():
    with pytest.raises(ValueError, match="columns names at least one column that is banned"):
        Banned(columns=(), predict="m.py:f")


def test_a_medium_association_is_the_default():
    assert Banned(columns=("a",), predict="m.py:f").association == 0.3
