import math
from datetime import date, datetime

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pytest_prodready.instruments.sources.sorts import Sort, answers, parses, sorts

FINITE = st.floats(allow_nan=False, allow_infinity=False)
MOMENTS = st.datetimes(min_value=datetime.fromisoformat("1700-01-01"), max_value=datetime.fromisoformat("2200-01-01"))
WRITTEN = {
    Sort.NUMBER: st.one_of(st.integers(-(2**62), 2**62).map(str), FINITE.map(repr), FINITE.map("{:.3f}".format)),
    Sort.BOOLEAN: st.sampled_from(["true", "false", "True", "FALSE"]),
    Sort.DATE: st.dates(date(1700, 1, 1), date(2200, 1, 1)).map(str),
    Sort.MOMENT: st.one_of(MOMENTS.map(str), MOMENTS.map(lambda one: one.isoformat(timespec="seconds") + "Z")),
}
BROKEN = {
    Sort.NUMBER: ["12,5", "1,234.5", "1_000", "0x1F", "007", "inf", "1e999", "12 %", "€ 3", "1.2.3", "--1", "٣"],
    Sort.WHOLE: ["5.5", "1e3", "99999999999999999999", "12,0"],
    Sort.BOOLEAN: ["yes", "t", "1", "J", "wahr"],
    Sort.DATE: ["31.12.2026", "12/31/2026", "31-12-2026", "2026/12/31", "2026-02-30", "20261231", "2026-12-31 00:01"],
    Sort.MOMENT: ["2026-12-31 25:00", "31.12.2026 10:00", "2026-13-01T10:00:00", "10:00", "1798711200"],
}


def count(table, sort):
    return answers(table, {"": table.expression.count(where=parses(table.column("x"), sort))})[""]


@settings(max_examples=15, deadline=None)
@given(st.data())
@pytest.mark.parametrize("sort", WRITTEN)
def test_what_python_writes_is_read(shop, sort, data):
    values = data.draw(st.lists(WRITTEN[sort], min_size=1, max_size=20))
    table = shop.column(values)
    assert count(table, sort) == len(values)
    found = sorts(table)["x"]
    assert found is sort or (sort is Sort.MOMENT and found is Sort.DATE)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(st.sampled_from("0123456789+-.,eE_ xinfa"), min_size=1, max_size=8), min_size=1, max_size=30))
def test_what_passes_for_a_number_is_one_for_python_too(shop, values):
    table = shop.column(values)
    passing = table.expression.filter(parses(table.column("x"), Sort.NUMBER)).select(value=table.column("x"))
    for record in table.arrow(passing).to_pylist():
        assert math.isfinite(float(record["value"]))
        assert "_" not in record["value"]


@settings(max_examples=20, deadline=None)
@given(st.lists(st.text(st.sampled_from("0123-T: .Z"), min_size=8, max_size=20), min_size=1, max_size=30))
def test_what_passes_for_a_date_is_one_for_python_too(shop, values):
    table = shop.column(["2024-02-29", "2024-02-30", *values])
    passing = table.expression.filter(parses(table.column("x"), Sort.DATE)).select(value=table.column("x"))
    found = [record["value"].strip() for record in table.arrow(passing).to_pylist()]
    assert found[0] == "2024-02-29"
    assert "2024-02-30" not in found
    assert all(date.fromisoformat(value[:10]) for value in found)


@pytest.mark.parametrize("sort", BROKEN)
def test_the_classic_losses_are_lost(shop, sort):
    table = shop.column(BROKEN[sort])
    kept = table.expression.filter(parses(table.column("x"), sort)).select(value=table.column("x"))
    assert table.arrow(kept).to_pylist() == []


@pytest.mark.parametrize(
    ("values", "sort"),
    [
        (["1", "2.5", ""], Sort.NUMBER),
        (["0", "1"], Sort.NUMBER),
        (["001", "002"], Sort.TEXT),
        (["1", "x"], Sort.TEXT),
        (["true", "0"], Sort.TEXT),
        (["2026-01-01", "2026-01-01 00:00:00"], Sort.DATE),
        (["2026-01-01", "2026-01-01T08:00:00+02:00"], Sort.MOMENT),
        (["2026-01-01 08:00"], Sort.MOMENT),
        (["31.12.2026"], Sort.TEXT),
        (["", "NA"], None),
    ],
)
def test_a_column_of_a_csv_is_what_all_its_values_are(shop, values, sort):
    assert sorts(shop.column(values))["x"] is sort


def test_a_column_of_parquet_is_what_its_type_says(shop):
    frame = pd.DataFrame(
        {
            "whole": [1, 2],
            "number": [1.0, None],
            "flag": [True, False],
            "text": ["1", "2"],
            "day": [date(2026, 1, 1), None],
            "moment": pd.to_datetime(["2026-01-01", None]),
            "zoned": pd.to_datetime(["2026-01-01", None], utc=True),
            "nothing": [None, float("nan")],
        }
    )
    table = shop.tables.read(shop.write(frame, "parquet"))
    known = {"whole": Sort.WHOLE, "number": Sort.NUMBER, "flag": Sort.BOOLEAN, "text": Sort.TEXT, "day": Sort.DATE}
    assert sorts(table) == {**known, "moment": Sort.MOMENT, "zoned": Sort.MOMENT, "nothing": None}


@pytest.mark.parametrize(
    ("values", "fits"),
    [
        ([1, 2], {Sort.WHOLE, Sort.NUMBER}),
        ([1.0, 2.0], {Sort.WHOLE, Sort.NUMBER}),
        ([1.5, 2.0], {Sort.NUMBER}),
        ([1e300, 2.0], {Sort.NUMBER}),
        ([float("inf"), 2.0], set()),
        ([True, False], {Sort.BOOLEAN}),
        (["1", "2"], {Sort.WHOLE, Sort.NUMBER}),
        ([date(2026, 1, 1)] * 2, {Sort.DATE, Sort.MOMENT}),
        (pd.to_datetime(["2026-01-01", "2026-01-02"]), {Sort.DATE, Sort.MOMENT}),
        (pd.to_datetime(["2026-01-01 08:00", "2026-01-02 00:00"]), {Sort.MOMENT}),
        (pd.to_datetime(["2026-01-01 08:00", "2026-01-02 00:00"], utc=True), {Sort.MOMENT}),
        ([[1], [2]], set()),
    ],
)
def test_typed_values_fit_where_nothing_is_lost(shop, values, fits):
    table = shop.tables.read(shop.write(pd.DataFrame({"x": values}), "parquet"))
    assert {sort for sort in Sort if count(table, sort) == 2} == fits | {Sort.TEXT}
