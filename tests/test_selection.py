"""Choosing gates at the command line: the exit code speaks for what ran, the words and the report for the rest."""

import pytest

from conftest import OWED, QUICK, House


@pytest.mark.parametrize(
    "words",
    [
        ("-k", "small"),
        ("-m", "prodready(declaration='small')"),
        (House.SMALL,),
        ("--prodready-only", "team.weight[small]"),
    ],
    ids=["-k", "-m", "node id", "--prodready-only"],
)
def test_a_choice_by_hand_speaks_for_what_ran(house: House, words: tuple[str, ...]) -> None:
    house.break_large()
    result = house.run(*words)
    assert result.ret == pytest.ExitCode.OK
    result.stdout.fnmatch_lines([f"*PARTIAL: 1 of {OWED} gates judged - no verdict on the whole*"])
    assert (house.report["complete"], house.report["ready"]) == (False, False)
    assert house.outcomes[House.SMALL] == "passed"
    assert house.outcomes[House.LARGE] == "unproven"


def test_a_choice_that_hits_the_broken_gate_fails(house: House) -> None:
    house.break_large()
    assert house.run("-k", "large").ret == pytest.ExitCode.TESTS_FAILED


def test_under_ci_a_partial_run_fails_unless_it_is_meant(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    result = house.run("-k", "small")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    said = " ".join(result.stdout.str().split())
    assert "a partial run under CI proves nothing: run everything, or say --prodready-partial" in said
    assert house.run("-k", "small", "--prodready-partial").ret == pytest.ExitCode.OK


def test_last_failed_reruns_only_the_broken_gate(house: House) -> None:
    house.break_large()
    assert house.run().ret == pytest.ExitCode.TESTS_FAILED
    house.write("large.txt", "9")
    result = house.run("--lf")
    assert result.ret == pytest.ExitCode.OK
    result.stdout.fnmatch_lines([f"*PARTIAL: 1 of {OWED} gates judged*"])


def test_choosing_nothing_is_no_success(house: House) -> None:
    assert house.run("-k", "nothing_of_the_kind").ret != pytest.ExitCode.OK


def test_everything_ran_and_holds(house: House) -> None:
    result = house.run()
    assert result.ret == pytest.ExitCode.OK
    result.stdout.fnmatch_lines([f"*phase validate: READY, 2 of {OWED} gates proven*"])
    assert (house.report["complete"], house.report["ready"]) == (True, True)


def test_listing_judges_nothing_and_exits_0(house: House) -> None:
    house.break_large()
    result = house.pytester.runpytest_inprocess(*QUICK, "--prodready-list")
    assert result.ret == pytest.ExitCode.OK
    result.stdout.fnmatch_lines(["*weight[[]large]*"])
    assert not (house.path / ".prodready").exists()
