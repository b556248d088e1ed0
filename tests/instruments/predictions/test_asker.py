import numpy as np
import pandas as pd
import pytest

from pytest_prodready.instruments.predictions.asker import plain


@pytest.mark.parametrize(
    "answer", [[0.5, 1], (0.5, 1), np.array([0.5, 1.0]), pd.Series([0.5, 1.0]), [np.float64(0.5), np.int64(1)]]
)
def test_any_sort_of_answer_becomes_a_plain_list(answer):
    assert plain(answer) == [0.5, 1]
    assert {type(value) for value in plain(answer)} <= {float, int}


def test_words_stay_words():
    assert plain(np.array(["yes", "no"])) == ["yes", "no"]
