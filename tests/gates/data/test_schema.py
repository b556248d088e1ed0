import pytest

from pytest_prodready.gates.data.schema import schema
from pytest_prodready.testing import cases, prove


@pytest.mark.parametrize("case", cases(schema), ids=str)
def test_schema(case, tmp_path):
    prove(case, tmp_path)


def test_a_static_run_imports_no_schema():
    assert schema.executes
