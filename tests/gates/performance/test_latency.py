import pytest

from pytest_prodready.gates.performance.latency import latency
from pytest_prodready.testing import cases, prove

pytestmark = pytest.mark.load


@pytest.mark.parametrize("case", cases(latency), ids=str)
def test_latency(case, tmp_path):
    prove(case, tmp_path)


def test_a_static_run_starts_nothing():
    assert latency.executes
