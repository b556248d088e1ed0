"""The schema of report.json names every field that is written, closes every object and holds for every verdict."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from pytest_prodready.core.estimate import Estimate
from pytest_prodready.core.evidence import Evidence, Kind
from pytest_prodready.core.location import Location
from pytest_prodready.core.measurement import at_least, at_most
from pytest_prodready.core.outcome import Outcome
from pytest_prodready.core.phase import Phase
from pytest_prodready.core.verdict import Verdict
from pytest_prodready.report.json_report import render
from pytest_prodready.report.json_schema import report_schema
from pytest_prodready.report.run import Judged, Note, Run

VALIDATOR = jsonschema.Draft202012Validator(report_schema())


@pytest.fixture
def report() -> dict[str, Any]:
    """One of everything."""
    measurements = (
        at_most("p95", Estimate(0.21, 0.2, 0.23, 500, 0.95, "order statistics"), 0.25, unit="s"),
        at_least("odd", float("nan"), float("inf"), unit="rows", where=Location("a.csv", 3), details=["x"]),
    )
    evidence = (
        Evidence("a.csv", 10, "rows", "0" * 64, Kind.MEASURED, {"rows": 10, "share": 0.5, "ok": True, "no": None}),
        Evidence("card", 1, "claims", None, Kind.ATTESTED),
    )
    verdicts = {
        f"prodready.yaml::x::{outcome}": Verdict(
            gate="data.x",
            declaration=None,
            outcome=outcome,
            location=Location("prodready.yaml", 1),
            reason="because",
            fix="mend\nit",
            details=("d",),
            measurements=(measurements if outcome is Outcome.UNPROVEN else (at_most("x", 3, 2, unit="rows"),)),
            evidence=evidence,
        )
        for outcome in (Outcome.FAILED, Outcome.UNPROVEN, Outcome.WAIVED)
    }
    run = Run(
        nodes=verdicts,
        judged=(Judged("prodready.yaml", "1" * 64, "demo", Phase.PILOT),),
        complete=True,
        commit="2" * 40,
        dirty=True,
        origins={"data.x": "house.rules"},
        later={Phase.SCALE: ("data.y",)},
        notes=(Note("soon"),),
        doubts=("odd",),
        environment={"python": "3.11"},
    )
    return json.loads(render(run))  # type: ignore[no-any-return]  # JSON gives Any


def objects(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        if schema.get("type") == "object" and "properties" in schema:
            yield schema
        for inner in schema.values():
            yield from objects(inner)


def test_it_holds_for_a_report_with_one_of_everything(report: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator.check_schema(report_schema())
    assert [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(report)] == []


def test_every_object_of_known_fields_is_closed() -> None:
    found = list(objects(report_schema()))
    assert len(found) == 5
    assert [one for one in found if one["additionalProperties"] is not False or not one["required"]] == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("complete",), "true"),
        (("phase",), "production"),
        (("digest",), "abc"),
        (("verdicts", 0, "outcome"), "fine"),
        (("verdicts", 0, "declaration"), 3),
        (("verdicts", 0, "required"), None),
        (("verdicts", 0, "measurements", 0, "value"), None),
        (("verdicts", 0, "measurements", 0, "relation"), "about"),
        (("verdicts", 0, "evidence", 0, "kind"), "declared"),
        (("verdicts", 0, "evidence", 0, "inspected"), -1),
        (("verdicts", 0, "evidence", 0, "sha256"), "xyz"),
        (("verdicts", 1, "measurements", 0, "n"), 1.5),
        (("verdicts", 0, "surprise"), 1),
        (("surprise",), 1),
    ],
    ids=str,
)
def test_anything_else_in_a_field_is_refused(report: dict[str, Any], path: tuple[Any, ...], value: object) -> None:
    changed = copy.deepcopy(report)
    inner = changed
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    assert list(VALIDATOR.iter_errors(changed)) != []


def test_no_field_may_be_left_out(report: dict[str, Any]) -> None:
    for key in report:
        assert list(VALIDATOR.iter_errors({name: value for name, value in report.items() if name != key})), key
    for key in report["verdicts"][0]:
        less = copy.deepcopy(report)
        del less["verdicts"][0][key]
        assert list(VALIDATOR.iter_errors(less)), key


def test_the_committed_copy_is_this_one() -> None:
    committed = Path(__file__).parents[2] / "docs" / "reference" / "report.schema.json"
    assert json.loads(committed.read_text(encoding="utf-8")) == report_schema()
