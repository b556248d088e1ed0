import pytest

from pytest_prodready.gates.data.schema_teeth import schema_teeth
from pytest_prodready.testing import cases, prove


@pytest.mark.parametrize("case", cases(schema_teeth), ids=str)
def test_schema_teeth(case, tmp_path):
    prove(case, tmp_path)
