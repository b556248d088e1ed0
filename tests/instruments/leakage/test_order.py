import pandas as pd
import pytest

from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.leakage.order import Order, order


def dates(*texts):
    return {"t": pd.to_datetime(list(texts))}


def test_every_row_after_the_last_of_training(shelf):
    found = order(*shelf.pair(dates("2025-02-01", "2025-03-01"), dates("2025-01-31", "2024-01-01")), "t")
    assert found == Order(0, "2025-01-31 00:00:00", "2025-02-01 00:00:00", ())


def test_the_last_moment_of_training_is_not_after_it(shelf):
    found = order(*shelf.pair("t\n2025-02-01\n2025-01-31\n2024-12-31\n", dates("2025-01-31", "2024-01-01")), "t")
    assert (found.early, found.rows) == (2, ("2", "3"))


def test_numbers_are_compared_as_numbers(shelf):
    found = order(*shelf.pair("t\n10\n9\n", {"t": [9.5, 2.0]}), "t")
    assert found == Order(1, "9.5", "9.0", ("2",))


@pytest.mark.parametrize(
    ("ours", "theirs", "message"),
    [
        ("t\n2025-01-01\n\nsoon\n", dates("2024-01-01"), r"csv: t is missing or no time in rows 2, 3"),
        ("t,u\n2025-01-01,1\n,1\nsoon,1\n", dates("2024-01-01"), r"t is missing or no time in rows 2, 3"),
        (dates("2025-01-01"), dates("2024-01-01", None), "parquet: t is missing or no time in rows 2"),
        ("t\n7\n", dates("2024-01-01"), "t is a number here or in .*parquet and a time in the other"),
        ({"t": [True]}, {"t": [True]}, "t holds boolean, no time"),
    ],
)
def test_a_time_that_cannot_be_read_is_no_proof(shelf, ours, theirs, message):
    with pytest.raises(CannotLook, match=message):
        order(*shelf.pair(ours, theirs), "t")
