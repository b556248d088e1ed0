import datetime as dt

import pytest

from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.schemas.standards.entry import Entry, document, picked
from pytest_prodready.reading.files import Content

ENTRY = Entry("s.yaml", "t", {"number": 1, "truth": True, "day": dt.date(2024, 1, 1), "nothing": None, "list": [{}, 5]})


def test_a_value_is_of_the_kind_that_is_asked_for():
    assert (ENTRY.get("number", float), ENTRY.get("day", str), ENTRY.get("absent", int)) == (1, "2024-01-01", None)


@pytest.mark.parametrize(
    ("key", "kind", "reason"),
    [
        ("truth", int, "truth is 'True', not a whole number"),
        ("number", bool, "number is '1', not true or false"),
        ("nothing", list, "nothing is null, not a list"),
        ("list", dict, "list is '[{}, 5]', not a mapping"),
    ],
)
def test_another_kind_is_refused(key, kind, reason):
    with pytest.raises(CannotLook) as caught:
        ENTRY.get(key, kind)
    assert caught.value.reason == f"s.yaml: t: {reason}"


def test_an_entry_without_a_name_is_called_by_its_number():
    with pytest.raises(CannotLook, match="s.yaml: t.field 2: is '5', not a mapping"):
        ENTRY.entries("list", "field")


def test_hostile_keys_are_cleaned():
    with pytest.raises(CannotLook) as caught:
        Entry("s.yaml", "\x1b[2J", {"\x1b[2J": 1}).only(["a"])
    assert "\x1b" not in caught.value.reason


def test_the_one_that_is_named_is_picked_before_the_datasets():
    two = [Entry("s.yaml", name, {"name": name}) for name in ("a", "b")]
    assert picked(two, "a", "b", ENTRY, "tables") is two[0]
    assert picked(two, "", "b", ENTRY, "tables") is two[1]
    assert picked(two[:1], "", "b", ENTRY, "tables") is two[0]


@pytest.mark.parametrize(("path", "text"), [("s.json", b'{"a": 1, "a": 2}'), ("s.yaml", b"a: ["), ("s.json", b"{")])
def test_what_cannot_be_read_is_refused_with_its_place(path, text):
    with pytest.raises(CannotLook, match=rf"{path}:\d"):
        document(Content(path, text, ""))
