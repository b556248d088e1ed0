import pandas as pd
import pytest

from pytest_prodready.core.looking import CannotLook

OLD = pd.DataFrame({"id": [1, 2, 3, 4], "a": [1, 2, 3, 4], "b": [5, 6, 7, 8], "y": [0, 1, 0, 1]})
NEW = pd.DataFrame({"id": [3, 4, 5, 6], "a": [1, 2, 3, 4], "c": [5, 6, 7, 8], "y": [0, 1, 1, 0]})


def test_what_both_have_is_compared(shelf):
    subject = shelf.subject(NEW, OLD, key=("id",))
    assert shelf.leaks.keys(subject, shelf.tables).rows == ("1", "2")
    assert shelf.leaks.rows(subject, shelf.tables).count == 0
    assert [one.column for one in shelf.leaks.features(subject, shelf.tables)] == ["a"]
    assert shelf.leaks.order(subject, shelf.tables) is None


def test_without_a_key_rows_alone_are_compared(shelf):
    subject = shelf.subject(NEW, OLD, excluding=("id",))
    assert shelf.leaks.keys(subject, shelf.tables) is None
    assert shelf.leaks.rows(subject, shelf.tables).rows == ("1", "2")


def test_the_time_is_no_feature(shelf):
    subject = shelf.subject(NEW, OLD, time="id")
    assert shelf.leaks.order(subject, shelf.tables).early == 2
    assert [one.column for one in shelf.leaks.features(subject, shelf.tables)] == ["a"]


@pytest.mark.parametrize(
    ("question", "declared", "message"),
    [
        ("keys", {"key": ("c",)}, r"datasets\.new\.key: there is no column c in .*parquet"),
        ("keys", {"training": "older"}, r"prodready\.yaml:3: no other dataset is called older"),
        ("rows", {"excluding": ("z",)}, r"leakage\.excluding: there is no column z"),
        ("rows", {"excluding": ("id", "a", "y")}, "have no column in common"),
        ("order", {"time": "c"}, r"leakage\.time: there is no column c"),
        ("features", {"target": "b"}, r"leakage\.target: there is no column b"),
        ("features", {"key": ("id", "a")}, "have no feature in common"),
    ],
)
def test_what_is_not_there_is_told(shelf, question, declared, message):
    with pytest.raises(CannotLook, match=message):
        getattr(shelf.leaks, question)(shelf.subject(NEW, OLD, **declared), shelf.tables)
