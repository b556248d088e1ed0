import pytest

from pytest_prodready.gates.data.duplicates import duplicates
from pytest_prodready.testing import cases, prove


@pytest.mark.parametrize("case", cases(duplicates), ids=str)
def test_duplicates(case, tmp_path):
    prove(case, tmp_path)
