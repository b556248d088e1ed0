import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import roc_auc_score

from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.leakage.features import single_features

ROWS = 900


def sample(seed):
    random = np.random.default_rng(seed)
    y = random.random(ROWS) < 0.3
    return pd.DataFrame(
        {
            "near": random.normal(size=ROWS) + y,
            "far": random.normal(size=ROWS) - 2 * y,
            "tied": random.integers(0, 4, ROWS) + y,
            "holed": np.where(random.random(ROWS) < 0.5 * y, np.nan, random.normal(size=ROWS) + y),
            "plan": np.where(y, random.choice(["a", "b", None], ROWS), random.choice(["a", "b", "b", str(seed)], ROWS)),
            "y": np.where(y, "yes", "no"),
        }
    )


def rates(training, evaluation, name):
    target = training.y == "yes"
    known = target.groupby(training[name].fillna("none")).mean()
    return evaluation[name].fillna("none").map(known).fillna(target.mean())


@pytest.mark.parametrize("as_text", [False, True])
def test_each_column_alone_scores_as_sklearn_scores_it(shelf, as_text):
    training, evaluation = sample(1), sample(2)
    names = [name for name in training.columns if name != "y"]
    tables = (evaluation.to_csv(index=False), training) if as_text else (evaluation, training)
    found = {one.column: one for one in single_features(*shelf.pair(*tables), names, "y")}
    truth = evaluation.y == "yes"
    for name in ("near", "far"):
        score = roc_auc_score(truth, evaluation[name])
        assert found[name].auc.value == pytest.approx(max(score, 1 - score), abs=1e-9)
        assert "by its value" in found[name].said
    holed = [roc_auc_score(truth, evaluation.holed.fillna(far)) for far in (-9e9, 9e9)]
    assert found["holed"].auc.value == pytest.approx(max(max(one, 1 - one) for one in holed), abs=1e-9)
    assert found["plan"].auc.value == pytest.approx(roc_auc_score(truth, rates(training, evaluation, "plan")), abs=1e-9)
    coded = roc_auc_score(truth, rates(training, evaluation, "tied"))
    assert found["tied"].auc.value == pytest.approx(max(coded, roc_auc_score(truth, evaluation.tied)), abs=1e-9)
    assert found["plan"].said == "for y yes, by the rate of each value in training"
    assert found["plan"].auc.n == ROWS


def test_a_code_that_means_the_answer_is_seen_though_it_ranks_nothing(shelf):
    codes = np.arange(ROWS) % 3
    table = pd.DataFrame({"code": codes, "y": codes == 1})
    (found,) = single_features(*shelf.pair(table, table), ["code"], "y")
    assert found.auc.value == 1
    assert found.said == "for y True, by the rate of each value in training"


def test_a_value_that_training_lacks_says_nothing(shelf):
    evaluation = pd.DataFrame({"id": [f"e{number}" for number in range(40)], "y": [0, 1] * 20})
    training = pd.DataFrame({"id": [f"t{number}" for number in range(40)], "y": [0, 1] * 20})
    (found,) = single_features(*shelf.pair(evaluation, training), ["id"], "y")
    assert found.auc.value == 0.5


def test_infinite_numbers_and_missing_ones(shelf):
    table = pd.DataFrame({"x": [np.inf, np.inf, -np.inf, np.nan], "y": [1, 1, 0, 0]})
    (found,) = single_features(*shelf.pair(table, table), ["x"], "y")
    assert found.auc.value == 1


def test_of_many_classes_the_one_predicted_best_counts(shelf):
    random = np.random.default_rng(3)
    y = random.choice(["a", "b", "c"], ROWS)
    table = pd.DataFrame({"x": random.normal(size=ROWS) + 9 * (y == "b"), "y": y})
    training = pd.DataFrame({"x": random.normal(size=ROWS), "y": y})
    (found,) = single_features(*shelf.pair(table, training), ["x"], "y")
    assert found.auc.value == pytest.approx(roc_auc_score(y == "b", table.x))
    assert found.said.startswith("for y b, by its value")


def test_an_amount_is_split_at_the_median_of_training(shelf):
    random = np.random.default_rng(4)
    training = pd.DataFrame({"x": random.normal(size=ROWS), "y": random.normal(size=ROWS)})
    evaluation = pd.DataFrame({"x": random.normal(size=ROWS)}).assign(y=lambda table: table.x + 0.5)
    (found,) = single_features(*shelf.pair(evaluation, training), ["x"], "y")
    assert found.auc.value == pytest.approx(roc_auc_score(evaluation.y > training.y.median(), evaluation.x))
    assert found.said.startswith("for y above its median")


def test_rows_without_a_target_are_left_out(shelf):
    table = pd.DataFrame({"x": [1, 2, 3, 4, 9], "y": ["a", "a", "b", "b", None]})
    (found,) = single_features(*shelf.pair(table, table), ["x"], "y")
    assert (found.auc.value, found.auc.n) == (1, 4)


@pytest.mark.parametrize(
    ("ours", "theirs", "message"),
    [
        ("x,y\n1,\n2,\n", "x,y\n1,a\n2,b\n", "the target y has 0 values"),
        ("x,y\n1,a\n2,b\n", "x,y\n1,a\n2,a\n", "the target y has 1 value: there is nothing to predict"),
        (
            "x,y\n1,a\n2,b\n",
            "x,y\n" + "".join(f"1,{n}x\n" for n in range(21)),
            "more than 20 values that are no numbers",
        ),
        (
            {"x": range(30), "y": range(30)},
            {"x": range(30), "y": range(100, 130)},
            "rows with a target are 0 of one class, 30 of others",
        ),
    ],
)
def test_nothing_to_predict_is_no_proof(shelf, ours, theirs, message):
    with pytest.raises(CannotLook, match=message):
        single_features(*shelf.pair(ours, theirs), ["x"], "y")
