import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.pandas import column, data_frames, range_indexes

from pytest_prodready.instruments.schemas.teeth.column_corruptions import COLUMN_CORRUPTIONS, some

DATES = ["2024-02-29", "2025-12-31", "2026-01-01"]
OF_KIND = {
    "numbers": [1, 2, 3],
    "fractions": [1.5, 2.5, 3.25],
    "words": ["Yes", "No", "Yes", "No"],
    "names": ["Ann", "Bob", "Cem"],
    "flags": [True, False, True],
    "date texts": DATES,
    "dates": pd.to_datetime(DATES),
    "nothing": [None, None],
}
EVERY = {"all_null"}
SUFFERED = {
    "numbers": {"nulls", "word_among_numbers", "unit_x1000", "unit_per_1000", "sign_flipped"},
    "fractions": {
        *("nulls", "word_among_numbers", "decimal_comma", "unit_x1000", "unit_per_1000", "sign_flipped", "infinite"),
    },
    "words": {"nulls", "unseen_category", "other_case", "padded_text", "blank_text", "numbers_for_text"},
    "names": {"nulls", "other_case", "padded_text", "blank_text", "numbers_for_text"},
    "flags": {"nulls"},
    "date texts": {"nulls", "other_date_format", "far_future"},
    "dates": {"nulls", "other_date_format", "far_future"},
    "nothing": set(),
}
FIRST = {
    ("numbers", "word_among_numbers"): ["unknown", 2, 3],
    ("numbers", "unit_x1000"): [1000, 2000, 3000],
    ("numbers", "sign_flipped"): [-1, 2, 3],
    ("fractions", "unit_per_1000"): [0.0015, 0.0025, 0.00325],
    ("fractions", "decimal_comma"): ["1,50", 2.5, 3.25],
    ("fractions", "infinite"): [float("inf"), 2.5, 3.25],
    ("words", "unseen_category"): ["unseen", "No", "Yes", "No"],
    ("words", "other_case"): ["yES", "No", "Yes", "No"],
    ("words", "padded_text"): ["Yes  ", "No", "Yes", "No"],
    ("names", "blank_text"): [" ", "Bob", "Cem"],
    ("names", "numbers_for_text"): [0, 1, 2],
    ("date texts", "other_date_format"): ["29.02.2024", "2025-12-31", "2026-01-01"],
    ("date texts", "far_future"): ["2199-12-31", "2025-12-31", "2026-01-01"],
}


@pytest.mark.parametrize("kind", OF_KIND)
def test_a_column_suffers_what_its_kind_can_suffer(kind):
    values = pd.Series(OF_KIND[kind])
    broken = {name: corrupt(values) for name, corrupt in COLUMN_CORRUPTIONS.items()}
    assert {name for name, one in broken.items() if one is not None} == SUFFERED[kind] | EVERY


@pytest.mark.parametrize(("kind", "name"), FIRST)
def test_what_a_corruption_writes(kind, name):
    assert list(COLUMN_CORRUPTIONS[name](pd.Series(OF_KIND[kind]))) == FIRST[kind, name]


def test_lost_values_are_every_tenth_and_a_column_that_has_some_lost_cannot_lose_more():
    values = pd.Series(range(25))
    assert list(COLUMN_CORRUPTIONS["nulls"](values).isna().to_numpy().nonzero()[0]) == [0, 10, 20]
    assert COLUMN_CORRUPTIONS["nulls"](pd.Series([1.0, None])) is None
    assert COLUMN_CORRUPTIONS["all_null"](values).isna().all()


def test_a_negative_number_may_be_negative():
    assert COLUMN_CORRUPTIONS["sign_flipped"](pd.Series([1, -1])) is None


def test_many_words_are_no_categories():
    assert COLUMN_CORRUPTIONS["unseen_category"](pd.Series([f"w{n}" for n in range(51)] * 4)) is None
    assert COLUMN_CORRUPTIONS["unseen_category"](pd.Series([f"w{n}" for n in range(50)] * 4)) is not None


ANY = st.one_of(
    st.sampled_from([st.integers(-9, 9), st.floats(), st.text(max_size=3), st.booleans(), st.dates().map(str)])
)


@given(st.data())
def test_rows_that_are_not_broken_stay_as_they_are(data):
    elements = data.draw(ANY)
    rows = st.lists(elements | st.none(), min_size=1, max_size=30)
    values = pd.Series(data.draw(rows))
    whole = {"all_null", "unit_x1000", "unit_per_1000", "numbers_for_text"}
    for name, corrupt in COLUMN_CORRUPTIONS.items():
        broken = corrupt(values)
        if broken is None:
            continue
        assert len(broken) == len(values)
        if name not in whole:
            kept = ~some(values)
            assert list(broken[kept].dropna()) == list(values[kept].dropna())


@given(data_frames([column("a", dtype=float), column("b", dtype=int)], index=range_indexes(min_size=1)))
def test_nothing_is_changed_in_place(frame):
    before = frame.copy()
    for corrupt in COLUMN_CORRUPTIONS.values():
        for name in frame.columns:
            corrupt(frame[name])
    pd.testing.assert_frame_equal(frame, before)
