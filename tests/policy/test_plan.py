"""What a manifest owes at its phase: judgements, gaps, problems, and what is only asked for later."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from pytest_prodready.core.catalog import Catalog
from pytest_prodready.core.gate import Gate, gate
from pytest_prodready.core.instrument import Instrument
from pytest_prodready.core.measurement import Measurement
from pytest_prodready.core.phase import Phase
from pytest_prodready.declarations.dataset import Dataset, Role
from pytest_prodready.declarations.model import Model
from pytest_prodready.declarations.service import Service
from pytest_prodready.manifest.load import load_manifest
from pytest_prodready.policy.plan import Absence, Judgement, Plan, Unsound, make_plan

TODAY = date(2026, 11, 23)


class Eyes(Instrument):
    name = "eyes"


def schema(dataset: Dataset, eyes: Eyes) -> Iterator[Measurement]:
    """Every dataset is what its schema says.

    Why: it is read.
    To fix: mend it.
    """
    yield from ()


def latency(subject: Service | Model, eyes: Eyes) -> Iterator[Measurement]:
    """Every answer comes in time.

    Why: somebody waits.
    To fix: be faster.
    """
    yield from ()


SCHEMA: Gate = gate("data.schema", since=Phase.PROTOTYPE, needs=["schema"])(schema)
SIZE: Gate = gate("data.size", since=Phase.SCALE)(schema)
LATENCY: Gate = gate("performance.latency", since=Phase.VALIDATE, needs=["latency"], optional_for=[Model])(latency)


def plan(
    folder: Path, entries: str, *gates: Gate, phase: Phase | None = None, own: str = "prototype", waivers: str = ""
) -> Plan:
    path = folder / "prodready.yaml"
    path.write_text(f"version: 1\nproject: {{name: demo, phase: {own}, owner: demo-team}}\n{entries}{waivers}")
    return make_plan(load_manifest(path, folder, today=TODAY), Catalog(gates), phase)


def told(found: Plan) -> list[tuple[str, str, str | None, bool, str]]:
    return [
        (type(one).__name__, one.gate_id, one.declaration, one.required, str(one.where).removeprefix("prodready.yaml"))
        for one in found.owed
    ]


def test_each_declaration_with_what_the_gate_needs_is_judged_at_the_line_of_the_need(tmp_path: Path) -> None:
    found = plan(tmp_path, "datasets:\n  a: {source: a.csv, schema: a.py:A}\n  b: {source: b.csv}\n", SCHEMA)
    assert told(found) == [
        ("Judgement", "data.schema", "a", True, ":4:22"),
        ("Absence", "data.schema", "b", True, ":5:3"),
    ]
    gap = found.owed[1]
    assert isinstance(gap, Absence)
    assert (gap.missing, gap.snippet) == (
        "datasets.b declares no schema",
        "datasets:\n  b:\n    schema: schemas/customers.py:Customers",
    )


def test_nothing_of_the_kind_is_one_gap_at_the_head_of_the_manifest(tmp_path: Path) -> None:
    found = plan(tmp_path, "", SCHEMA, LATENCY)
    assert told(found) == [
        ("Absence", "data.schema", None, True, ":1"),
        ("Absence", "performance.latency", None, True, ":1"),
    ]
    assert [one.missing for one in found.owed if isinstance(one, Absence)] == [
        "prodready.yaml declares nothing under datasets with schema",
        "prodready.yaml declares nothing under services or models with latency",
    ]


def test_a_kind_for_which_a_gate_is_optional_owes_no_gap_and_closes_none(tmp_path: Path) -> None:
    model = "models:\n  churn: {artifact: m}\n"
    assert told(plan(tmp_path, model, LATENCY)) == [("Absence", "performance.latency", None, True, ":1")]
    service = "services:\n  api: {start: [run], latency: {p95: 1s, at: 1/s}}\n"
    assert told(plan(tmp_path, model + service, LATENCY)) == [
        ("Judgement", "performance.latency", "api", True, ":6:23")
    ]
    timed = "models:\n  churn: {artifact: m, latency: {p95: 1s, at: 1/s}}\n"
    assert [one[:3] for one in told(plan(tmp_path, timed, LATENCY))] == [("Judgement", "performance.latency", "churn")]


PRODUCTION: Gate = gate(
    "data.live", since=Phase.VALIDATE, needs=["schema"], applies=lambda dataset: dataset.role is Role.PRODUCTION
)(schema)


def test_a_declaration_that_the_promise_is_not_meant_for_is_neither_judged_nor_a_gap(tmp_path: Path) -> None:
    entries = (
        "datasets:\n  a: {source: a.csv, schema: a.py:A}\n  b: {source: b.csv, role: production, schema: b.py:B}\n"
    )
    assert told(plan(tmp_path, entries, PRODUCTION)) == [("Judgement", "data.live", "b", True, ":5:40")]


def test_no_label_takes_a_project_out_of_a_promise(tmp_path: Path) -> None:
    found = plan(tmp_path, "datasets:\n  a: {source: a.csv, schema: a.py:A}\n", PRODUCTION)
    assert told(found) == [("Absence", "data.live", None, True, ":1")]
    (gap,) = found.owed
    assert isinstance(gap, Absence)
    assert gap.missing == "prodready.yaml declares nothing under datasets with schema that it is asked of"


def test_a_field_that_could_not_be_read_lets_nobody_off(tmp_path: Path) -> None:
    found = plan(tmp_path, "datasets:\n  a: {source: a.csv, schema: a.py:A, role: big}\n", PRODUCTION)
    assert [(type(one).__name__, one.declaration) for one in found.owed] == [("Unsound", "line4"), ("Judgement", "a")]


@pytest.mark.parametrize("phase", list(Phase))
def test_a_gate_is_required_from_its_phase_onwards_and_judged_before_without_stopping(
    tmp_path: Path, phase: Phase
) -> None:
    found = plan(tmp_path, "datasets:\n  a: {source: a.csv, schema: a.py:A}\n", SCHEMA, SIZE, phase=phase)
    assert found.phase is phase
    assert [(one.gate_id, one.required) for one in found.owed] == [
        ("data.schema", phase is not Phase.VALIDATE),
        ("data.size", phase is Phase.SCALE),
    ]
    assert all(isinstance(one, Judgement) for one in found.owed)
    assert [one.id for one in found.later] == {
        Phase.VALIDATE: ["data.schema", "data.size"],
        Phase.PROTOTYPE: ["data.size"],
        Phase.PILOT: ["data.size"],
        Phase.SCALE: [],
    }[phase]


def test_what_a_later_phase_asks_for_is_no_gap_yet(tmp_path: Path) -> None:
    assert plan(tmp_path, "", SIZE).owed == ()
    assert [type(one) for one in plan(tmp_path, "", SIZE, phase=Phase.SCALE).owed] == [Absence]
    assert plan(tmp_path, "", SCHEMA, own="validate").owed == ()


def test_a_phase_that_cannot_be_read_counts_as_the_last(tmp_path: Path) -> None:
    found = plan(tmp_path, "", SIZE, own="soon")
    assert found.phase is Phase.SCALE
    assert [type(one) for one in found.owed] == [Unsound, Absence]


def test_problems_come_first_each_under_its_line(tmp_path: Path) -> None:
    entries = "datasets:\n  a: {source: a.csv, schema: a.py:A, scheme: x, roll: big}\n  b: {source: 3}\n"
    found = plan(tmp_path, entries, SCHEMA)
    assert [(type(one).__name__, one.declaration) for one in found.owed] == [
        ("Unsound", "line4"),
        ("Unsound", "line4_2"),
        ("Unsound", "line5"),
        ("Judgement", "a"),
        ("Absence", "b"),
    ]
    assert {one.gate_id for one in found.owed[:3]} == {"readiness.manifest"}


def test_a_need_that_could_not_be_read_is_judged_and_not_called_absent(tmp_path: Path) -> None:
    found = plan(tmp_path, "datasets:\n  a: {source: a.csv, schema: [1]}\n", SCHEMA)
    assert [(type(one).__name__, one.declaration) for one in found.owed] == [("Unsound", "line4"), ("Judgement", "a")]


def test_a_section_that_is_no_mapping_is_a_problem_of_every_gate_that_reads_it(tmp_path: Path) -> None:
    found = plan(tmp_path, "datasets: [a.csv]\n", SCHEMA, SIZE, phase=Phase.SCALE)
    assert [(type(one).__name__, one.gate_id) for one in found.owed] == [
        ("Unsound", "readiness.manifest"),
        ("Unsound", "data.schema"),
        ("Unsound", "data.size"),
    ]


def test_a_waiver_on_nothing_owed_is_a_problem(tmp_path: Path) -> None:
    waivers = "waivers:\n  - {gate: data.size, owner: us, reason: later, expires: 2026-12-01}\n"
    found = plan(tmp_path, "datasets:\n  a: {source: a.csv, schema: a.py:A}\n", SCHEMA, waivers=waivers)
    assert [(type(one).__name__, one.declaration) for one in found.owed] == [("Unsound", "line6"), ("Judgement", "a")]
    problem = found.owed[0]
    assert isinstance(problem, Unsound)
    assert problem.problem.saw == "data.size"


def test_node_names_stay_apart_in_every_plan(tmp_path: Path) -> None:
    entries = "datasets:\n  a: {source: 3, x: 1, y: 2}\n  b: {z: 1}\n"
    found = plan(tmp_path, entries, SCHEMA, SIZE, LATENCY, phase=Phase.SCALE)
    names = [(one.gate_id, one.declaration) for one in found.owed]
    assert len(names) == len(set(names))
