import pytest

from pytest_prodready.gates.integration.samples import samples
from pytest_prodready.testing import cases, prove


@pytest.mark.parametrize("case", cases(samples), ids=str)
def test_samples(case, tmp_path):
    prove(case, tmp_path)
