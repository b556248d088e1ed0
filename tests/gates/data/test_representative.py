import pytest

from pytest_prodready.gates.data.representative import representative
from pytest_prodready.testing import cases, prove


@pytest.mark.parametrize("case", cases(representative), ids=str)
def test_representative(case, tmp_path):
    prove(case, tmp_path)
