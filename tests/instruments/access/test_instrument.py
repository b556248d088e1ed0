import os
import time

import pytest

from pytest_prodready.core.instrument import Bench
from pytest_prodready.core.location import Location
from pytest_prodready.core.looking import CannotLook, Look
from pytest_prodready.declarations.access import Access
from pytest_prodready.declarations.dataset import Dataset
from pytest_prodready.instruments.access import instrument
from pytest_prodready.instruments.access.instrument import Loaders


@pytest.fixture
def load(tmp_path):
    def call(code, loader="data.py:load", rows=1, within=30.0, env=None):
        (tmp_path / "data.py").write_text(code)
        (tmp_path / "scratch").mkdir(exist_ok=True)
        access = Access(loader=loader, rows=rows, within=within, env=env or {})
        look = Look()
        subject = Dataset(name="t", where=Location("prodready.yaml", 3), source="t.csv", access=access)
        found = Loaders(Bench(tmp_path, tmp_path / "scratch"), look).load(subject)
        return found, look.evidence

    return call


def test_a_call_is_evidence(load):
    found, (evidence,) = load("def load():\n    return [1, 2, 3]\n")
    assert (found.rows, found.kind, found.ended, found.why, found.tail) == (3, "list", True, "", ())
    assert (evidence.subject, evidence.inspected, evidence.unit) == ("data.py:load", 1, "calls")
    assert evidence.facts["rows"] == 3
    assert len(evidence.sha256) == 64


def test_a_module_of_the_repo_will_do(load):
    found, (evidence,) = load("def load():\n    return 'abc'.split()\n", loader="data:load")
    assert (found.rows, evidence.sha256) == (1, None)


def test_it_runs_in_a_process_of_its_own_with_its_variables_only(load, monkeypatch):
    monkeypatch.setenv("SECRET_OF_OURS", "1")
    code = "import os\ndef load():\n    assert 'SECRET_OF_OURS' not in os.environ\n    return [0] * {}\n"
    found, _ = load(code.format("os.getpid()"))
    assert found.why == ""
    assert found.rows not in (0, os.getpid())
    found, _ = load(code.format("int(os.environ['ROWS'])"), env={"ROWS": "17"})
    assert found.rows == 17


def test_its_error_and_the_end_of_what_it_wrote_are_told(load):
    code = "def load():\n    print('connecting')\n    raise OSError('no \\x1b[2J route')\n"
    found, _ = load(code)
    assert (found.rows, found.why) == (0, r"OSError: no \x1b[2J route")
    assert found.tail[0] == "connecting"
    assert found.tail[-1] == r"OSError: no \x1b[2J route"


def test_leaving_is_an_error_too(load):
    assert load("import sys\ndef load():\n    sys.exit('no mood for it')\n")[0].why == "SystemExit: no mood for it"


def test_a_thread_that_it_leaves_behind_is_not_waited_for(load):
    code = (
        "import threading\ndef load():\n    threading.Thread(target=threading.Event().wait).start()\n    return [1]\n"
    )
    found, _ = load(code)
    assert (found.rows, found.ended) == (1, True)


def test_the_rows_of_a_generator_count_in_its_time(load):
    code = "import time\ndef load():\n    for row in range(3):\n        time.sleep(0.05)\n        yield row\n"
    assert load(code, rows=3)[0].seconds >= 0.15


def test_one_that_hangs_is_ended(load, monkeypatch):
    monkeypatch.setattr(instrument, "START_S", 1.0)
    started = time.monotonic()
    found, _ = load("import threading\ndef load():\n    print('waiting')\n    threading.Event().wait()\n", within=0.5)
    assert (found.ended, found.rows) == (False, 0)
    assert 1.5 <= found.seconds <= time.monotonic() - started


@pytest.mark.parametrize(
    ("code", "loader", "reason"),
    [("", "data.py:load", "data.py: the file is empty"), ("x = 1\n", "date.py:load", "date.py: no such file")],
)
def test_a_loader_that_is_not_there(load, code, loader, reason):
    with pytest.raises(CannotLook, match=reason):
        load(code, loader=loader)
