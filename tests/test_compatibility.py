"""The plugins and options people run beside this one."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from conftest import OWED, WAIVED, House

OK, FAILED = pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED


@pytest.mark.parametrize(
    "words", [("-n2",), ("-n2", "--dist", "loadfile"), ("-n2", "--dist", "worksteal")], ids=" ".join
)
def test_xdist_brings_every_verdict_to_the_controller(house: House, words: tuple[str, ...]) -> None:
    assert house.run_apart(*words).ret == OK
    assert sorted(house.outcomes.values()) == ["passed", "passed", *["waived"] * len(WAIVED)]
    house.break_large()
    result = house.run_apart(*words)
    assert result.ret == FAILED
    result.stdout.fnmatch_lines(
        ["*weight: 11 > 10 kilograms*", "FAILED prodready.yaml::team::weight[[]large] - weight: 11 > 10 kilograms*"]
    )
    assert house.outcomes[House.LARGE] == "failed"


def test_a_worker_that_dies_leaves_its_gates_unproven(house: House) -> None:
    house.write("tests/test_unit.py", "import os\ndef test_unit():\n    os._exit(0)\n")
    result = house.run_apart("-n1", "--max-worker-restart=0", "tests", "prodready.yaml")
    assert result.ret != OK
    assert not house.report["complete"]


def test_junit_has_one_line_the_body_and_flat_properties(house: House) -> None:
    house.break_large()
    house.run("--junitxml=junit.xml")
    suite = ET.parse(house.path / "junit.xml")
    (case,) = [case for case in suite.iter("testcase") if case.get("name") == "weight[large]"]
    properties = {one.get("name"): one.get("value") for one in case.iter("property")}
    assert properties == {
        "prodready.gate": "team.weight",
        "prodready.outcome": "failed",
        "prodready.declaration": "large",
        "prodready.weight": "11",
        "prodready.weight.bound": "11",
        "prodready.weight.limit": "10",
    }
    failure = case.find("failure")
    assert failure is not None
    assert failure.get("message") == "weight: 11 > 10 kilograms"
    assert "prodready explain team.weight" in (failure.text or "")
    assert case.get("classname") == "prodready.yaml.team"


def test_html_shows_the_gate_and_its_reason(house: House) -> None:
    house.break_large()
    house.run_apart("--html=page.html", "--self-contained-html")
    page = (house.path / "page.html").read_text()
    assert "weight[large]" in page
    assert "prodready explain team.weight" in page


def test_randomly_changes_the_order_and_not_the_verdicts(house: House) -> None:
    orders = set()
    for seed in range(4):
        result = house.pytester.runpytest_subprocess("--prodready", "-v", f"--randomly-seed={seed}")
        assert result.ret == OK
        lines = [line.split(" ")[0] for line in result.stdout.lines if line.startswith("prodready.yaml::")]
        assert len(lines) == OWED
        orders.add(tuple(lines))
        assert list(house.outcomes)[-2:] == [House.SMALL, House.LARGE]
    assert len(orders) > 1


def test_rerunfailures_never_retries_a_gate_to_green(house: House) -> None:
    house.break_large()
    house.write(
        "tests/test_unit.py",
        "import pathlib\ndef test_unit():\n    pathlib.Path('large.txt').write_text('9')\n",
    )
    result = house.run_apart("--reruns", "3", "prodready.yaml")
    assert result.ret == FAILED
    assert result.parseoutcomes().get("rerun", 0) == 0


def test_timeout_fails_a_gate_that_hangs(house: House) -> None:
    house.edit(
        "conftest.py",
        "        return int(content.text())",
        "        import threading\n        threading.Event().wait()",
    )
    result = house.run_apart("--timeout=1", "-k", "small")
    assert result.ret == FAILED
    result.stdout.fnmatch_lines(["*Timeout*"])


def test_cov_measures_and_changes_nothing(house: House) -> None:
    assert house.run_apart("--cov=tests", "--cov-report=").ret == OK


@pytest.mark.parametrize(
    "words",
    [("--durations=3",), ("--ff",), ("-v",), ("-q",), ("--tb=line",), ("--tb=no",), ("-p", "no:terminal")],
    ids=" ".join,
)
def test_everyday_options_leave_the_verdict_alone(house: House, words: tuple[str, ...]) -> None:
    assert house.run_apart(*words).ret == OK
    house.break_large()
    assert house.run_apart(*words).ret == FAILED


def test_x_stops_at_the_first_failure_and_tells_what_was_not_judged(house: House) -> None:
    house.write("small.txt", "12")
    result = house.run("-x", "prodready.yaml")
    assert result.ret == FAILED
    assert house.outcomes[House.LARGE] == "unproven"
    assert not house.report["complete"]


def test_from_a_folder_below_the_same_gates_are_judged(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(house.path / "tests")
    assert house.run_apart().ret == OK
    assert len(house.outcomes) == OWED


def test_in_a_monorepo_each_manifest_is_judged(house: House) -> None:
    for name in ("one", "two"):
        for file in ("prodready.yaml", "small.txt", "large.txt"):
            house.write(f"{name}/{file}", (house.path / file).read_text())
    (house.path / "prodready.yaml").unlink()
    words = [f"--prodready-manifest={name}/prodready.yaml" for name in ("one", "two")]
    assert house.run_apart(*words).ret == OK
    assert {Path(node.partition("::")[0]).parent.name for node in house.outcomes} == {"one", "two"}
    house.write("two/large.txt", "11")
    assert house.run_apart(*words).ret == FAILED
    assert house.outcomes["two/prodready.yaml::team::weight[large]"] == "failed"
    assert house.outcomes["one/prodready.yaml::team::weight[large]"] == "passed"
