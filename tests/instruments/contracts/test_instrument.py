import builtins
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.contracts.instrument import Contracts

CATASTROPHE = {"pattern": "^(a+)+$"}


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(Contracts, "patience_s", 1.5)


def test_an_instrument_of_contracts_runs_nothing_of_the_repo():
    assert (Contracts.name, Contracts.extra, Contracts.executes) == ("contracts", "integration", False)


def test_a_contract_is_evidence_with_its_standard(repo):
    repo.api("3.0.3")
    (evidence,) = repo.look.evidence
    assert (evidence.subject, evidence.unit, evidence.facts) == ("c.json", "lines", {"standard": "OpenAPI 3.0"})
    assert evidence.inspected == (repo.root / "c.json").read_text().count("\n") + 1


def test_a_catastrophic_pattern_is_ended(repo, impatient):
    contract = repo.schema(CATASTROPHE)
    with pytest.raises(CannotLook) as caught:
        repo.judge(contract, "a" * 40 + "!", 1)
    assert str(caught.value).startswith("c.json: its patterns did not come to an end within 1.5 s")
    assert caught.value.fix == "rewrite patterns with repeated groups, such as (a+)+"


def test_a_catastrophic_pattern_over_a_default_is_ended(repo, impatient):
    with pytest.raises(CannotLook, match="its patterns did not come to an end"):
        repo.api("3.0.3", {"A": {"type": "string", **CATASTROPHE, "default": "a" * 40 + "!"}})


def test_patterns_judge_as_anything_else_does(repo):
    contract = repo.schema({"properties": {"a": {"pattern": "^C[0-9]$"}}})
    assert [bool(one.reasons) for one in repo.judge(contract, {"a": "C1"}, {"a": "1"})] == [False, True]


@pytest.mark.parametrize(
    ("schema", "reason"),
    [
        ({"type": "strin"}, "c.json:2:2: the contract cannot judge samples: #/type: 'strin'"),
        ({"$ref": "#/gone"}, "c.json:2:2: the contract cannot judge samples: #/$ref: $ref #/gone leads nowhere"),
        ({"pattern": "("}, "c.json:2:2: the contract cannot judge samples: #/pattern"),
        ({"allOf": [{"$ref": "#"}]}, "c.json:1:1: the contract cannot judge samples: #: it refers to itself"),
    ],
)
def test_a_contract_that_is_not_sound_judges_no_samples(repo, schema, reason):
    with pytest.raises(CannotLook) as caught:
        repo.judge(repo.schema(schema), 1, 1)
    assert str(caught.value).startswith(reason)
    assert caught.value.fix == "correct the contract first"


def test_the_same_violation_is_told_once_with_its_place(repo):
    contract = repo.api("3.1.0", {"A": {"minimum": "0"}, "B": {"minimum": "0"}})
    assert [one.text for one in contract.violations] == [
        "#/components/schemas/A/minimum: '0' is not of type 'number'",
        "#/components/schemas/B/minimum: '0' is not of type 'number'",
    ]


def test_recursion_is_opened_and_judged(repo):
    contract = repo.api(
        "3.0.3", {"Tree": {"type": "object", "properties": {"left": {"$ref": "#/components/schemas/Tree"}}}}
    )
    assert [contract.violations, contract.broken_references()] == [[], ()]


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])
def test_a_schema_that_is_all_of_itself_is_told(repo, version):
    contract = repo.api(version, {"A": {"allOf": [{"$ref": "#/components/schemas/A"}]}})
    assert [one.text for one in contract.broken_references()] == [
        "#/components/schemas/A: it refers to itself without end"
    ]


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0", "3.2.0"])
@pytest.mark.parametrize("paths", ["x", [], {"/a": None}, {"/a": {"get": 1}}, {"/a": {"get": {"responses": []}}}, 7])
def test_a_document_of_the_wrong_shape_is_told_and_breaks_nothing(repo, version, paths):
    contract = repo.api(version, paths=paths)
    assert contract.violations
    assert all(one.text.startswith("#/paths") for one in contract.violations)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "c.json: the file is empty"),
        ("{", "c.json:1:2: not JSON"),
        ("[" * 100 + "]" * 100, "nesting deeper than 64"),
        ('{"a": 1, "a": 2}', "written twice"),
    ],
)
def test_a_contract_that_cannot_be_read_leaves_the_gate_blind(repo, content, reason):
    assert reason in str(repo.refusal(content))


def test_anchors_are_refused_with_their_fix(repo):
    error = repo.refusal("type: &t object\nproperties: {a: {type: *t}}\n", "c.yaml")
    assert "c.yaml:1:7: anchors are not allowed" in str(error)


@pytest.mark.parametrize("package", ["jsonschema", "referencing", "openapi_spec_validator"])
def test_a_missing_package_says_what_to_install(repo, monkeypatch, package):
    original = builtins.__import__

    def without(name, *rest, **more):
        if name.partition(".")[0] == package:
            raise ImportError("no", name=package)
        return original(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(CannotLook, match=f"{package} is not installed") as caught:
        repo.api("3.2.0", {"A": {"type": "object"}})
    assert caught.value.fix == "pip install 'pytest-prodready[integration]'"


@pytest.mark.parametrize("package", ["rfc3339_validator", "fqdn"])
def test_a_format_whose_check_is_not_installed_is_no_fault_of_the_contract(repo, monkeypatch, package):
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(CannotLook, match=f"{package} is not installed") as caught:
        repo.schema({"type": "object", "properties": {"at": {"type": "string", "format": "date-time"}}})
    assert caught.value.fix == "pip install 'pytest-prodready[integration]'"


WORDS = [
    "$ref",
    "$id",
    "id",
    "$schema",
    "$anchor",
    "$dynamicRef",
    "type",
    "properties",
    "items",
    "allOf",
    "not",
    "enum",
]
WORDS += ["default", "required", "pattern", "format", "$defs", "a", "paths", "/a", "get", "responses", "200", "content"]
WORDS += ["components", "schemas", "schema", "parameters", "examples", "extends", "discriminator", "x-a"]
TEXTS = ["#", "#/$defs/a", "#a", "c.json", "http://[", "//x", "#/%zz", "string", "^a", "(", "date", "", "3.1.0"]
TEXTS += ["http://json-schema.org/draft-03/schema#", "http://json-schema.org/draft-07/schema#"]
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 2) | st.sampled_from(TEXTS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=4),
    max_leaves=15,
)
OPENAPI = st.fixed_dictionaries(
    {"openapi": st.sampled_from(["3.0.3", "3.1.0", "3.2.0"]), "info": st.just({"title": "T", "version": "1"})},
    optional={"paths": st.just({}) | VALUES, "components": VALUES},
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(VALUES | OPENAPI)
def test_no_document_breaks_the_instrument(repo, document):
    try:
        contract = repo.schema(document if isinstance(document, dict) else {"not": document})
        repo.judge(contract, {"a": 1}, "a")
    except CannotLook:
        return
    for findings in (contract.unknown_keywords(), contract.silent_properties(), contract.untyped_operations()):
        assert all(one.where.line for one in findings)
