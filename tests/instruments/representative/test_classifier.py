import numpy as np
import pandas as pd
import pytest

from pytest_prodready.instruments.representative.classifier import alone, out_of_fold
from pytest_prodready.instruments.representative.sample import take


def table(seed, rows=1500, shift=0.0):
    random = np.random.default_rng(seed)
    plan = random.choice(list("abc"), rows, p=[0.5, 0.3, 0.2])
    return pd.DataFrame({"x": random.normal(size=rows) + shift, "plan": plan, "z": random.normal(size=rows)})


NAMES = ("x", "plan", "z")


def measured(shelf, ours, theirs, seed=0):
    sample = take(*shelf.pair(ours, theirs), NAMES, seed)
    return out_of_fold(sample, seed), alone(sample, seed)


def test_identical_tables_are_not_told_apart(shelf):
    auc, each = measured(shelf, table(1), table(1))
    assert auc.value == 0.5
    assert [one.value for one in each] == [0.5] * 3
    assert auc.high < 0.52


def test_a_copy_in_another_order_passes_too(shelf):
    auc, _ = measured(shelf, table(1), table(1).sample(frac=1, random_state=5))
    assert auc.value <= 0.5


def test_chance_comes_out_as_chance_where_rows_are_often_equal(shelf):
    found = []
    for seed in range(16):
        sides = np.random.default_rng(seed).integers(0, 10, (2, 100, 3))
        sample = take(*shelf.pair(*(pd.DataFrame(side, columns=list(NAMES)) for side in sides)), NAMES, 0)
        found.append(out_of_fold(sample, 0).value)
    # One AUC of 100 rows against 100 has a standard deviation of 0.041 at chance, the mean of 16 one of 0.01.
    assert np.mean(found) == pytest.approx(0.5, abs=0.04)


def test_two_samples_of_one_population_are_hardly_told_apart(shelf):
    auc, _ = measured(shelf, table(1), table(2))
    assert auc.value == pytest.approx(0.5, abs=0.03)
    assert auc.n == 3000


def test_a_shift_reaches_the_auc_that_theory_gives(shelf):
    auc, each = measured(shelf, table(1, 3000), table(2, 3000, shift=1))
    # Two normal distributions one standard deviation apart: Phi(1 / sqrt 2) = 0.760.
    assert auc.value == pytest.approx(0.76, abs=0.02)
    assert [round(one.value, 1) for one in each] == [0.8, 0.5, 0.5]


def test_two_columns_that_only_differ_together(shelf):
    ours = table(1)
    theirs = table(2)
    theirs["z"] = np.where(theirs.x > 0, np.abs(theirs.z), -np.abs(theirs.z))
    auc, each = measured(shelf, ours, theirs)
    assert auc.low > 0.65
    assert max(one.value for one in each) < 0.55


def test_rows_that_stand_in_both_hide_no_shift(shelf):
    whole = table(1, 4000)
    auc, _ = measured(shelf, whole[whole.plan != "c"], whole)
    # A fifth of the rows is of a sort that the other table lacks: 0.5 + 0.2 / 2.
    assert auc.value == pytest.approx(0.6, abs=0.015)


def test_a_few_rows_against_many(shelf):
    auc, _ = measured(shelf, table(1, 60), table(2, 3000, shift=3))
    assert auc.value > 0.95
    assert auc.low > 0.9


def test_the_same_seed_gives_the_same_number(shelf):
    one, again = (measured(shelf, table(1), table(2, shift=0.3), 7) for _ in range(2))
    assert one == again
    assert measured(shelf, table(1), table(2, shift=0.3), 8)[0].value != one[0].value
