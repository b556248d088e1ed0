"""The last section: a table by gap, what is waived or upcoming, and one line that says ready or not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_prodready.core.evidence import Evidence
from pytest_prodready.core.location import Location
from pytest_prodready.core.measurement import at_most
from pytest_prodready.core.outcome import Outcome
from pytest_prodready.core.phase import Phase
from pytest_prodready.core.verdict import Verdict
from pytest_prodready.report.run import Judged, Note, Run
from pytest_prodready.report.summary import summary_lines

REASONS = {
    Outcome.PASSED: "",
    Outcome.FAILED: "rows: 3 > 2",
    Outcome.UNPROVEN: "nothing was measured",
    Outcome.WAIVED: "waived by us until 2026-12-01: later",
}


def verdict(
    outcome: Outcome, gate: str = "data.schema", name: str = "a", *, required: bool = True, reason: str = ""
) -> Verdict:
    return Verdict(
        gate=gate,
        declaration=name,
        outcome=outcome,
        required=required,
        location=Location("prodready.yaml", 3),
        reason=reason or REASONS[outcome],
        measurements=(at_most("rows", 1 if outcome is Outcome.PASSED else 3, 2, unit="rows"),),
        evidence=(Evidence("a.csv", 9, "rows"),),
    )


def run(*verdicts: Verdict, **more: object) -> Run:
    nodes = {f"prodready.yaml::{one.subject}": one for one in verdicts}
    plain: dict[str, object] = {
        "nodes": nodes,
        "judged": (Judged("prodready.yaml", "0" * 64, "demo", Phase.PILOT),),
        "complete": True,
        "commit": None,
        "dirty": False,
        "origins": {},
    }
    return Run(**{**plain, **more})  # type: ignore[arg-type]  # built for tests only


def told(found: Run, width: int = 80) -> list[str]:
    return [line for line, _ in summary_lines(found, width)]


def colours(found: Run) -> dict[str, str]:
    return {line.strip(): colour for line, colour in summary_lines(found)}


def test_a_ready_run() -> None:
    found = run(verdict(Outcome.PASSED), verdict(Outcome.PASSED, "team.owner"), folder=".prodready")
    assert told(found) == [
        " gap             gates  pass  fail  worst finding",
        " data                1     1     0",
        " team                1     1     0",
        " phase pilot: READY, 2 of 2 gates proven",
        " report .prodready/report.json",
    ]
    assert colours(found)["phase pilot: READY, 2 of 2 gates proven"] == "green"


def test_a_run_that_is_not_ready_names_the_worst_of_each_gap_and_what_to_do_first() -> None:
    found = run(
        verdict(Outcome.PASSED),
        verdict(Outcome.UNPROVEN, name="b"),
        verdict(Outcome.FAILED, name="c"),
        verdict(Outcome.FAILED, "team.owner"),
    )
    assert told(found) == [
        " gap             gates  pass  fail  worst finding",
        " data                3     1     2  schema[b]: unproven: nothing was measured",
        " team                1     0     1  owner[a]: rows: 3 > 2",
        " phase pilot: NOT READY, 3 required gates are not proven",
        " fix first: prodready explain data.schema",
    ]
    assert colours(found)["phase pilot: NOT READY, 3 required gates are not proven"] == "red"


def test_a_problem_of_the_manifest_is_checked_first() -> None:
    found = run(verdict(Outcome.FAILED, "readiness.manifest", "line3"), verdict(Outcome.FAILED))
    assert told(found)[-1] == " fix first: prodready check prodready.yaml"


def test_waived_and_upcoming_gates_are_told_and_stop_nothing() -> None:
    found = run(
        verdict(Outcome.WAIVED),
        verdict(Outcome.FAILED, name="b", required=False),
        verdict(Outcome.PASSED, name="c", required=False),
        later={Phase.SCALE: ("data.drift", "team.oncall")},
        notes=(Note("the waiver ends in 3 days", urgent=True),),
    )
    assert told(found)[2:] == [
        " waived: data.schema[a] by us until 2026-12-01: later",
        " upcoming: data.schema[b]: rows: 3 > 2",
        " upcoming: data.schema[c]: holds already",
        " the waiver ends in 3 days",
        " upcoming from scale: data.drift, team.oncall",
        " phase pilot: READY, 1 of 3 gates proven, 1 waived",
    ]
    assert colours(found)["the waiver ends in 3 days"] == "yellow"


@pytest.mark.parametrize(
    ("more", "line"),
    [
        ({"left_out": frozenset({"prodready.yaml::data.schema[b]"}), "complete": False}, " PARTIAL: 1 of 2 gates judged - no verdict on the whole"),
        ({"collected_only": True, "complete": False}, " collected only: nothing was judged (--prodready-list shows what is owed and exits 0)"),
        ({"doubts": ("a worker died",)}, " a worker died"),
        ({"static": True}, " STATIC: nothing of the repo was run; this does not prove readiness"),
    ],
    ids=["partial", "collected", "doubt", "static"],
)  # fmt: skip
def test_a_run_that_proves_less_says_so(more: dict[str, object], line: str) -> None:
    found = run(verdict(Outcome.PASSED), verdict(Outcome.PASSED, name="b"), **more)
    assert line in told(found, 120)
    if "static" not in more:
        assert not any("phase pilot: READY" in one for one in told(found))


def test_a_run_over_several_manifests_speaks_for_the_earliest_phase() -> None:
    judged = (Judged("a.yaml", "", "a", Phase.SCALE), Judged("b.yaml", "", "b", Phase.PROTOTYPE))
    assert " phase prototype: READY, 1 of 1 gates proven" in told(run(verdict(Outcome.PASSED), judged=judged))


def test_a_run_of_nothing_is_not_ready() -> None:
    assert not run(complete=True).ready
    assert told(run(complete=True)) == [" NOT READY: nothing is owed, so nothing was judged"]


names = st.text(max_size=60)


@given(
    st.lists(st.tuples(st.sampled_from(list(Outcome)), names, st.booleans(), names), max_size=4),
    names,
    st.integers(40, 140),
)
def test_no_line_is_wider_than_the_terminal_and_none_holds_what_moves_the_cursor(
    items: list[tuple[Outcome, str, bool, str]], note: str, width: int
) -> None:
    verdicts = [verdict(one, "team.owner", name, required=need, reason=why) for one, name, need, why in items]
    found = run(*verdicts, notes=(Note(note),), doubts=(note,), folder=note, later={Phase.SCALE: (note,)})
    for line, colour in summary_lines(found, width):
        assert len(line) <= width
        assert not set(line) & set("\n\r\x1b\x85\u2028\u202e")
        assert colour in {"", "green", "red", "yellow"}
