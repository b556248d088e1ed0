import pytest

from pytest_prodready.gates.data.label_feedback import label_feedback
from pytest_prodready.testing import cases, prove


@pytest.mark.parametrize("case", cases(label_feedback), ids=str)
def test_label_feedback(case, tmp_path):
    prove(case, tmp_path)
