"""The kit with which gates are proven able to fail: ours and anybody's.

A gate's case file lies beside its module under the same name. A test of one gate is three lines::

    @pytest.mark.parametrize("case", cases(my_gate), ids=str)
    def test_my_gate(case, tmp_path):
        prove(case, tmp_path)
"""

from pytest_prodready.testing.cases import Case, CaseFileError, cases
from pytest_prodready.testing.proof import Unproved, prove

__all__ = ["Case", "CaseFileError", "Unproved", "cases", "prove"]
