"""A waiver from end to end: what it lets through, what it does not, and how the run says so."""

from datetime import UTC, datetime, timedelta

import pytest

from conftest import OWED, WAIVED, House

OK, FAILED = pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED
TODAY = datetime.now(UTC).date()


def waive(house: House, gate: str = "team.weight[large]", *, days: int = 20, more: str = "") -> None:
    text = (house.path / "prodready.yaml").read_text()
    expires = TODAY + timedelta(days=days)
    entry = f'  - {{gate: "{gate}", owner: bench-team, reason: a stronger bench comes, expires: {expires}{more}}}\n'
    house.write("prodready.yaml", text + entry)


def said(result: pytest.RunResult) -> str:
    """The output on one line, so that a wrapped sentence can be asserted whole."""
    return " ".join(result.stdout.str().split())


def verdict(house: House, node: str = House.LARGE) -> dict[str, object]:
    (found,) = [one for one in house.report["verdicts"] if one["node"] == node]
    return found


def test_a_waived_failure_ends_with_0_and_is_told_with_owner_reason_and_end(house: House) -> None:
    house.break_large()
    assert house.run().ret == FAILED
    waive(house)
    result = house.run("-v")
    assert result.ret == OK
    assert result.parseoutcomes() == {"passed": 2, "waived": len(WAIVED) + 1}
    result.stdout.fnmatch_lines(["prodready.yaml::team::weight[[]large] WAIVED*"])
    ends = TODAY + timedelta(days=20)
    assert f"waived: team.weight[large] by bench-team until {ends}: a stronger bench comes" in said(result)
    assert verdict(house)["reason"] == f"waived by bench-team until {ends}: a stronger bench comes"
    assert verdict(house)["details"] == ["weight: 11 > 10 kilograms"]
    assert house.report["ready"] is True


def test_an_expired_waiver_fails_and_names_its_owner(house: House) -> None:
    house.break_large()
    waive(house, days=-3)
    result = house.run()
    assert result.ret == FAILED
    expected = f"weight: 11 > 10 kilograms; the waiver of bench-team expired on {TODAY - timedelta(days=3)}, 3 days ago"
    assert expected in said(result)
    assert str(verdict(house)["reason"]).endswith("(prodready.yaml:9:5)")


@pytest.mark.parametrize("days", [20, -3], ids=["valid", "expired"])
def test_a_waiver_on_a_passing_gate_fails_until_it_is_removed(house: House, days: int) -> None:
    sound = (house.path / "prodready.yaml").read_text()
    waive(house, days=days)
    result = house.run()
    assert result.ret == FAILED
    assert verdict(house)["reason"] == (
        "team.weight[large] passes: the waiver of bench-team at prodready.yaml:9:5 is no longer needed"
    )
    assert "fix remove the waiver, or narrow its pattern to what still fails" in said(result)
    house.write("prodready.yaml", sound)
    assert house.run().ret == OK


def test_what_cannot_be_evaluated_is_let_through_only_where_the_waiver_says_so(house: House) -> None:
    sound = (house.path / "prodready.yaml").read_text()
    (house.path / "large.txt").unlink()
    waive(house)
    assert house.run().ret == FAILED
    assert (verdict(house)["outcome"], verdict(house)["reason"]) == (
        "unproven",
        (
            "cannot evaluate: large.txt: no such file; the waiver of bench-team covers failures, "
            "not what cannot be evaluated (prodready.yaml:9:5)"
        ),
    )
    house.write("prodready.yaml", sound)
    waive(house, more=", covers: [failed, unproven]")
    assert house.run().ret == OK
    assert verdict(house)["outcome"] == "waived"


def test_a_waiver_of_more_than_90_days_is_refused_and_covers_nothing(house: House) -> None:
    house.break_large()
    waive(house, days=91)
    result = house.run()
    assert result.ret == FAILED
    problem = verdict(house, "prodready.yaml::readiness::manifest[line9]")
    assert str(problem["reason"]).startswith("prodready.yaml:9:")
    assert "90 days" in str(problem["reason"])
    assert verdict(house)["outcome"] == "failed"


def test_a_waiver_of_90_days_holds(house: House) -> None:
    house.break_large()
    waive(house, days=90)
    assert house.run().ret == OK


def test_a_waiver_that_names_no_gate_fails_at_its_line(house: House) -> None:
    waive(house, "team.wieght[large]")
    result = house.run()
    assert result.ret == FAILED
    assert verdict(house, "prodready.yaml::readiness::manifest[line9]")["reason"] == (
        "prodready.yaml:9:6: a waiver names no gate that this manifest owes; got team.wieght[large]; "
        "fix: write the gate as the report does, such as performance.latency[api], or remove the waiver"
    )


@pytest.mark.parametrize("gate", ["*", "readiness.*", "readiness.manifest[line4]"])
def test_a_manifest_problem_cannot_be_waived(house: House, gate: str) -> None:
    for name in ("small.txt", "large.txt"):
        house.write(name, "11")
    house.edit("prodready.yaml", "small.txt}", "small.txt, artefact: x}")
    waive(house, gate)
    assert house.run().ret == FAILED
    assert house.outcomes["prodready.yaml::readiness::manifest[line4]"] == "failed"


@pytest.mark.parametrize(("days", "told"), [(14, True), (15, False)])
def test_the_end_of_a_waiver_is_announced_14_days_before(house: House, days: int, told: bool) -> None:
    house.break_large()
    waive(house, days=days)
    result = house.run()
    assert result.ret == OK
    assert (f"the waiver of bench-team on team.weight[large] ends in {days} days" in said(result)) is told


def test_a_waiver_without_its_owner_waives_nothing(house: House) -> None:
    house.break_large()
    waive(house)
    house.edit("prodready.yaml", "owner: bench-team, ", "")
    assert house.run().ret == FAILED
    assert verdict(house)["outcome"] == "failed"
    assert house.outcomes["prodready.yaml::readiness::manifest[line9]"] == "failed"


def test_a_waived_gate_never_counts_as_proven(house: House) -> None:
    house.break_large()
    waive(house)
    house.run().stdout.fnmatch_lines([f"*phase validate: READY, 1 of {OWED} gates proven*"])
