import numpy as np
import pytest

from pytest_prodready.core.looking import CannotLook
from pytest_prodready.declarations.drift import Correction, Detector, Drift, Shift
from pytest_prodready.instruments.drift.cells import count_cells
from pytest_prodready.instruments.drift.histogram import of_categories, on_a_line
from pytest_prodready.instruments.drift.operating import alarms, bootstrapped, bound, operating

NAMES = tuple(f"x{number}" for number in range(20))


@pytest.fixture(scope="module")
def normal(shop):
    values = np.random.default_rng(4).normal(size=5000)
    cells = count_cells(*shop.pair({"x": values}, {"x": values[:2500]}), "x")
    return lambda count: [on_a_line(name, cells, (0, 0), (0, 0)) for name in NAMES[:count]]


def drift(count=20, **fields):
    shifts = (Shift(column="x0", by=fields.pop("by", 0.5)),)
    return Drift(**{"reference": "r", "columns": NAMES[:count], "shifts": shifts, "resamples": 400, **fields})


@pytest.mark.parametrize("detector", Detector)
def test_the_built_in_defaults_are_quiet_and_awake(normal, detector):
    found = operating(drift(detector=str(detector), by=0.6), normal(20))
    assert found.false_alarms.high <= 0.05
    assert found.power[0][1].low >= 0.8


def test_twenty_uncorrected_tests_cry_wolf(normal):
    naive = operating(drift(detector="ks", significance=0.05, correction=Correction.NONE), normal(20))
    # 1 - 0.95^20 = 64 %, and a little less since D takes few values.
    assert 0.5 < naive.false_alarms.value < 0.7
    assert naive.false_alarms.low > 0.05


@pytest.mark.parametrize("correction", [Correction.HOLM, Correction.BENJAMINI_HOCHBERG])
@pytest.mark.parametrize("detector", ["ks", "chi_squared"])
def test_corrected_tests_keep_their_level(normal, detector, correction):
    found = operating(drift(detector=detector, significance=0.01, correction=correction, by=0.15), normal(20))
    assert found.false_alarms.high <= 0.05
    assert found.power[0][1].low >= 0.8


@pytest.mark.parametrize("detector", ["ks", "chi_squared"])
def test_one_test_at_a_level_alarms_as_often(normal, detector):
    found = operating(drift(1, detector=detector, significance=0.2, resamples=1000), normal(1))
    assert found.false_alarms.value == pytest.approx(0.2, abs=0.045)


def test_power_is_the_alarm_of_the_column_itself():
    # Four hundred categories of five rows are noise that alarms always; that it does so is no power on another column.
    noisy = of_categories("x1", {str(number): (5, 5) for number in range(400)}, (0, 0), (0, 0))
    calm = of_categories("x0", {"a": (1000, 1000), "b": (1000, 1000)}, (0, 0), (0, 0))
    shifts = (Shift(column="x0", missing=0.01),)
    found = operating(Drift(reference="r", columns=("x0", "x1"), shifts=shifts), [calm, noisy])
    assert (found.false_alarms.value, found.power[0][1].value) == (1, 0)


def test_a_smaller_shift_is_noticed_less_often(normal):
    rates = [operating(drift(1, by=by), normal(1)).power[0][1].value for by in (0.1, 0.4, 0.45, 0.6)]
    assert rates == sorted(rates)
    assert (rates[0], rates[-1]) == (0, 1)


def test_the_same_figures_each_time(normal):
    assert operating(drift(3, limit=0.01), normal(3)) == operating(drift(3, limit=0.01), normal(3))


def test_alarms_are_strict():
    assert list(alarms(drift(1, limit=0.2), np.array([0.2, 0.2000001]))) == [False, True]


def test_words_for_people(normal):
    assert operating(drift(1), normal(1)).lines()[0] == "false alarms: 0% of 400 resamples"
    assert operating(drift(1, by=1), normal(1)).lines()[1] == "power, x0 moved by +1 sd: 100% of 400 resamples"


def test_a_bound_encloses_its_value_and_is_a_number():
    estimate = bound(0.5, np.linspace(0, 1, 101), 7)
    assert (estimate.value, estimate.low, estimate.high, estimate.n) == (
        0.5,
        pytest.approx(0.05),
        pytest.approx(0.95),
        7,
    )
    assert bound(0.0, np.linspace(1, 2, 11), 7).low == 0
    with pytest.raises(CannotLook, match="no number"):
        bound(0.5, np.array([np.nan]), 7)


def test_the_bootstrap_bound_lies_above_the_truth_as_often_as_it_says(shop):
    random = np.random.default_rng(8)
    truth, covered = 0.0987, 0  # D between N(0, 1) and N(0.248, 1) is 2 Phi(0.124) - 1
    for _ in range(40):
        pair = {"x": random.normal(size=800)}, {"x": random.normal(0.248, size=800)}
        one = on_a_line("x0", count_cells(*shop.pair(*pair), "x"), (0, 0), (0, 0))
        resampled = bootstrapped(drift(1, detector="ks", resamples=200), one)
        covered += bool(np.quantile(resampled, 0.95) >= truth)
    assert covered >= 36
