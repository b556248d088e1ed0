import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats.contingency import association

from pytest_prodready.instruments.statistics.association import cramers_v

tables = st.integers(2, 4).flatmap(
    lambda columns: st.lists(st.lists(st.integers(1, 400), min_size=columns, max_size=columns), min_size=2, max_size=5)
)


def by_hand(counts):
    """Bergsma's correction on top of scipy's V."""
    table = np.array(counts)
    n, (r, k) = table.sum(), table.shape
    phi = association(table, method="cramer") ** 2 * min(r - 1, k - 1)
    rows, columns = r - (r - 1) ** 2 / (n - 1), k - (k - 1) ** 2 / (n - 1)
    return np.sqrt(max(0, phi - (r - 1) * (k - 1) / (n - 1)) / (min(rows, columns) - 1))


@given(tables)
def test_the_value_is_scipys_with_the_bias_taken_out(counts):
    found = cramers_v(counts)
    assert found.value == pytest.approx(min(1, by_hand(counts)), abs=1e-9)
    assert 0 <= found.low <= found.value <= found.high <= 1
    assert found.n == sum(map(sum, counts))


def test_independence_is_none_and_identity_is_all():
    assert cramers_v([[250, 250], [250, 250]]).value == 0
    assert cramers_v([[500, 0], [0, 500]]).value == pytest.approx(1, abs=1e-3)


def test_empty_classes_count_for_nothing():
    assert cramers_v([[30, 0, 10], [0, 0, 0], [5, 0, 40]]) == cramers_v([[30, 10], [5, 40]])


def test_one_class_tells_nothing():
    found = cramers_v([[30, 40]])
    assert (found.value, found.high, found.n) == (0, 0, 70)


def test_the_upper_bound_covers_what_is_true():
    """The true V of a 2x2 table of these probabilities lies under the bound in at least 93 of 100 samples."""
    shares = np.array([[0.35, 0.15], [0.15, 0.35]])
    truth = 0.4
    random = np.random.default_rng(7)
    drawn = random.multinomial(400, shares.ravel(), 300).reshape(-1, 2, 2)
    covered = sum(cramers_v(table).high >= truth for table in drawn)
    assert covered >= 0.93 * 300
