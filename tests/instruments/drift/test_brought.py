import os

import numpy as np
import pytest
from scipy.stats import ks_2samp

from pytest_prodready.core.looking import CannotLook
from pytest_prodready.declarations.drift import Shift

CODE = """
import os, sys
import numpy as np

def mean(reference, current):
    print("to nobody")
    return {name: abs(current[name].mean() - reference[name].mean()) / reference[name].std() for name in reference}

def unseen(reference, current):
    return {name: float(1 - current[name].isin(reference[name]).mean()) for name in reference}

def gone(reference, current):
    return {name: current[name].isna().mean() - reference[name].isna().mean() for name in reference}

def process(reference, current):
    return {name: os.getpid() for name in reference}

def rows(reference, current):
    return {name: len(reference) * 1_000_000 + len(current) for name in reference}

def scalar(reference, current):
    return 0.5

def crash(reference, current):
    sys.exit("no mood for it")
"""
RANDOM = np.random.default_rng(9)
OURS, THEIRS = {"x": RANDOM.normal(size=400)}, {"x": RANDOM.normal(2, size=300)}


@pytest.fixture
def brought(shop):
    (shop.root / "watch.py").write_text(CODE)

    def subject(name, ours=OURS, theirs=THEIRS, limit=0.5, **shift):
        column = next(iter(ours))
        shifts = (Shift(column=column, **(shift or {"by": 1})),)
        fields = {
            "detector": f"watch.py:{name}",
            "limit": limit,
            "columns": (column,),
            "shifts": shifts,
            "resamples": 59,
        }
        return shop.subject(ours, theirs, **fields)

    return subject


def test_its_scores_with_their_bounds(shop, brought):
    (found,) = shop.drifts.compare(brought("mean"), shop.tables)
    assert found.effect.value == pytest.approx((THEIRS["x"].mean() - OURS["x"].mean()) / OURS["x"].std(ddof=1))
    assert found.effect.low < found.effect.value < found.effect.high
    assert found.seen.startswith("watch.py:mean, on 300 rows; missing 0%")


def test_its_operating_figures(shop, brought):
    found = shop.drifts.operating(brought("mean"), shop.tables)
    assert (found.false_alarms.value, found.power[0][1].value, found.false_alarms.n) == (0, 1, 59)
    found = shop.drifts.operating(brought("mean", by=0.2), shop.tables)
    assert found.power[0][1].value < 0.2


@pytest.mark.parametrize(("name", "shift"), [("unseen", {"unseen": 0.6}), ("gone", {"missing": 0.6})])
def test_shifts_of_categories_reach_it(shop, brought, name, shift):
    plans = {"plan": ["a", "b"] * 100}
    found = shop.drifts.operating(brought(name, plans, plans, **shift), shop.tables)
    assert (found.false_alarms.value, found.power[0][1].value) == (0, 1)


def test_a_factor_reaches_it(shop, brought):
    ages = {"age": RANDOM.normal(40, 5, size=200)}
    found = shop.drifts.operating(brought("mean", ages, ages, scale=1.5), shop.tables)
    assert (found.false_alarms.value, found.power[0][1].value) == (0, 1)


def test_text_of_a_csv_reaches_it_as_numbers(shop, brought):
    text = "x\n" + "".join(f"{value!r}\n" for value in OURS["x"].tolist())
    subject = brought("mean")
    fields = {
        "detector": "watch.py:mean",
        "limit": 0.5,
        "columns": ("x",),
        "shifts": subject.drift.shifts,
        "resamples": 59,
    }
    (found,) = shop.drifts.compare(shop.subject(text, text, **fields), shop.tables)
    assert found.effect.value == 0


def test_it_runs_in_a_process_of_its_own(shop, brought):
    (found,) = shop.drifts.compare(brought("process"), shop.tables)
    assert found.effect.value not in (os.getpid(), os.getppid())


def test_large_tables_are_sampled(shop, brought):
    many = {"x": np.arange(21_000.0)}
    (found,) = shop.drifts.compare(brought("rows", many, THEIRS), shop.tables)
    assert found.effect.value == 20_000_000_300


@pytest.mark.parametrize(
    ("name", "detail"),
    [("scalar", "the detector returned float, not a score"), ("crash", "no mood for it"), ("absent", "absent")],
)
def test_one_that_fails_is_told(shop, brought, name, detail):
    with pytest.raises(CannotLook, match=rf"the drift detector watch\.py:{name} ended with exit code 1") as caught:
        shop.drifts.compare(brought(name), shop.tables)
    assert detail in "\n".join(caught.value.details)


def test_two_samples_of_a_detector_are_drawn_apart(shop, brought):
    found = shop.drifts.operating(brought("mean", OURS, OURS, limit=1e-9), shop.tables)
    assert found.false_alarms.value == 1
    assert ks_2samp(OURS["x"], THEIRS["x"]).pvalue < 0.01
