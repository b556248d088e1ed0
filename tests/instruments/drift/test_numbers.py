import datetime as dt

import pytest

from pytest_prodready.instruments.drift.numbers import continuous, number


def values(table, name):
    return table.arrow(table.expression.select(x=number(table.column(name))))["x"].to_pylist()


def test_text_is_a_number_when_all_of_it_reads_as_one(shop):
    text = "n,words,mixed,empty\n1.5,a,1,\n-2e3,b,x,\nnan,c,3,\n"
    table, _ = shop.pair(text, text)
    assert continuous(table, table.columns) == {"n"}
    assert values(table, "n") == [1.5, -2000.0, None]
    assert values(table, "mixed") == [1, None, 3]


def test_types_of_a_file_that_has_types(shop):
    day, moment = dt.date(1970, 1, 2), dt.datetime(1970, 1, 1, 0, 1)  # noqa: DTZ001 - a column without a zone
    columns = {
        "i": [3, 4],
        "f": [float("nan"), 2.5],
        "b": [True, False],
        "t": [moment] * 2,
        "d": [day] * 2,
        "s": ["1", "x"],
    }
    table, _ = shop.pair(columns, columns)
    assert continuous(table, table.columns) == {"i", "f", "t", "d"}
    assert values(table, "f") == [None, 2.5]
    assert (values(table, "t")[0], values(table, "d")[0]) == (60, 86400)


@pytest.mark.parametrize("words", ["1_000", "0x10", "1,5", "--1", "1 2"])
def test_what_is_no_number_is_none(shop, words):
    table, _ = shop.pair({"x": ["1", words]}, {"x": ["1"]})
    assert (words == "1_000") or continuous(table, ["x"]) == frozenset()
