import pytest

from pytest_prodready.core.location import Location
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.core.measurement import Standing
from pytest_prodready.core.wording import said
from pytest_prodready.gates.data.duplicates import duplicates
from pytest_prodready.testing import cases, prove


@pytest.mark.parametrize("case", cases(duplicates), ids=str)
def test_duplicates(case, tmp_path):
    prove(case, tmp_path)


ROWS = "k,v\n" + "".join(f"{number},{number}\n" for number in range(199))


def test_a_budget_is_held_against_the_upper_bound_of_the_share(judged):
    lacking, keyed, whole = judged(duplicates, ROWS + "7,x\n", key=("k",), duplicates=0.03)
    assert said(keyed).startswith("rows that repeat k: 0.5% <= 3% [0.112%, 2.21%], n=200; 1 of 200 rows")
    assert keyed.details == ("1 of 200 rows", "k 7 in rows 8 and 200")
    assert keyed.where == Location("prodready.yaml", 8)
    assert [one.standing for one in (lacking, keyed, whole)] == [Standing.HOLDS] * 3


def test_a_missing_key_is_never_within_the_budget(judged):
    lacking, _, _ = judged(duplicates, ROWS + ",x\n", key=("k",), duplicates=0.5)
    assert said(lacking) == "rows without k: 1 > 0 rows; first rows 200"


def test_rows_without_keys_can_still_be_equal(judged):
    _, keyed, whole = judged(duplicates, ROWS + ",x\n,x\n", key=("k",))
    assert (keyed.value, whole.value, whole.details) == (0, 1, ("rows 200 and 201",))


def test_redacted_keys_are_not_told(judged):
    _, keyed, _ = judged(duplicates, "k,v\ns3cret,1\ns3cret,2\ns3cret,3\ns3cret,4\n", key=("k",), redact=("k",))
    assert keyed.details == ("k (redacted) in rows 1 and 2 and 3 … (4 times)",)


def test_a_key_of_no_columns_names_nothing(judged):
    with pytest.raises(CannotLook, match=r"t\.csv: the key names no column"):
        judged(duplicates, ROWS, key=())
