import pytest

from pytest_prodready.declarations.access import Access


@pytest.mark.parametrize("rows", [0, -1])
def test_no_rows_show_nothing(rows):
    with pytest.raises(ValueError, match="rows is at least 1"):
        Access(loader="a.py:load", rows=rows, within=1.0)


def test_one_row_will_do():
    assert Access(loader="a.py:load", rows=1, within=1.0).env == {}
