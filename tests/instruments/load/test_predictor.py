import json
import subprocess
import sys
from pathlib import Path

import pytest

from pytest_prodready.instruments.load.plan import PredictPlan, Samples

pytestmark = pytest.mark.load

PREDICT = "def predict(rows):\n    return [2 * row['tenure'] for row in rows]\n"
ROWS = [{"tenure": 3}, {"tenure": 40}]


@pytest.fixture
def process(tmp_path: Path):
    """The prediction process, started as the instrument starts it, in a repo with one Python file."""

    def run(source: str, name: str = "model.py", **changes: object) -> subprocess.CompletedProcess[bytes]:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(source, encoding="utf-8")
        standard = {"predict": "model:predict", "rows": ROWS, "rate": 200.0, "seconds": 0.1, "timeout_s": 5.0}
        plan = PredictPlan(**(standard | {"warm_up_s": 0.0} | changes))
        words = [sys.executable, "-I", "-m", "pytest_prodready.instruments.load.predictor"]
        return subprocess.run(words, input=plan.dump(), capture_output=True, check=False, cwd=tmp_path)

    return run


@pytest.fixture
def offer(process):
    def run(source: str, **changes: object) -> Samples:
        done = process(source, **changes)
        assert done.returncode == 0, done.stderr
        return Samples.parse(done.stdout)

    return run


def test_every_row_in_turn_is_predicted_and_timed(offer) -> None:
    samples = offer(PREDICT)
    assert (samples.offered, samples.answered, samples.failures) == (20, 20, {})
    assert len(samples.response) == 20
    assert all(0 < took < 5 for took in samples.response)
    assert len(samples.reference) == 18


@pytest.mark.parametrize(
    ("name", "predict"),
    [
        ("model.py", "model:predict"),
        ("model.py", "model.py:predict"),
        ("src/churn/model.py", "src/churn/model.py:predict"),
        ("src/churn/model.py", "churn.model:predict"),
    ],
)
def test_it_is_found_by_module_and_by_path(offer, name: str, predict: str) -> None:
    assert offer(PREDICT, name=name, predict=predict).answered == 20


def test_a_file_of_a_package_may_import_its_neighbours(offer, tmp_path: Path) -> None:
    package = tmp_path / "src" / "churn"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "factor.py").write_text("FACTOR = 2\n")
    source = "from .factor import FACTOR\ndef predict(rows):\n    return [FACTOR] * len(rows)\n"
    assert offer(source, name="src/churn/model.py", predict="src/churn/model.py:predict").answered == 20


def test_one_slow_call_keeps_the_next_ones_waiting(offer) -> None:
    """Theory: at 100/s a call of 0.5 s meets 50 rows, which are late by 0.49, 0.48 ... s."""
    source = "import time\ncalls = []\ndef predict(rows):\n    calls.append(1)\n"
    source += "    time.sleep(0.5 * (len(calls) == 5))\n    return [1]\n"
    samples = offer(source, rate=100.0, seconds=0.8)
    assert samples.answered == 80
    assert 24 <= sum(took > 0.25 for took in samples.response) <= 34
    assert max(samples.response) >= 0.5


def test_a_worker_that_is_overrun_times_rows_out_and_ends(process) -> None:
    """At 100/s and 50 ms a call the queue grows by 40 ms a row; whoever has waited 0.3 s is gone and not asked for."""
    source = "import time\ndef predict(rows):\n    print('called')\n    time.sleep(0.05)\n    return [1]\n"
    done = process(source, rate=100.0, seconds=1.0, timeout_s=0.3)
    samples = Samples.parse(done.stdout)
    assert samples.offered == len(samples.response) == 100
    assert samples.answered + samples.failures["timeout"] == 100
    assert samples.failures["timeout"] >= 70
    assert sum(took > 0.3 for took in samples.response) == samples.failures["timeout"]
    assert done.stderr.count(b"called") <= 30


@pytest.mark.parametrize(
    ("source", "failures"),
    [
        (
            "def predict(rows):\n    return [1 / (rows[0]['tenure'] - 3)]\n",
            {"row 1: ZeroDivisionError at model.py:2": 10},
        ),
        ("def predict(rows):\n    raise SystemExit(0)\n", {f"row {n}: SystemExit at model.py:2": 10 for n in (1, 2)}),
        ("def predict(rows):\n    return [1, 2]\n", {f"row {n}: 2 scores for one row": 10 for n in (1, 2)}),
        ("def predict(rows):\n    return []\n", {f"row {n}: 0 scores for one row": 10 for n in (1, 2)}),
        ("def predict(rows):\n    return 1\n", {f"row {n}: TypeError at predictor.py" for n in (1, 2)}),
    ],
)
def test_what_fails_is_counted_by_row_and_place(offer, source: str, failures: object) -> None:
    samples = offer(source, warm_up_s=0.01)
    told = samples.failures if isinstance(failures, dict) else {why.rpartition(":")[0] for why in samples.failures}
    assert told == failures
    assert samples.lost + samples.answered == 20
    assert len(samples.response) == samples.answered


def test_what_the_code_prints_is_no_answer(process) -> None:
    source = "import os\nprint('loading')\ndef predict(rows):\n    os.write(1, b'noise\\n')\n    return [1]\n"
    done = process(source)
    assert json.loads(done.stdout)["answered"] == 20
    assert set(done.stderr.split()) == {b"loading", b"noise"}


@pytest.mark.parametrize(
    ("source", "predict", "error"),
    [
        (PREDICT, "model:score", b"has no attribute 'score'"),
        (PREDICT, "nowhere:predict", b"No module named 'nowhere'"),
        ("import not_installed_1\n", "model:predict", b"No module named 'not_installed_1'"),
    ],
)
def test_what_cannot_be_imported_ends_the_process(process, source: str, predict: str, error: bytes) -> None:
    done = process(source, predict=predict)
    assert done.returncode == 1
    assert error in done.stderr


def test_the_warm_up_is_called_and_not_counted(offer) -> None:
    source = "calls = []\ndef predict(rows):\n    calls.append(1)\n    return [1] if len(calls) > 5 else []\n"
    samples = offer(source, warm_up_s=0.05)
    assert (samples.offered, samples.answered, samples.failures) == (20, 20, {})


def test_the_garbage_collector_stays_on(offer) -> None:
    assert offer("import gc\ndef predict(rows):\n    return [1] if gc.isenabled() else []\n").answered == 20
