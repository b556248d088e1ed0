import io

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from pytest_prodready.instruments.schemas.standards.cells import FALSE, TRUE, Cells, Figures
from pytest_prodready.instruments.tables.part import Format

INTEGERS = Cells({"a": Figures(whole=True)}, {"b": (TRUE, FALSE)})


def typed(cells, text):
    return cells.typed(cells.read(io.StringIO(text), Format.CSV), Format.CSV)


def test_text_stays_text_and_numbers_are_exact():
    frame = typed(INTEGERS, "a,b,c\n9007199254740993,true,007\n,FALSE,NA\n")
    assert frame["a"].tolist() == [9007199254740993, pd.NA]
    assert frame["b"].tolist() == [True, False]
    assert frame["c"].tolist()[0] == "007"
    assert frame["c"].isna().tolist() == [False, True]


def test_what_is_no_number_stays_as_it_is_written():
    assert typed(INTEGERS, "a\n1\n1.0\nx\n").a.tolist() == [1, "1.0", "x"]
    assert typed(Cells({"a": Figures(whole=False)}), "a\n1\n-INF\n1_0\n").a.tolist() == [1.0, float("-inf"), "1_0"]


def test_numbers_beyond_64_bits_are_whole():
    assert typed(INTEGERS, f"a\n{10**30}\n{10**30 + 1}\n").a.tolist() == [10**30, 10**30 + 1]


def test_pandas_own_writing_is_read_back():
    cells = Cells({"a": Figures(False, ",", ".")}, {"b": (["yes"], ["no"])}, ["-"])
    frame = typed(cells, 'a,b\n"1.234,5",yes\n-,no\n')
    again = typed(cells.as_pandas_writes(), frame.to_csv(index=False))
    pd.testing.assert_frame_equal(frame, again)
    assert frame["a"].tolist()[0] == 1234.5


@given(st.lists(st.one_of(st.none(), st.integers(-(10**25), 10**25)), min_size=1))
def test_every_whole_number_survives(values):
    text = "a,other\n" + "".join(f"{'' if value is None else value},1\n" for value in values)
    read = typed(INTEGERS, text).a
    assert [None if pd.isna(value) else int(value) for value in read] == values
