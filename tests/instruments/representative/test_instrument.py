import numpy as np
import pandas as pd
import pytest

from pytest_prodready.core.looking import CannotLook


def table(seed, rows=400):
    random = np.random.default_rng(seed)
    region = np.where(random.random(rows) < 0.5, "north", "south")
    return pd.DataFrame({"id": range(rows), "region": region, "x": random.normal(size=rows), "y": random.random(rows)})


def test_identical_tables_say_nothing_of_any_column(shelf):
    found = shelf.compare(table(1), table(1), key=("id",))
    assert (found.auc.value, found.told_by) == (0.5, ())
    assert [(one.column, one.apart.value, one.said) for one in found.missing] == [
        ("region", 0.0, "null 0% / 0%"),
        ("x", 0.0, "null 0% / 0%"),
        ("y", 0.0, "null 0% / 0%"),
    ]


def test_the_columns_that_give_it_away_are_named_in_order(shelf):
    theirs = table(2).assign(x=lambda live: live.x + 0.7)
    theirs.loc[theirs.index % 2 == 0, "region"] = None
    found = shelf.compare(table(1), theirs, columns=("y", "x", "region"))
    assert found.auc.low > 0.7
    assert found.told_by[0].startswith("told apart by 'region' (AUC 0.7")
    assert found.told_by[0].endswith(", null 0% / 50%)")
    assert [line.split("'")[1] for line in found.told_by] == ["region", "x", "y"]


def test_keys_and_time_are_not_compared_and_it_is_said_how_much_was(shelf):
    theirs = table(2).assign(id=lambda live: live.id + 1000, month=2)
    found = shelf.compare(table(1).assign(month=1, churned=1), theirs, key=("id",), time="month")
    assert found.told_by == ()
    assert found.auc.value < 0.55
    facts = shelf.look.evidence[-1].facts
    assert shelf.look.evidence[-1].inspected == 800
    assert facts["rows"] == "400 of 400 and 400 of 400, by the order of their hash"
    assert facts["not compared"] == "churned, id, month"
    told = shelf.compare(table(1).assign(month=1), theirs, key=("id",))
    assert told.told_by[0].startswith("told apart by 'month' (AUC 1,")


@pytest.mark.parametrize(
    ("ours", "theirs", "declared", "message"),
    [
        (table(1), table(2), {"of": "dead"}, r"prodready\.yaml:3: no other dataset is called dead"),
        (table(1), table(2, 29), {}, r"parquet: 29 rows; 30 is the fewest"),
        (table(1), table(2)[["id", "x"]], {"columns": ("x", "y")}, r"representative\.columns: there is no column y"),
        (table(1), table(2), {"time": "day"}, r"representative\.time: there is no column day"),
        (table(1), table(2)[["id"]], {"key": ("id",)}, "no column in common but keys and time"),
        (table(1).assign(x=None), table(2).assign(x=None), {}, "x is empty in .* and in .*: nothing can be compared"),
    ],
)
def test_what_cannot_be_compared_is_told(shelf, ours, theirs, declared, message):
    with pytest.raises(CannotLook, match=message):
        shelf.compare(ours, theirs, **declared)
