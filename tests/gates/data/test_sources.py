import pytest

from pytest_prodready.gates.data.sources import sources
from pytest_prodready.testing import cases, prove


@pytest.mark.parametrize("case", cases(sources), ids=str)
def test_sources(case, tmp_path):
    prove(case, tmp_path)
