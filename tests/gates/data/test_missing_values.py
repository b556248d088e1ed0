import pytest

from pytest_prodready.gates.data.missing_values import missing_values
from pytest_prodready.testing import cases, prove


@pytest.mark.parametrize("case", cases(missing_values), ids=str)
def test_missing_values(case, tmp_path):
    prove(case, tmp_path)
