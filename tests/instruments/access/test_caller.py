import asyncio
import itertools

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from pytest_prodready.instruments.access.caller import attempt, count_rows

FRAME = pd.DataFrame({"x": range(7), "y": range(7)})


def batches():
    table = pa.Table.from_pandas(FRAME)
    return pa.RecordBatchReader.from_batches(table.schema, table.to_batches(max_chunksize=2))


@pytest.mark.parametrize(
    ("loaded", "rows"),
    [
        (FRAME, 7),
        (pa.Table.from_pandas(FRAME), 7),
        (np.zeros((7, 3)), 7),
        ([{"x": 1}] * 7, 7),
        ([(1, 2)] * 7, 7),
        ([np.zeros((28, 28))] * 7, 7),
        (((1, 2), (3, 4)), 2),
        ([FRAME, FRAME], 14),
        ([], 0),
        (iter([]), 0),
        ((row for row in range(7)), 7),
        (FRAME.itertuples(), 7),
        (FRAME.iterrows(), 7),
        (iter([FRAME, FRAME]), 14),
        (batches(), 7),
    ],
)
def test_rows_are_counted(loaded, rows):
    assert count_rows(loaded, 1000) == rows


def test_an_iterator_is_read_until_it_has_given_enough():
    endless = itertools.count()
    assert count_rows(endless, 1000) == 1000
    assert next(endless) == 1000


def test_a_lazy_frame_of_polars_is_collected():
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame({"x": range(7)})
    assert [count_rows(one, 5) for one in (frame, frame.lazy(), [frame, frame])] == [7, 7, 14]


async def load():
    await asyncio.sleep(0)


@pytest.mark.parametrize(
    ("loaded", "reason"),
    [
        (None, "returned nothing, which has no rows"),
        ("rows", "returned str, which has no rows"),
        (b"rows", "returned bytes, which has no rows"),
        ({"x": [1, 2]}, "returned dict, which has no rows"),
        (7, "returned int, which has no rows"),
        ((FRAME, FRAME["x"]), "a tuple of DataFrame, Series: return one table"),
        ((np.zeros((7, 3)), np.zeros(7)), "a tuple of ndarray, ndarray: return one table"),
    ],
)
def test_what_has_no_rows_is_refused(loaded, reason):
    with pytest.raises(TypeError, match=reason):
        count_rows(loaded, 1000)


def test_a_coroutine_is_refused_and_closed():
    with pytest.raises(TypeError, match="the loader is a coroutine"):
        count_rows(load(), 1000)


def test_what_came_of_it_is_told(capsys):
    assert attempt({"loader": "builtins:list", "rows": 1})["rows"] == 0
    assert attempt({"loader": "sys:exit", "rows": 1})["error"] == "SystemExit"
    assert "Traceback" in capsys.readouterr().err
