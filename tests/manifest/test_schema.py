import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from pytest_prodready.cli import main
from pytest_prodready.declarations.project import Project
from pytest_prodready.declarations.waiver import Waiver
from pytest_prodready.manifest.load import BUILT_IN, load_manifest
from pytest_prodready.manifest.schema import of_shape, schema
from pytest_prodready.manifest.shape import fields

TODAY = date(2026, 11, 23)
SCHEMA = schema(BUILT_IN)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
HEAD = {"version": 1, "project": {"name": "churn", "phase": "prototype", "owner": "us"}}


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_the_command_prints_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out) == SCHEMA
    assert main(["schema", "--report"]) == 0
    assert "verdicts" in json.loads(capsys.readouterr().out)["properties"]


@pytest.mark.parametrize("kind", [Project, *BUILT_IN, Waiver], ids=lambda kind: kind.section)
def test_every_example_of_a_field_fits_its_own_schema(kind: type) -> None:
    for field in fields(kind):
        value = json.loads(
            json.dumps(yaml.load(field.example, yaml.BaseLoader if field.shape is date else yaml.SafeLoader))
        )
        jsonschema.validate(value, of_shape(field.shape))


@pytest.mark.parametrize("kind", [*BUILT_IN, Waiver], ids=lambda kind: kind.section)
def test_every_example_of_a_section_loads_without_a_problem(kind: type, tmp_path: Path) -> None:
    services = "" if kind.section == "services" else "services:\n  api: {start: [run]}\n"
    text = f"version: 1\nproject: {{name: churn, phase: prototype, owner: us}}\n{services}{kind.example}"
    (tmp_path / "prodready.yaml").write_text(text)
    assert load_manifest(tmp_path / "prodready.yaml", tmp_path, today=TODAY).problems == ()


def test_every_property_has_words_and_an_example() -> None:
    def walk(node: dict) -> None:
        for inner in node.get("properties", {}).values():
            assert inner.get("description") or inner.get("properties") or "const" in inner, inner
            walk(inner)
        if isinstance(node.get("additionalProperties"), dict):
            walk(node["additionalProperties"])

    walk(SCHEMA)


leaves = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 5),
    st.floats(0, 2),
    st.sampled_from(["a.csv", "200ms", "5/s", "2%", "", "training", "x:y"]),
)
values = st.one_of(
    leaves,
    st.lists(leaves, max_size=2),
    st.dictionaries(st.sampled_from(["default", "p95", "at", "x"]), leaves, max_size=3),
)
sections = [kind for kind in BUILT_IN if kind.named]


@st.composite
def documents(draw: st.DrawFn) -> dict:
    kind = draw(st.sampled_from(sections))
    keys = [field.key for field in fields(kind)] + ["surprise"]
    entry = draw(st.dictionaries(st.sampled_from(keys), values, max_size=5))
    return {**HEAD, kind.section: {draw(st.sampled_from(["customers", "Bad Name"])): entry}}


@settings(max_examples=300)
@given(document=documents())
def test_what_the_reader_accepts_the_schema_accepts(document: dict, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("m")
    (folder / "prodready.yaml").write_text(yaml.safe_dump(document))
    problems = load_manifest(folder / "prodready.yaml", folder, today=TODAY).problems
    assert VALIDATOR.is_valid(document) or problems
    if not VALIDATOR.is_valid(document):
        assert all(problem.where.line for problem in problems)


ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(ROOT.glob("examples/*/prodready.yaml"))


def check(schema_file: Path, manifest: Path) -> tuple[int, str]:
    words = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema_file), str(manifest)]
    done = subprocess.run(words, check=False, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("manifest", EXAMPLES, ids=lambda path: path.parent.name)
def test_the_modeline_leads_to_a_schema_that_tools_of_others_take(manifest: Path, tmp_path: Path) -> None:
    match = re.match(r"# yaml-language-server: \$schema=(\S+)\n", manifest.read_text())
    assert match is not None
    named = manifest.parent / match[1]
    assert json.loads(named.read_text()) == SCHEMA
    assert check(named, manifest) == (0, "ok -- validation done\n")
    typo = tmp_path / "prodready.yaml"
    typo.write_text(manifest.read_text().replace("p95:", "p59:"))
    code, said = check(named, typo)
    assert code == 1
    assert "'p59' was unexpected" in said
