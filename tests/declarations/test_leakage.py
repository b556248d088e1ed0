import pytest

from pytest_prodready.declarations.leakage import Leakage


@pytest.mark.parametrize("limit", [0.5, 1.0, 0.2, float("nan"), float("inf")])
def test_a_limit_that_decides_nothing_is_refused(limit):
    with pytest.raises(ValueError, match="single_feature_at_most lies between 0.5, which is chance, and 1"):
        Leakage(training="old", target="y", single_feature_at_most=limit)


def test_a_limit_of_ones_own():
    assert Leakage(training="old", target="y", single_feature_at_most=0.8).single_feature_at_most == 0.8
