"""The prodready command: what it prints, where, and the exit code with which it ends."""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
import yaml

from conftest import House
from pytest_prodready.cli import main
from pytest_prodready.gates import built_in

SOUND = """\
version: 1
project: {name: churn, phase: prototype, owner: retention-team}
datasets:
  customers: {source: data/*.csv, key: [id]}
models:
  churn: {artifact: churn.joblib}
"""
BAD = """\
version: 1
project: {name: churn, phase: prototype, ownr: retention-team}
datasets:
  customers: {source: data/*.csv, min_rows: many}
"""


def write(folder: Path, text: str, name: str = "prodready.yaml") -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_sound_manifest_is_told_with_what_it_declares(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, SOUND)
    assert main(["check", path]) == 0
    assert capsys.readouterr() == (f"{path}: 2 declarations, no problems\n", "")


def test_without_a_name_the_manifest_of_this_folder_is_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, SOUND)
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 0
    assert capsys.readouterr().out == "prodready.yaml: 2 declarations, no problems\n"


def test_every_problem_is_printed_with_file_line_and_column(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, BAD)
    assert main(["check", path]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert [line.removeprefix(str(tmp_path) + "/") for line in err.splitlines()] == [
        "prodready.yaml:2:10: project has no owner; fix: add owner: retention-team",
        "prodready.yaml:2:42: unknown key 'ownr' in project; fix: did you mean owner?",
        "prodready.yaml:4:45: datasets.customers.min_rows takes a whole number; got many",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "no prodready.yaml under"),
        ("", "prodready.yaml: the manifest is empty: it declares nothing"),
        ("- a\n", "prodready.yaml: the manifest must be a mapping"),
        ("a: [\n", "prodready.yaml:2:1: not YAML: "),
        ("version: 1\n---\nversion: 1\n", "prodready.yaml:2:1: a second document"),
    ],
    ids=["missing", "empty", "list", "no YAML", "two documents"],
)
def test_what_is_no_manifest_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str | None, message: str
) -> None:
    path = str(tmp_path / "prodready.yaml") if text is None else write(tmp_path, text)
    assert main(["check", path]) == 1
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert err.startswith(message.replace("prodready.yaml:", f"{path}:"))


def test_each_of_several_manifests_is_checked_and_told_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad, gone = write(tmp_path / "a", SOUND), write(tmp_path / "b", BAD), str(tmp_path / "c" / "prodready.yaml")
    assert main(["check", bad, good, gone]) == 1
    out, err = capsys.readouterr()
    assert out == f"{good}: 2 declarations, no problems\n"
    lines = err.splitlines()
    assert [str(tmp_path / "b") in line for line in lines] == [True, True, True, False]
    assert str(tmp_path / "c") in lines[-1]


def test_a_path_printed_by_check_opens_the_file_from_here(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "services" / "churn", BAD)
    monkeypatch.chdir(tmp_path)
    assert main(["check", "services/churn/prodready.yaml"]) == 1
    assert {line.split(":")[0] for line in capsys.readouterr().err.splitlines()} == {"services/churn/prodready.yaml"}


def test_hostile_text_of_a_manifest_reaches_no_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, SOUND + '"\\e[31mred\\u202e\\n::error::": 1\n')
    assert main(["check", path]) == 1
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert err.rstrip("\n").isprintable()
    assert r"\\x1b[31mred\\u202e\\n::error::" in err


def test_the_schema_takes_what_the_loader_takes_and_refuses_a_misspelled_key(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["schema"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    assert list(validator.iter_errors(yaml.safe_load(SOUND))) == []
    for old, new in {"datasets": "dataset", "key": "keys", "owner": "ownr", "artifact": "artefact"}.items():
        errors = [error.message for error in validator.iter_errors(yaml.safe_load(SOUND.replace(old, new)))]
        assert any(f"'{new}' was unexpected" in message for message in errors), (new, errors)


def test_the_schema_of_the_report_takes_a_real_one(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    house.break_large()
    house.run("--prodready-phase", "pilot")
    capsys.readouterr()
    assert main(["schema", "--report"]) == 0
    validator = jsonschema.Draft202012Validator(json.loads(capsys.readouterr().out))
    report = house.report
    assert {one["outcome"] for one in report["verdicts"]} == {"passed", "failed", "waived"}
    assert list(validator.iter_errors(report)) == []
    report["verdicts"][0]["outcome"] = "fine"
    report["verdicts"][-1]["measurements"][0].pop("limit")
    assert sorted(error.json_path for error in validator.iter_errors(report)) == [
        "$.verdicts[0].outcome",
        f"$.verdicts[{len(report['verdicts']) - 1}].measurements[0]",
    ]


@pytest.mark.parametrize("gate", [gate.id for gate in built_in()])
def test_a_gate_is_explained_as_on_its_page(gate: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", gate]) == 0
    page = Path(__file__).parents[1] / "docs" / "reference" / "gates" / f"{gate}.md"
    assert capsys.readouterr().out == page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("data.shema", "no gate 'data.shema'; did you mean data.schema"),
        ("latency", "no gate 'latency'; did you mean performance.latency"),
        ("zzz", "no gate 'zzz'\n"),
    ],
)
def test_an_unknown_gate_is_answered_with_the_nearest(word: str, hint: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", word]) == 1
    out, err = capsys.readouterr()
    assert (out, err[: len(hint)]) == ("", hint)


def test_a_gate_named_with_its_declaration_is_explained_all_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "data.schema[customers]"]) == 0
    assert capsys.readouterr().out.startswith("# data.schema\n")


def test_a_gate_of_the_repos_own_conftest_is_explained_as_the_summary_promises(house: House) -> None:
    command = Path(sys.executable).with_name("prodready")
    done = subprocess.run(
        [command, "explain", "team.weight"], cwd=house.path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("# team.weight\n\nNo model weighs more than ten.\n")
    done = subprocess.run(
        [command, "explain", "team.wieght"], cwd=house.path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("no gate 'team.wieght'; did you mean team.weight")


@pytest.mark.parametrize("words", [[], ["judge"], ["explain"], ["verify"]], ids=str)
def test_bad_usage_ends_with_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(words)
    assert end.value.code == 2
    assert capsys.readouterr().err.startswith("usage: prodready")


def test_the_command_is_installed_and_loads_no_library_of_the_instruments(tmp_path: Path) -> None:
    path = write(tmp_path, SOUND)
    spy = (
        "import sys\nfrom pytest_prodready.cli import main\n"
        f"code = main(['check', {path!r}])\nprint(code, *sorted({{name.split('.')[0] for name in sys.modules}}))"
    )
    done = subprocess.run([sys.executable, "-c", spy], capture_output=True, text=True, check=True)
    code, *loaded = done.stdout.splitlines()[-1].split()
    assert code == "0"
    assert {"pandas", "pandera", "duckdb", "ibis", "numpy", "pytest", "hypothesis", "httptools"} & set(loaded) == set()
    installed = Path(sys.executable).with_name("prodready")
    assert subprocess.run([installed, "check", path], capture_output=True, check=False).returncode == 0
