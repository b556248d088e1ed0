import pytest

from pytest_prodready.gates.data.access import access
from pytest_prodready.testing import cases, prove


@pytest.mark.parametrize("case", cases(access), ids=str)
def test_access(case, tmp_path):
    prove(case, tmp_path)
