import io
from datetime import date

import pandas as pd
import pytest

from pytest_prodready.instruments.schemas.teeth.copies import ROWS, copies, reread, sampled
from pytest_prodready.instruments.tables.part import Format

FRAME = pd.DataFrame({"id": ["C1", "C2"], "charge": [1.5, 2.5], "months": [1, 2]})


def test_a_sample_is_rows_at_equal_distances():
    frame = pd.DataFrame({"a": range(3 * ROWS + 1)})
    assert list(sampled(frame)["a"][:3]) == [0, 4, 8]
    assert len(sampled(frame)) <= ROWS
    assert sampled(FRAME) is FRAME


def test_a_copy_differs_from_its_sample_and_says_in_what():
    made = list(copies(FRAME, Format.CSV, key=["id"], may_have_more=False))
    assert not any(copy.frame.equals(FRAME) for copy in made)
    assert {copy.column for copy in made if copy.corruption == "unit_x1000"} == {"charge", "months"}
    assert [copy.column for copy in made if copy.corruption == "repeated_key"] == ["id"]
    assert [copy.column for copy in made if copy.corruption == "extra_column"] == [""]


def test_where_more_columns_are_welcome_one_more_is_no_corruption():
    made = {copy.corruption for copy in copies(FRAME, Format.CSV, key=[], may_have_more=True)}
    assert "extra_column" not in made
    assert "repeated_key" not in made
    assert "missing_column" in made


@pytest.mark.parametrize(("kind", "wanted"), [(Format.CSV, "str"), (Format.JSONL, "str"), (Format.PARQUET, "str")])
def test_one_word_makes_text_of_a_column_of_numbers(kind, wanted):
    broken = reread(FRAME.assign(charge=["unknown", 2.5]), kind)
    assert broken["charge"].map(type).map(lambda one: one.__name__).iloc[0] == wanted
    assert not pd.api.types.is_numeric_dtype(broken["charge"])


@pytest.mark.parametrize("kind", list(Format))
def test_an_untouched_sample_is_read_as_its_file_would_be(kind):
    written = {
        Format.CSV: lambda: pd.read_csv(io.StringIO(FRAME.to_csv(index=False))),
        Format.JSONL: lambda: pd.read_json(io.StringIO(FRAME.to_json(orient="records", lines=True)), lines=True),
        Format.PARQUET: lambda: FRAME,
    }
    pd.testing.assert_frame_equal(reread(FRAME, kind), written[kind]())


def test_parquet_keeps_its_types_and_an_empty_batch_its_columns():
    frame = pd.DataFrame({"day": pd.to_datetime([date(2026, 1, 1)]).as_unit("ms"), "flag": [True], "name": [None]})
    pd.testing.assert_frame_equal(reread(frame, Format.PARQUET), frame)
    for kind in Format:
        assert list(reread(frame.iloc[:0], kind).columns) == ["day", "flag", "name"]
