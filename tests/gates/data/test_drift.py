import pytest

from pytest_prodready.gates.data.drift import drift
from pytest_prodready.testing import cases, prove


@pytest.mark.parametrize("case", cases(drift), ids=str)
def test_drift(case, tmp_path):
    prove(case, tmp_path)
