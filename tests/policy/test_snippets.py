"""Every snippet that a gap shows is YAML that the loader takes, and that closes the gap."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pytest_prodready.core.catalog import Catalog
from pytest_prodready.core.declaration import Declaration
from pytest_prodready.core.gate import Gate
from pytest_prodready.core.location import Location
from pytest_prodready.core.phase import Phase
from pytest_prodready.gates import built_in
from pytest_prodready.manifest.load import BUILT_IN, Manifest, load_manifest
from pytest_prodready.manifest.shape import fields
from pytest_prodready.policy.plan import Absence, Judgement, make_plan
from pytest_prodready.policy.snippets import add_declaration, add_field
from pytest_prodready.reading.strict_yaml import load

TODAY = date(2026, 11, 23)
HEAD = "version: 1\nproject: {name: demo, phase: scale, owner: demo-team}\n"
GATES = list(built_in())


def merged(into: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    """`more` written under the keys of `into`, as a person pastes it."""
    for key, value in more.items():
        if isinstance(into.get(key), dict) and isinstance(value, dict):
            merged(into[key], value)
        else:
            into[key] = value
    return into


def pasted(folder: Path, *texts: str) -> Manifest:
    whole: dict[str, Any] = {}
    for text in texts:
        document = load(text.encode(), "snippet.yaml")
        assert document.problems == ()
        assert isinstance(document.value, dict)
        merged(whole, document.value)
    path = folder / "prodready.yaml"
    path.write_text(yaml.safe_dump(whole, sort_keys=False), encoding="utf-8")
    return load_manifest(path, folder, today=TODAY)


def gap_of(manifest: Manifest, gate: Gate) -> list[Absence]:
    owed = make_plan(manifest, Catalog([gate]), Phase.SCALE).owed
    return [item for item in owed if isinstance(item, Absence)]


@pytest.mark.parametrize("gate", GATES, ids=lambda gate: gate.id)
def test_the_snippet_of_a_missing_declaration_closes_its_gap(gate: Gate, tmp_path: Path) -> None:
    (gap,) = gap_of(pasted(tmp_path, HEAD), gate)
    assert (gap.declaration, gap.snippet) == (None, add_declaration(gate))
    assert gap_of(pasted(tmp_path, HEAD, gap.snippet), gate) == []
    judged = make_plan(pasted(tmp_path, HEAD, gap.snippet), Catalog([gate])).owed
    assert any(isinstance(one, Judgement) for one in judged)


@pytest.mark.parametrize("kind", BUILT_IN, ids=lambda kind: kind.section)
def test_every_example_stands_alone_but_for_what_it_names_of_others(kind: type[Declaration], tmp_path: Path) -> None:
    alone = [str(problem) for problem in pasted(tmp_path, HEAD, kind.example).problems]
    assert alone == {
        "integrations": [
            (
                "prodready.yaml:9:5: no service or model of this name; got api; "
                "fix: declare one: there is no service or model at all"
            )
        ],
        "operations.rollback": [
            "prodready.yaml:9:5: no service of this name; got api; fix: declare one: there is no service at all"
        ],
    }.get(kind.section, [])
    assert pasted(tmp_path, HEAD, *(other.example for other in BUILT_IN), kind.example).problems == ()


@st.composite
def missing_fields(draw: st.DrawFn) -> tuple[type[Declaration], str, list[str]]:
    kind = draw(st.sampled_from(BUILT_IN))
    optional = [field.attribute for field in fields(kind) if not field.required]
    chosen = draw(st.lists(st.sampled_from(optional), unique=True, min_size=1))
    name = draw(st.from_regex("[a-z][a-z0-9_]{0,9}", fullmatch=True) | st.sampled_from(["no", "on", "y", "null"]))
    return kind, name, chosen


@given(missing_fields())
def test_the_snippet_of_missing_fields_is_read_at_its_place(
    tmp_path_factory: pytest.TempPathFactory, found: tuple[type[Declaration], str, list[str]]
) -> None:
    kind, name, chosen = found
    subject = make(kind, name)
    required = {field.key: field.example for field in fields(kind) if field.required and kind.named}
    entry = f"{kind.section}:\n  {name}: {{{', '.join(f'{key}: {text}' for key, text in required.items())}}}\n"
    texts = [HEAD, *(one.example for one in BUILT_IN), *([entry] if required else []), add_field(subject, chosen)]
    manifest = pasted(tmp_path_factory.mktemp("m"), *texts)
    assert manifest.problems == ()
    (read,) = [one for one in manifest.of(kind) if one.name == subject.name]
    assert [one.key for one in fields(kind) if one.attribute in chosen and not read.wrote(one.key)] == []


def make(kind: type[Declaration], name: str) -> Declaration:
    values = {field.attribute: None for field in fields(kind)}
    return kind(name=name if kind.named else kind.section.rpartition(".")[2], where=Location("x"), **values)


def test_the_fields_stand_under_the_keys_that_lead_to_them() -> None:
    by_section = {kind.section: kind for kind in BUILT_IN}
    model = make(by_section["models"], "churn")
    assert add_field(model, ["card", "artifact"]) == (
        "models:\n  churn:\n    card: MODEL_CARD.md\n    artifact: models/churn.joblib"
    )
    rollback = make(by_section["operations.rollback"], "rollback")
    assert add_field(rollback, ["plan"]) == "operations:\n  rollback:\n    plan: docs/rollback.md"
    crm = make(by_section["integrations"], "crm")
    assert add_field(crm, ["sources"]) == "integrations:\n  crm:\n    from: [api]"


def test_a_missing_declaration_is_shown_for_the_kind_that_owes_it() -> None:
    shown = {gate.id: add_declaration(gate).partition(":")[0] for gate in GATES}
    assert shown["integration.samples"] == "integrations"
    assert shown["performance.latency"] == "services"
