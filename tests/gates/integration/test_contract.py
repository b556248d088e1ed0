import pytest

from pytest_prodready.gates.integration.contract import contract
from pytest_prodready.testing import cases, prove


@pytest.mark.parametrize("case", cases(contract), ids=str)
def test_contract(case, tmp_path):
    prove(case, tmp_path)
