import pandas as pd
import pytest

from pytest_prodready.instruments.schemas.teeth.table_corruptions import TABLE_CORRUPTIONS, repeated_key

FRAME = pd.DataFrame({"id": [1, 2, 3], "plan": ["a", "b", "c"]})


def broken(name, frame=FRAME):
    return {column: one.to_dict("list") for column, one in TABLE_CORRUPTIONS[name](frame)}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("empty_batch", {"": {"id": [], "plan": []}}),
        ("repeated_rows", {"": {"id": [1, 2, 3, 1], "plan": ["a", "b", "c", "a"]}}),
        ("shifted_columns", {"": {"id": ["a", "b", "c"], "plan": [1, 2, 3]}}),
        ("extra_column", {"": {"id": [1, 2, 3], "plan": ["a", "b", "c"], "unannounced": [1, 1, 1]}}),
        ("missing_column", {"id": {"plan": ["a", "b", "c"]}, "plan": {"id": [1, 2, 3]}}),
        (
            "renamed_column",
            {
                "id": {"id_new": [1, 2, 3], "plan": ["a", "b", "c"]},
                "plan": {"id": [1, 2, 3], "plan_new": ["a", "b", "c"]},
            },
        ),
    ],
)
def test_what_a_corruption_makes_of_a_table(name, expected):
    assert broken(name) == expected


def test_what_is_there_already_is_no_corruption():
    assert broken("repeated_rows", pd.concat([FRAME, FRAME])) == {}
    assert list(repeated_key(pd.concat([FRAME, FRAME]), ["id"])) == []


def test_one_column_can_be_neither_shifted_nor_lost():
    one = FRAME[["id"]]
    assert broken("shifted_columns", one) == broken("missing_column", one) == {}


def test_a_key_is_repeated_with_other_values_beside_it():
    ((told, frame),) = repeated_key(FRAME, ["id"])
    assert (told, frame.to_dict("list")) == ("id", {"id": [3, 2, 3], "plan": ["a", "b", "c"]})
    assert list(repeated_key(FRAME, [])) == []
    assert list(repeated_key(FRAME, ["gone"])) == []
