import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.spatial.distance import jensenshannon
from scipy.stats import chi2_contingency
from scipy.stats.contingency import association

from pytest_prodready.declarations.drift import Detector
from pytest_prodready.instruments.drift.measures import (
    chi_squared,
    cramers_v,
    distance,
    effects,
    jensen_shannon,
    p_values,
    psi,
)

pairs = st.integers(3, 12).flatmap(
    lambda size: st.tuples(*(st.lists(st.integers(0, 10_000), min_size=size, max_size=size) for _ in range(2)))
)


def of(pair):
    ours, theirs = (np.array(side, dtype=np.int64) for side in pair)
    assume(ours.sum() > 0 and theirs.sum() > 0)
    return ours, theirs


@given(pairs)
def test_jensen_shannon_is_scipys(pair):
    ours, theirs = of(pair)
    assert jensen_shannon(ours, theirs) == pytest.approx(jensenshannon(ours, theirs, base=2), abs=1e-7)


@given(pairs)
def test_chi_squared_and_cramers_v_are_scipys(pair):
    table = np.array(of(pair))
    table = table[:, table.sum(axis=0) > 0]
    assume(table.shape[1] > 1)
    theirs = chi2_contingency(table, correction=False)
    value, freedom = chi_squared(*of(pair))
    assert (value, freedom) == (pytest.approx(theirs.statistic, rel=1e-9, abs=1e-9), theirs.dof)
    assert cramers_v(*of(pair)) == pytest.approx(association(table, method="cramer"), abs=1e-9)
    assert p_values(Detector.CHI_SQUARED, *of(pair))[0] == pytest.approx(theirs.pvalue, rel=1e-6, abs=1e-12)


@given(pairs)
def test_psi_is_its_formula_and_symmetric(pair):
    ours, theirs = of(pair)
    terms = []
    for p, q in zip(ours / ours.sum(), theirs / theirs.sum(), strict=True):
        if p or q:
            terms.append(((q or 1e-4) - (p or 1e-4)) * np.log((q or 1e-4) / (p or 1e-4)))
    assert psi(ours, theirs) == pytest.approx(sum(terms), abs=1e-12)
    assert psi(theirs, ours) == pytest.approx(psi(ours, theirs), abs=1e-12)


@given(pairs, st.sampled_from(Detector))
def test_many_samples_are_measured_as_each_alone(pair, detector):
    ours, theirs = of(pair)
    many = effects(detector, np.stack([ours, theirs]), np.stack([theirs, theirs]))
    assert list(many) == [effects(detector, ours, theirs), effects(detector, theirs, theirs)]
    assert many[1] == pytest.approx(0, abs=1e-7)


def test_a_distance_is_at_least_the_change_in_what_is_missing():
    ours, theirs = np.array([50, 50, 0, 0]), np.array([25, 25, 0, 50])
    assert distance(ours, theirs) == 0.5
    assert p_values(Detector.KS, ours, theirs)[0] < 1e-10
    assert p_values(Detector.KS, ours, ours)[0] == 1


def test_a_distance_without_numbers_in_one_sample():
    assert distance(np.array([50, 50, 0, 0]), np.array([0, 0, 0, 9])) == 1


def test_textbook_psi():
    ours, theirs = np.array([30, 40, 30, 0, 0]), np.array([20, 40, 40, 0, 0])
    assert psi(ours, theirs) == pytest.approx(-0.1 * np.log(2 / 3) + 0.1 * np.log(4 / 3))
