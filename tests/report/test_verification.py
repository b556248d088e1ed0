import json
import subprocess
from collections.abc import Callable
from typing import Any

import pytest

from conftest import House
from pytest_prodready.cli import main
from pytest_prodready.report.json_report import digest
from pytest_prodready.report.json_schema import report_schema


@pytest.fixture
def green(house: House) -> House:
    for words in (
        ["init", "-q"],
        ["add", "-A"],
        ["-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-qm", "first"],
    ):
        subprocess.run(["git", *words], check=True, cwd=house.path)
    assert house.run().ret == 0
    return house


def verify(house: House, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    capsys.readouterr()
    code = main(["verify", str(house.path / ".prodready" / "report.json"), "--root", str(house.path)])
    return code, "".join(capsys.readouterr())


def rewrite(house: House, change: Callable[[dict[str, Any]], object], *, seal: bool = True) -> None:
    content = house.report
    change(content)
    if seal:
        content["digest"] = digest(content)
    (house.path / ".prodready" / "report.json").write_text(json.dumps(content))


def test_a_green_report_about_this_repo_is_believed(green: House, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(green, capsys) == (0, f"{green.path}/.prodready/report.json: whole, unedited and green\n")


def test_the_report_fits_its_own_schema(green: House) -> None:
    import jsonschema  # noqa: PLC0415 - only here

    jsonschema.Draft202012Validator.check_schema(report_schema())
    jsonschema.validate(green.report, report_schema())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**green.report, "verdict": "fine"}, report_schema())


@pytest.mark.parametrize(
    ("change", "seal", "complaint"),
    [
        (
            lambda report: report.update(dirty=not report["dirty"]),
            False,
            "edited: the content does not match its digest",
        ),
        (lambda report: report.update(complete=False), True, "incomplete: not everything that is owed was judged"),
        (lambda report: report.update(ready=False), True, "not ready: the run it reports did not prove"),
        (lambda report: report["verdicts"].clear(), True, "incomplete: it holds no verdict"),
        (lambda report: report.update(plugin="0.0.1"), True, "foreign: written by version 0.0.1"),
        (lambda report: report.update(commit="0" * 40), True, "foreign: it is about commit 00000000000"),
        (lambda report: report.update(manifests=[]), True, "foreign: it names no manifest"),
        (lambda report: report["manifests"][0].update(path="other.yaml"), True, "foreign: there is no other.yaml here"),
        (lambda report: report.update(schema="prodready.report/9"), True, "no report of schema prodready.report/1"),
        (
            lambda report: report["verdicts"][-1].update(evidence=[]),
            True,
            "unfounded: team.weight[large] cannot be passed",
        ),
        (lambda report: report["verdicts"][-1].pop("evidence"), True, "malformed: KeyError: 'evidence'"),
    ],
)
def test_any_other_is_refused_with_its_reason(
    green: House,
    capsys: pytest.CaptureFixture[str],
    change: Callable[[dict[str, Any]], object],
    seal: bool,
    complaint: str,
) -> None:
    rewrite(green, change, seal=seal)
    code, said = verify(green, capsys)
    assert code == 1
    assert complaint in said


def test_evidence_that_changed_since_makes_it_stale(green: House, capsys: pytest.CaptureFixture[str]) -> None:
    green.write("large.txt", "8")
    assert verify(green, capsys)[1].endswith("stale: large.txt has changed since\n")
    green.edit("prodready.yaml", "toy-team}", "other-team}")
    assert "stale: prodready.yaml has changed since" in verify(green, capsys)[1]


def test_a_red_or_partial_or_torn_report_is_refused(green: House, capsys: pytest.CaptureFixture[str]) -> None:
    green.run("-k", "small")
    assert "incomplete" in verify(green, capsys)[1]
    green.break_large()
    green.run()
    assert "team.weight[large] is failed: weight: 11 > 10 kilograms" in verify(green, capsys)[1]
    path = green.path / ".prodready" / "report.json"
    path.write_text(path.read_text()[:100])
    assert verify(green, capsys)[0] == 1
    path.unlink()
    assert "No such file" in verify(green, capsys)[1]
