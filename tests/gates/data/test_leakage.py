import pytest

from pytest_prodready.gates.data.leakage import leakage
from pytest_prodready.testing import cases, prove


@pytest.mark.parametrize("case", cases(leakage), ids=str)
def test_leakage(case, tmp_path):
    prove(case, tmp_path)
