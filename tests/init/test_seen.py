import pytest

from pytest_prodready.init.seen import Seen, see
from pytest_prodready.init.tables import tables


def seen(root, text, name="t.csv"):
    (root / name).write_text(text)
    with tables(root) as instrument:
        return see(instrument.read(name))


def test_missing_and_different_values_are_counted_as_the_gates_count_them(tmp_path):
    found = seen(tmp_path, "a,b\n" + "x,1\ny,2\nx,NA\n ,3\n" * 5)
    assert found == {"a": Seen(20, 5, 2, ("x", "y")), "b": Seen(20, 5, 3, ("1", "2", "3"))}


def test_numbers_of_jsonl_have_no_list_of_values(tmp_path):
    assert seen(tmp_path, '{"a": 1}\n' * 10, "t.jsonl") == {"a": Seen(10, 0, 1)}


@pytest.mark.parametrize(
    ("one", "few", "all_distinct"),
    [
        (Seen(100, 0, 20), True, False),
        (Seen(99, 0, 20), False, False),
        (Seen(1000, 0, 21), False, False),
        (Seen(100, 5, 20), False, False),
        (Seen(10, 10, 0), False, False),
        (Seen(10, 0, 10), False, True),
        (Seen(10, 1, 9), False, False),
        (Seen(1, 0, 1), False, False),
    ],
)
def test_what_few_and_all_distinct_mean(one, few, all_distinct):
    assert (one.few, one.all_distinct) == (few, all_distinct)
