import pytest

from pytest_prodready.gates.data.provenance import provenance
from pytest_prodready.testing import cases, prove


@pytest.mark.parametrize("case", cases(provenance), ids=str)
def test_provenance(case, tmp_path):
    prove(case, tmp_path)
