"""A phase asks for more than the one before: what is owed now fails, what is owed later is told."""

import pytest

from conftest import UPCOMING, WAIVED, House
from pytest_prodready.core.phase import Phase

OK, FAILED, USAGE = pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.USAGE_ERROR


@pytest.fixture(autouse=True)
def without_waivers(house: House) -> None:
    """The toy's waivers speak for its own phase."""
    text = (house.path / "prodready.yaml").read_text()
    house.write("prodready.yaml", text.partition("waivers:")[0])


def said(result: pytest.RunResult) -> str:
    return " ".join(result.stdout.str().split())


def gaps(house: House) -> dict[str, str]:
    return {one["gate"]: one["reason"] for one in house.report["verdicts"] if one["reason"].startswith("not declared")}


def test_what_the_phase_requires_and_nobody_declares_fails_under_a_node_of_its_own(house: House) -> None:
    result = house.run()
    assert result.ret == FAILED
    assert gaps(house) == {
        "data.history": "not declared: prodready.yaml declares nothing under datasets with time",
        "data.access": "not declared: prodready.yaml declares nothing under datasets with access",
        "data.sources": "not declared: prodready.yaml declares nothing under datasets with samples",
        "data.schema": "not declared: prodready.yaml declares nothing under datasets with schema",
        "integration.contract": "not declared: prodready.yaml declares nothing under services or integrations with contract",
        "integration.samples": (
            "not declared: prodready.yaml declares nothing under services or integrations with contract and samples"
        ),
    }
    assert house.outcomes["prodready.yaml::data::schema"] == "failed"
    result.stdout.fnmatch_lines(
        [
            "not declared: prodready.yaml declares nothing under datasets with schema",
            "  where     prodready.yaml:1",
            "  fix       add to prodready.yaml, with your own values:",
            "            datasets:",
            "              customers:",
            "                source: data/customers/[*].parquet",
        ]
    )


def test_looking_ahead_asks_for_what_the_later_phase_requires(house: House) -> None:
    house.run()
    now = set(gaps(house))
    result = house.run("--prodready-phase", "pilot")
    assert result.ret == FAILED
    result.stdout.fnmatch_lines(["prodready: prodready.yaml (phase pilot, * gates)", "*phase pilot: NOT READY*"])
    assert house.report["phase"] == "pilot"
    assert set(gaps(house)) - now == {*UPCOMING[Phase.PROTOTYPE], *UPCOMING[Phase.PILOT]}


def test_looking_back_is_told_as_such_and_proves_nothing_of_the_projects_own_phase(house: House) -> None:
    house.edit("prodready.yaml", "phase: validate", "phase: pilot")
    house.run("--prodready-phase", "validate")
    assert house.report["phase"] == "validate"
    assert house.report["upcoming"]["prototype"] == UPCOMING[Phase.PROTOTYPE]


def test_a_gate_of_a_later_phase_is_judged_where_it_can_be_and_never_stops_the_run(house: House) -> None:
    house.edit("conftest.py", "since=Phase.VALIDATE", "since=Phase.PILOT")
    house.break_large()
    result = house.run("-v", "-k", "weight")
    assert result.ret == OK
    assert result.parseoutcomes() == {"passed": 1, "upcoming": 1, "deselected": len(WAIVED) + 1}
    result.stdout.fnmatch_lines(["prodready.yaml::team::weight[[]large] UPCOMING*"])
    assert "upcoming: team.weight[large]: weight: 11 > 10 kilograms" in said(result)
    assert "upcoming: team.weight[small]: holds already" in said(result)
    assert "team.weight" in said(result).partition("upcoming from pilot:")[2]
    large = next(one for one in house.report["verdicts"] if one["node"] == House.LARGE)
    assert (large["required"], large["outcome"]) == (False, "failed")


def test_a_gate_of_a_later_phase_that_nothing_is_declared_for_is_only_named(house: House) -> None:
    assert f"upcoming from prototype: {', '.join(UPCOMING[Phase.PROTOTYPE])}" in said(house.run())
    assert not any(one["gate"] in UPCOMING[Phase.PROTOTYPE] for one in house.report["verdicts"])
    assert house.report["upcoming"]["prototype"] == UPCOMING[Phase.PROTOTYPE]


def test_an_unknown_phase_is_refused_with_the_known_ones(house: House) -> None:
    result = house.run("--prodready-phase", "production")
    assert result.ret == USAGE
    result.stderr.fnmatch_lines(
        ["*--prodready-phase: no phase 'production'; the phases are validate, prototype, pilot, scale"]
    )


def test_a_phase_that_cannot_be_read_asks_for_everything(house: House) -> None:
    house.edit("prodready.yaml", "phase: validate", "phase: soon")
    assert house.run().ret == FAILED
    assert house.report["phase"] == "scale"
    assert "governance.model_card" in gaps(house)
