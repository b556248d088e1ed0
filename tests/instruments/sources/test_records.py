import csv
import io

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.sources.records import count_records
from pytest_prodready.instruments.tables.part import Format

CELLS = st.text(st.sampled_from('ab,"\n ;é'), max_size=6)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=12), st.sampled_from(["\n", "\r\n"]))
def test_both_readers_agree_on_a_csv(shop, rows, end):
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=end).writerows([("a", "b"), *rows])
    path = shop.write(text.getvalue())
    assert count_records(shop.root, path, Format.CSV) == len(rows) == shop.tables.read(path).rows


@pytest.mark.parametrize(
    ("content", "kind", "records"),
    [
        ("a,b\n1,2\n\n3,4\n\n", Format.CSV, 2),
        ('\ufeffa\n"x\ny"\n', Format.CSV, 1),
        ('{"a": 1}\n\n{"a": 2}', Format.JSONL, 2),
        (pd.DataFrame({"a": range(7)}), Format.PARQUET, 7),
    ],
)
def test_records_are_counted(shop, content, kind, records):
    path = shop.write(content, str(kind))
    assert count_records(shop.root, path, kind) == records


@pytest.mark.parametrize("content", ['a\n"x"y\n', b"a\n\xff\n", 'a\n"x\n'])
def test_what_is_no_csv_is_not_counted(shop, content):
    with pytest.raises(CannotLook, match="its records cannot be counted"):
        count_records(shop.root, shop.write(content), Format.CSV)
