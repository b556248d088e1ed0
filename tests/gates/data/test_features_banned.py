import pytest

from pytest_prodready.gates.data.features_banned import features_banned
from pytest_prodready.testing import cases, prove


@pytest.mark.parametrize("case", cases(features_banned), ids=str)
def test_features_banned(case, tmp_path):
    prove(case, tmp_path)
