import datetime as dt

import pandas as pd
import pytest

from pytest_prodready.instruments.tables.numbers import continuous, number


@pytest.fixture
def opened(repo):
    def read(columns):
        if isinstance(columns, str):
            repo.write("t.csv", columns)
            return repo.tables.read("t.csv")
        pd.DataFrame(columns).to_parquet(repo.root / "t.parquet")
        return repo.tables.read("t.parquet")

    return read


def values(table, name):
    return table.arrow(table.expression.select(x=number(table.column(name))))["x"].to_pylist()


def test_text_is_a_number_when_all_of_it_reads_as_one(opened):
    text = "n,words,mixed,empty\n1.5,a,1,\n-2e3,b,x,\nnan,c,3,\n"
    table = opened(text)
    assert continuous(table, table.columns) == {"n"}
    assert values(table, "n") == [1.5, -2000.0, None]
    assert values(table, "mixed") == [1, None, 3]


def test_types_of_a_file_that_has_types(opened):
    day, moment = dt.date(1970, 1, 2), dt.datetime(1970, 1, 1, 0, 1)  # noqa: DTZ001 - a column without a zone
    columns = {
        "i": [3, 4],
        "f": [float("nan"), 2.5],
        "b": [True, False],
        "t": [moment] * 2,
        "d": [day] * 2,
        "s": ["1", "x"],
    }
    table = opened(columns)
    assert continuous(table, table.columns) == {"i", "f", "t", "d"}
    assert values(table, "f") == [None, 2.5]
    assert (values(table, "t")[0], values(table, "d")[0]) == (60, 86400)


@pytest.mark.parametrize("words", ["0x10", "1,5", "--1", "1 2"])
def test_what_is_no_number_is_none(opened, words):
    table = opened({"x": ["1", words]})
    assert continuous(table, ["x"]) == frozenset()
    assert values(table, "x") == [1, None]


def test_digits_may_be_grouped_as_the_engine_has_it(opened):
    assert values(opened({"x": ["1", "1_000"]}), "x") == [1, 1000]
