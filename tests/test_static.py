"""--prodready-static reads files only: nothing of the judged repo is imported or started."""

import pytest

from conftest import House

OK, FAILED = pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED

RUNS = '''
from pytest_prodready.core.measurement import at_least


class Engine(Instrument):
    """Runs the repo's own code, which leaves a canary behind."""

    name = "engine"
    executes = True

    def start(self, path):
        self.saw(Evidence(path, 1, "starts"))
        exec((self.bench.root / path).read_text())
        return 1


@gate("performance.start", since=Phase.VALIDATE, needs=["artifact"])
def start(model: Model, engine: Engine) -> Iterator[Measurement]:
    """Every model starts.

    Why: one that does not serves nobody.
    To fix: mend it.
    """
    yield at_least("starts", engine.start("start.txt"), 1, unit="starts")


def pytest_prodready_gates():
    return [weight, start]
'''
CANARY = "open(self.bench.root / 'canary', 'w').close()"
SMALL, LARGE = "prodready.yaml::performance::start[small]", "prodready.yaml::performance::start[large]"
NOT_RUN = "NOT RUN (static): judging it would run code of the repo"


@pytest.fixture(autouse=True)
def running_gate(house: House) -> None:
    text = (house.path / "conftest.py").read_text()
    house.write("conftest.py", text.partition("def pytest_prodready_gates")[0] + RUNS)
    house.write("start.txt", CANARY)


def said(result: pytest.RunResult) -> str:
    return " ".join(result.stdout.str().split())


def test_without_it_the_code_of_the_repo_runs(house: House) -> None:
    assert house.run().ret == OK
    assert (house.path / "canary").exists()


def test_what_would_run_code_is_not_run_and_fails_the_run(house: House) -> None:
    result = house.run("--prodready-static")
    assert result.ret == FAILED
    assert not (house.path / "canary").exists()
    assert {node for node, outcome in house.outcomes.items() if outcome == "unproven"} == {SMALL, LARGE}
    reasons = {one["reason"] for one in house.report["verdicts"] if one["outcome"] == "unproven"}
    assert reasons == {NOT_RUN}
    assert house.outcomes[House.SMALL] == "passed"
    assert "STATIC: nothing of the repo was run; this does not prove readiness" in said(result)
    assert "phase validate: NOT READY" in said(result)
    assert (house.report["static"], house.report["ready"]) == (True, False)


def test_the_environment_of_an_untrusted_run_means_the_same(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRODREADY_UNTRUSTED", "1")
    assert house.run().ret == FAILED
    assert not (house.path / "canary").exists()
    assert house.report["static"] is True


def test_what_may_be_left_out_is_named_one_by_one_and_the_run_still_proves_nothing(house: House) -> None:
    one = house.run("--prodready-static", "--prodready-static-ok", "performance.start[small]")
    assert one.ret == FAILED
    both = house.run("--prodready-static", "--prodready-static-ok", "performance.start")
    assert both.ret == OK
    assert "STATIC: nothing of the repo was run; this does not prove readiness" in said(both)
    assert "phase validate: NOT READY" in said(both)
    assert (house.report["ready"], house.report["static"]) == (False, True)
    assert not (house.path / "canary").exists()


def test_permission_to_leave_out_excuses_no_failure(house: House) -> None:
    house.break_large()
    words = ("--prodready-static", "--prodready-static-ok=performance.start", "--prodready-static-ok=team.weight")
    result = house.run(*words)
    assert result.ret == FAILED
    assert house.outcomes[House.LARGE] == "failed"
    assert "--prodready-static-ok team.weight: no such gate was left out" in said(result)


def test_permission_for_what_was_not_left_out_fails(house: House) -> None:
    result = house.run("--prodready-static-ok", "performance.start")
    assert result.ret == FAILED
    assert "--prodready-static-ok performance.start: no such gate was left out" in said(result)


def test_a_waiver_cannot_turn_what_was_not_run_into_a_pass(house: House) -> None:
    text = (house.path / "prodready.yaml").read_text()
    expires = text.rpartition("expires: ")[2].partition("}")[0]
    waiver = f"  - {{gate: performance.start, owner: us, reason: slow, expires: {expires}, covers: [failed]}}\n"
    house.write("prodready.yaml", text + waiver)
    result = house.run("--prodready-static")
    assert result.ret == FAILED
    assert house.outcomes[LARGE] == "unproven"


EVERYTHING = """\
version: 1
project: {name: toy, phase: scale, owner: toy-team}
datasets:
  customers: {source: customers.csv, schema: "pythoncode.py:Schema", key: [id]}
models:
  churn:
    artifact: churn.pkl
    predict: "pythoncode.py:predict"
    rows: customers.csv
    card: customers.csv
    latency: {p95: 1s, at: 1/s}
services:
  api:
    start: ["{python}", pythoncode.py, "{port}"]
    contract: customers.csv
    golden: customers.csv
    latency: {p95: 1s, at: 1/s}
operations:
  rollback: {plan: customers.csv, service: api}
"""


def test_no_gate_of_the_house_imports_starts_or_unpickles_anything(house: House) -> None:
    house.write("prodready.yaml", EVERYTHING)
    house.write("customers.csv", "id,age\n1,30\n2,40\n")
    house.write("pythoncode.py", "import pathlib\npathlib.Path(__file__).with_name('canary').touch()\n")
    # Unpickled, this text creates the canary.
    house.write("churn.pkl", "cbuiltins\nopen\n(S'canary'\nS'w'\ntR.")
    # What is left to pytest itself is switched off as the page on trust tells.
    words = ("--prodready-static", "--noconftest", "-p", "no:cacheprovider", "prodready.yaml")
    result = house.run_apart(*words)
    assert result.ret == FAILED
    assert {"canary", "__pycache__"} & {path.name for path in house.path.iterdir()} == set()
    not_run = {one["gate"] for one in house.report["verdicts"] if one["reason"] == NOT_RUN}
    assert not_run == {"data.schema", "data.schema_teeth", "performance.latency"}
    assert house.outcomes["prodready.yaml::data::duplicates[customers]"] == "passed"
