import pytest

from pytest_prodready.gates.data.pipeline import pipeline
from pytest_prodready.testing import cases, prove


@pytest.mark.parametrize("case", cases(pipeline), ids=str)
def test_pipeline(case, tmp_path):
    prove(case, tmp_path)


def test_a_static_run_runs_no_pipeline():
    assert pipeline.executes
