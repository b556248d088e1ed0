import numpy as np
import pandas as pd
import pytest

from pytest_prodready.core.measurement import Standing
from pytest_prodready.core.wording import said
from pytest_prodready.declarations.drift import Correction, Shift
from pytest_prodready.gates.data.drift_detector import drift_detector
from pytest_prodready.testing import cases, prove


@pytest.mark.parametrize("case", cases(drift_detector), ids=str)
def test_drift_detector(case, tmp_path):
    prove(case, tmp_path)


FEATURES = tuple(f"feature_{number}" for number in range(20))


def sample(seed):
    """Twenty features as models have them: amounts, ages, counts, ratios, some of it missing."""
    random = np.random.default_rng(seed)
    makes = (random.normal, random.standard_exponential, random.random, random.standard_cauchy)
    columns = {name: makes[index % 4](size=4000) for index, name in enumerate(FEATURES)}
    columns["feature_4"] = random.poisson(12, 4000)
    columns["feature_5"] = np.where(random.random(4000) < 0.1, np.nan, columns["feature_5"])
    return pd.DataFrame({**columns, "plan": random.choice(["basic", "plus", "pro"], 4000, p=[0.6, 0.3, 0.1])})


SHIFTS = (Shift(column="feature_0", by=0.5), Shift(column="feature_5", missing=0.3), Shift(column="feature_4", scale=2))


def test_the_built_in_default_passes(compared):
    shifts = (*SHIFTS, Shift(column="plan", unseen=0.1))
    found = compared(drift_detector, sample(1), sample(2), columns=(*FEATURES, "plan"), shifts=shifts)
    assert [one.standing for one in found] == [Standing.HOLDS] * 5
    assert said(found[0]) == "false alarms with no drift (21 columns, psi > 0.2): 0% <= 5% [0%, 0.672%], n=400"
    assert said(found[2]).startswith("power on feature_5 30% of it lost (21 columns, psi > 0.2): 100% >= 80%")


def test_twenty_columns_at_five_percent_without_correction_cry_wolf(compared):
    naive = {"detector": "ks", "significance": 0.05, "correction": Correction.NONE}
    found = compared(drift_detector, sample(1), sample(2), columns=FEATURES, shifts=SHIFTS, **naive)
    assert [one.standing for one in found] == [Standing.BROKEN, *[Standing.HOLDS] * 3]
    assert said(found[0]).startswith("false alarms with no drift (20 columns, ks p < 5%, no correction): 6")
    assert found[0].value.low > 0.5


def test_the_same_columns_with_holms_correction_keep_quiet(compared):
    careful = {"detector": "ks", "significance": 0.01, "correction": Correction.HOLM}
    found = compared(drift_detector, sample(1), sample(2), columns=FEATURES, shifts=SHIFTS, **careful)
    assert [one.standing for one in found] == [Standing.HOLDS] * 4


def test_where_to_look(compared):
    found = compared(drift_detector, sample(1), sample(2), columns=FEATURES, shifts=SHIFTS)
    assert [str(one.where) for one in found] == ["prodready.yaml:9", "prodready.yaml:11", *["prodready.yaml:10"] * 2]
