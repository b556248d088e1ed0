"""The dozen lines a person reads when a promise does not hold."""

import pytest

from pytest_prodready.core.estimate import Estimate
from pytest_prodready.core.evidence import Evidence
from pytest_prodready.core.location import Location
from pytest_prodready.core.measurement import Measurement, Relation, at_most
from pytest_prodready.core.outcome import Outcome
from pytest_prodready.core.verdict import Verdict
from pytest_prodready.report.failure import failure_text, headline, wrapped

LINE = Location("prodready.yaml", 31, 15)
NODE = "prodready.yaml::performance::latency[api]"


def verdict(outcome: Outcome = Outcome.FAILED, **more: object) -> Verdict:
    plain: dict[str, object] = {
        "gate": "performance.latency",
        "declaration": "api",
        "outcome": outcome,
        "location": LINE,
        "reason": "p95: 61.3 ms > 50 ms",
        "measurements": (at_most("p95", 0.0613, 0.05, unit="s"),),
    }
    return Verdict(**{**plain, **more})  # type: ignore[arg-type]  # checked by the class itself


def test_the_whole_text_of_a_failure() -> None:
    estimate = Estimate(0.0613, 0.058, 0.066, 500, 0.95, "order statistics")
    broken = Measurement(
        "p95",
        estimate,
        Relation.AT_MOST,
        0.05,
        "s",
        Location("app.py", 3),
        ("the slowest: POST /score", "run 1", "run 2"),
        True,
    )
    looked = (
        Evidence("POST /score", 500, "requests"),
        Evidence("data/rows.csv", 7043, "rows", "4fc82b26aecb47d2868c4efbe3581732a3e7cbcc6c2efb32062c08170a05eeb8"),
    )
    text = failure_text(
        verdict(
            measurements=(broken, at_most("p99", 0.2, 0.1, unit="s", where=LINE), at_most("p50", 0.01, 0.02, unit="s")),
            evidence=looked,
            details=("two of two runs over",),
            fix="cache the model.\nOr raise the budget.",
        ),
        NODE,
    )
    assert text.split("\n") == [
        "p95: 61.3 ms > 50 ms",
        "  where     app.py:3, declared at prodready.yaml:31:15",
        "  bound     one-sided 95%, order statistics; the limit is the default",
        "  details   run 1",
        "            run 2",
        "  also      prodready.yaml:31:15  p99: 200 ms > 100 ms",
        "  details   two of two runs over",
        "  looked at data/rows.csv: 7,043 rows, sha256 4fc82b26…, and 1 more",
        "  fix       cache the model.",
        "            Or raise the budget.",
        "  next      pytest --prodready 'prodready.yaml::performance::latency[api]'",
        "            prodready explain performance.latency",
    ]


@pytest.mark.parametrize(
    ("outcome", "reason", "expected"),
    [
        (Outcome.FAILED, "p95: 61.3 ms > 50 ms", "p95: 61.3 ms > 50 ms"),
        (Outcome.UNPROVEN, "nothing was measured", "unproven: nothing was measured"),
        (Outcome.UNPROVEN, "cannot evaluate: a.csv: no such file", "cannot evaluate: a.csv: no such file"),
        (Outcome.FAILED, "two\nlines\x1b[2J", r"two\nlines\x1b[2J"),
    ],
)
def test_the_first_line_stands_alone(outcome: Outcome, reason: str, expected: str) -> None:
    assert headline(verdict(outcome, reason=reason)) == expected
    assert failure_text(verdict(outcome, reason=reason), NODE).split("\n")[0] == expected


def test_many_broken_measurements_are_counted_and_not_listed() -> None:
    broken = tuple(at_most(f"column {number}", 1, 0, unit="rows", where=LINE) for number in range(9))
    lines = failure_text(verdict(measurements=broken), NODE).split("\n")
    assert [line.split("  ")[-1] for line in lines if "column" in line] == [
        "column 1: 1 > 0 rows",
        "column 2: 1 > 0 rows",
        "column 3: 1 > 0 rows",
    ]
    assert "            and 5 more, in the report" in lines
    assert len(lines) <= 12


def test_the_place_to_mend_is_told_once_where_it_is_the_declarations_own() -> None:
    broken = at_most("p95", 0.0613, 0.05, unit="s", where=LINE)
    assert "  where     prodready.yaml:31:15" in failure_text(verdict(measurements=(broken,)), NODE).split("\n")


def test_a_problem_of_the_manifest_is_next_checked_and_not_explained() -> None:
    told = failure_text(verdict(gate="readiness.manifest", declaration="line31"), "prodready.yaml::readiness::x")
    assert told.split("\n")[-1] == "  next      prodready check prodready.yaml"


def test_foreign_text_is_cleaned_and_cut_in_every_line() -> None:
    dirty = "\x1b[31m\u202e" + "x" * 500
    broken = Measurement(dirty, 3, Relation.AT_MOST, 2, "rows", Location(dirty), (dirty, dirty))
    told = failure_text(
        verdict(
            measurements=(broken, broken),
            evidence=(Evidence(dirty, 1, dirty),),
            details=(dirty,),
            fix=dirty,
            reason="r",
        ),
        dirty,
    )
    assert {character for character in told if not character.isprintable()} == {"\n"}
    assert max(len(line) for line in told.split("\n")) <= 212
    assert not any(line.startswith("::") for line in told.split("\n"))


def test_lines_are_wrapped_under_their_label_and_commands_stay_whole() -> None:
    command = "  next      pytest --prodready 'prodready.yaml::integration::contract[a_service_with_a_long_name]'"
    text = "\n".join(["headline " * 10, "  also      " + "word " * 20, command, "  fix       short"])
    assert wrapped(text, 60) == [
        "headline headline headline headline headline headline",
        "  headline headline headline headline",
        "  also      word word word word word word word word word",
        "            word word word word word word word word word",
        "            word word",
        command,
        "  fix       short",
    ]
