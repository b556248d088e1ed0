import pandas as pd
import pandera.pandas as pa
import pytest

from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.schemas.teeth.bites import bites, refusal
from pytest_prodready.instruments.schemas.teeth.copies import copies
from pytest_prodready.instruments.tables.part import Format

FRAME = pd.DataFrame({"charge": [1.5, 2.5], "plan": ["a", "b"]})
TIGHT = {"charge": pa.Column(float, pa.Check.in_range(1, 3)), "plan": pa.Column(str, pa.Check.isin(["a", "b"]))}


def bitten(schema, frame=FRAME, key=()):
    return bites(schema, frame, Format.CSV, "s.py", key=key, may_have_more=False)


def test_a_tight_schema_lets_nothing_through_but_what_it_cannot_know():
    found = bitten(pa.DataFrameSchema(TIGHT, strict=True, unique=["charge", "plan"]))
    assert found.survivors == {}
    assert (found.rows, len(found.tried)) == (2, 18)


def test_survivors_are_told_with_their_columns():
    found = bitten(pa.DataFrameSchema({**TIGHT, "charge": pa.Column(float)}))
    assert found.survivors == {
        "repeated_rows": [""],
        "extra_column": [""],
        "unit_x1000": ["charge"],
        "unit_per_1000": ["charge"],
        "sign_flipped": ["charge"],
        "infinite": ["charge"],
    }


def test_a_check_that_raises_refuses():
    def explodes(values):
        raise ZeroDivisionError

    assert refusal(pa.DataFrameSchema({"charge": pa.Column(float, pa.Check(explodes))}), FRAME)
    assert refusal(pa.DataFrameSchema(TIGHT), FRAME) == ""


def test_a_schema_that_refuses_everything_is_no_schema_with_teeth():
    with pytest.raises(
        CannotLook, match=r"s\.py: the schema refuses the rows as they are \(.*\), so its refusals tell"
    ):
        bitten(pa.DataFrameSchema({"charge": pa.Column(float, pa.Check.lt(0))}))


@pytest.mark.parametrize("coerce", [False, True])
def test_looking_at_one_column_first_decides_as_the_whole_schema_does(coerce):
    columns = {
        "id": pa.Column(str, unique=True),
        "n": pa.Column(int, pa.Check.ge(0), coerce=True),
        "x": pa.Column(float, nullable=True),
        "w[a-z]": pa.Column(str, pa.Check.isin(["a", "b"]), regex=True),
    }
    schema = pa.DataFrameSchema(columns, coerce=coerce, checks=pa.Check(lambda frame: frame["x"].mean() < 9))
    frame = pd.DataFrame({"id": ["i", "j"], "n": [1, 2], "x": [1.5, 2.5], "wa": ["a", "b"]})
    made = list(copies(frame, Format.CSV, key=["id"], may_have_more=False))
    accepted = [(copy.corruption, copy.column) for copy in made if not refusal(schema, copy.frame)]
    survivors = bitten(schema, frame, key=["id"]).survivors
    assert [(name, column) for name, columns in survivors.items() for column in columns] == accepted
    assert ("unit_per_1000", "x") in accepted
    assert ("unit_x1000", "x") not in accepted
