import numpy as np
import pandas as pd
import pytest

from pytest_prodready.instruments.representative import sample as module
from pytest_prodready.instruments.representative.sample import take

MIXED = pd.DataFrame(
    {
        "x": [1.5, None, 3.0, 4.0] * 10,
        "plan": ["b", "a", None, "b"] * 10,
        "day": pd.date_range("2025-01-01", periods=40),
    }
)


def test_numbers_stay_and_categories_rank_by_frequency(shelf):
    found = take(*shelf.pair(MIXED, MIXED[:20]), ("x", "plan", "day"), 0)
    ours = found.features[~found.production]
    assert found.features.shape == (60, 3)
    assert np.count_nonzero(found.production) == 20
    assert sorted(pd.Series(ours[:, 0]).value_counts(dropna=False).to_dict().values()) == [10] * 4
    assert pd.Series(ours[:, 1]).value_counts().to_dict() == {0.0: 20, 1.0: 10}
    assert np.isnan(ours[:, 1]).sum() == 10
    assert ours[:, 2].min() == pd.Timestamp("2025-01-01").timestamp()


def test_the_file_format_makes_no_difference(shelf):
    names = ("x", "plan")
    one = take(*shelf.pair(MIXED, MIXED), names, 0)
    other = take(*shelf.pair(MIXED.to_csv(index=False), MIXED), names, 0)
    np.testing.assert_array_equal(one.features, other.features)
    np.testing.assert_array_equal(one.folds, other.folds)


def test_a_bounded_sample_is_the_same_in_every_run_and_another_by_seed(shelf, monkeypatch):
    monkeypatch.setattr(module, "MOST_ROWS", 100)
    table = {"x": np.arange(5000.0)}
    pair = shelf.pair(table, table)
    one, again, other = (take(*pair, ("x",), seed) for seed in (0, 0, 1))
    np.testing.assert_array_equal(one.features, again.features)
    np.testing.assert_array_equal(one.folds, again.folds)
    assert len(one.production) == 200
    assert one.features.mean() == pytest.approx(2500, abs=600)
    assert len(set(one.features[:, 0]) & set(other.features[:, 0])) < 20


def test_rare_rows_lie_with_their_copies_and_frequent_ones_everywhere(shelf):
    table = {"plan": ["a"] * 60 + ["b"] * 40, "x": [0.0] * 70 + list(range(30))}
    found = take(*shelf.pair(table, table), ("plan", "x"), 0)
    assert found.features[found.production].tolist() == found.features[~found.production].tolist()
    assert found.folds[found.production].tolist() == found.folds[~found.production].tolist()
    few = found.features[:, 1] > 0
    for row in np.unique(found.features[few], axis=0):
        assert len(set(found.folds[(found.features == row).all(axis=1)])) == 1
    for category, folds in ((0, [12] * 5),):
        many = (found.features == [category, 0]).all(axis=1) & found.production
        assert np.bincount(found.folds[many]).tolist() == pytest.approx(folds, abs=8)


def test_a_column_that_is_empty_on_one_side_keeps_its_sort(shelf):
    found = take(*shelf.pair("x,y\n1,a\n2,b\n", "x,y\n,\n,\n"), ("x", "y"), 0)
    assert sorted(found.features[~found.production, 0]) == [1.0, 2.0]
    assert np.isnan(found.features[found.production]).all()


def test_infinite_numbers_and_long_text(shelf):
    table = {"x": [np.inf, -np.inf, 1.0], "y": ["a" * 500 + "1", "a" * 500 + "2", "b"]}
    found = take(*shelf.pair(table, table), ("x", "y"), 0)
    assert np.isfinite(found.features).all()
    assert set(found.features[:, 1]) == {0.0, 1.0}
