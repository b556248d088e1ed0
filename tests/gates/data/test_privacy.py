import pytest

from pytest_prodready.gates.data.privacy import privacy
from pytest_prodready.testing import cases, prove


@pytest.mark.parametrize("case", cases(privacy), ids=str)
def test_privacy(case, tmp_path):
    prove(case, tmp_path)
