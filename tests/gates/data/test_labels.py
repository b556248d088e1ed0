import pytest

from pytest_prodready.gates.data.labels import labels
from pytest_prodready.testing import cases, prove


@pytest.mark.parametrize("case", cases(labels), ids=str)
def test_labels(case, tmp_path):
    prove(case, tmp_path)
