import pytest

from pytest_prodready.gates.data.drift_detector import drift_detector
from pytest_prodready.testing import cases, prove


@pytest.mark.parametrize("case", cases(drift_detector), ids=str)
def test_drift_detector(case, tmp_path):
    prove(case, tmp_path)
