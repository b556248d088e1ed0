from datetime import date, timedelta

import pytest

from pytest_prodready.core.evidence import Evidence
from pytest_prodready.core.location import Location
from pytest_prodready.core.measurement import at_most
from pytest_prodready.core.outcome import Outcome
from pytest_prodready.core.verdict import Verdict
from pytest_prodready.declarations.waiver import Covers, Waiver
from pytest_prodready.policy.waivers import ending_soon, idle_waivers, matches, waive

TODAY = date(2026, 11, 23)
LINE = Location("prodready.yaml", 40, 5)


def waiver(
    gate: str = "performance.latency[api]", expires: date = TODAY, covers: tuple[Covers, ...] = (Covers.FAILED,)
) -> Waiver:
    return Waiver(
        name="1", where=LINE, gate=gate, owner="retention-team", reason="new node pool", expires=expires, covers=covers
    )


def verdict(outcome: Outcome) -> Verdict:
    value = 0.1 if outcome is Outcome.PASSED else 0.3
    return Verdict(
        gate="performance.latency",
        declaration="api",
        outcome=outcome,
        location=Location("prodready.yaml", 20),
        reason="" if outcome is Outcome.PASSED else "p95: 300 ms > 200 ms",
        measurements=(at_most("p95", value, 0.2, unit="s"),),
        evidence=(Evidence("POST /score", 500, "requests"),),
    )


@pytest.mark.parametrize(
    ("pattern", "hits"),
    [
        ("performance.latency[api]", True),
        ("performance.latency", True),
        ("performance.*", True),
        ("*[api]", True),
        ("performance.latency[ap]", False),
        ("performance.latenc", False),
        ("performance?latency", False),
        ("operations.*", False),
    ],
)
def test_a_pattern_names_gates_and_only_a_star_is_special(pattern: str, hits: bool) -> None:
    assert matches(pattern, "performance.latency", "api") is hits


def test_a_failure_under_a_valid_waiver_is_waived_and_keeps_its_reason() -> None:
    waived = waive(verdict(Outcome.FAILED), [waiver()], TODAY)
    assert (waived.outcome, waived.stops) == (Outcome.WAIVED, False)
    assert waived.reason == "waived by retention-team until 2026-11-23: new node pool"
    assert waived.details == ("p95: 300 ms > 200 ms",)


def test_the_last_day_still_holds_and_the_next_does_not() -> None:
    late = waive(verdict(Outcome.FAILED), [waiver(expires=TODAY - timedelta(days=1))], TODAY)
    assert (late.outcome, late.stops) == (Outcome.FAILED, True)
    assert late.reason == (
        "p95: 300 ms > 200 ms; the waiver of retention-team expired on 2026-11-22, 1 day ago (prodready.yaml:40:5)"
    )


@pytest.mark.parametrize("expires", [TODAY, TODAY - timedelta(days=1)])
def test_a_waiver_on_a_passing_gate_fails_until_it_is_removed(expires: date) -> None:
    needless = waive(verdict(Outcome.PASSED), [waiver(expires=expires)], TODAY)
    assert needless.outcome is Outcome.FAILED
    assert needless.reason.endswith("the waiver of retention-team at prodready.yaml:40:5 is no longer needed")
    assert needless.fix.startswith("remove the waiver")


def test_what_cannot_be_evaluated_is_covered_only_where_it_is_written() -> None:
    plain = waive(verdict(Outcome.UNPROVEN), [waiver()], TODAY)
    assert (plain.outcome, "covers failures, not what cannot be evaluated" in plain.reason) == (Outcome.UNPROVEN, True)
    both = waiver(covers=(Covers.FAILED, Covers.UNPROVEN))
    assert waive(verdict(Outcome.UNPROVEN), [both], TODAY).outcome is Outcome.WAIVED


def test_a_waiver_for_another_gate_changes_nothing() -> None:
    failed = verdict(Outcome.FAILED)
    assert waive(failed, [waiver("data.schema")], TODAY) is failed


def test_a_waiver_with_an_unreadable_field_waives_nothing() -> None:
    broken = Waiver(
        name="1", where=LINE, gate="*", owner="x", reason="y", expires=TODAY, broken={"expires": "no such date"}
    )
    object.__delattr__(broken, "expires")
    failed = verdict(Outcome.FAILED)
    assert waive(failed, [broken], TODAY) is failed


def test_a_waiver_that_names_nothing_owed_is_a_problem_at_its_line() -> None:
    (problem,) = idle_waivers([waiver("performance.latencies")], [("performance.latency", "api")])
    assert str(problem).startswith(
        "prodready.yaml:40:5: a waiver names no gate that this manifest owes; got performance.latencies"
    )
    assert list(idle_waivers([waiver()], [("performance.latency", "api")])) == []


@pytest.mark.parametrize(("days", "told"), [(0, True), (14, True), (15, False), (-1, False)])
def test_the_last_fortnight_is_told(days: int, told: bool) -> None:
    lines = list(ending_soon([waiver(expires=TODAY + timedelta(days=days))], TODAY))
    assert lines == ([f"the waiver of retention-team on performance.latency[api] ends in {days} days"] if told else [])
