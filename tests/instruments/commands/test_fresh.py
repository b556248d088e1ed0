import json

import pytest

from pytest_prodready.core.instrument import Bench
from pytest_prodready.instruments.commands.fresh import ask


@pytest.fixture
def bench(tmp_path):
    (tmp_path / "scratch").mkdir()
    return Bench(tmp_path, tmp_path / "scratch")


def test_a_plan_goes_in_and_an_answer_comes_out_apart_from_what_is_printed(bench):
    (bench.root / "data.py").write_text(
        "import os\ndef load():\n    print('hello')\n    return [os.environ['A']] * 3\n"
    )
    plan = {"loader": "data.py:load", "rows": 1}
    done = ask(bench, "pytest_prodready.instruments.access.caller", plan, deadline_s=30, env={"A": "1"})
    assert (done.exit, done.timed_out) == (0, False)
    assert json.loads(done.stdout)["rows"] == 3
    assert done.stderr == b"hello\n"


def test_a_module_that_fails_is_told(bench):
    done = ask(bench, "pytest_prodready.instruments.access.caller", {}, deadline_s=30)
    assert json.loads(done.stdout)["error"] == "KeyError: 'loader'"
