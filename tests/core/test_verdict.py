import math

import pytest

from pytest_prodready.core.evidence import Evidence
from pytest_prodready.core.location import Location
from pytest_prodready.core.measurement import Measurement, at_most
from pytest_prodready.core.outcome import Outcome
from pytest_prodready.core.verdict import UnfoundedVerdict, Verdict

SEEN = Evidence("data/customers.csv", 7043, "rows", "ab" * 32)
HOLDS = at_most("missing", 0.01, 0.02, unit="share")
BROKEN = at_most("missing", 0.23, 0.02, unit="share")


def verdict(
    outcome: Outcome,
    *,
    measurements: tuple[Measurement, ...] = (HOLDS,),
    evidence: tuple[Evidence, ...] = (SEEN,),
    reason: str = "",
) -> Verdict:
    return Verdict(
        gate="data.missing_values",
        declaration="customers",
        outcome=outcome,
        location=Location("prodready.yaml", 4),
        measurements=measurements,
        evidence=evidence,
        reason=reason,
    )


def test_a_founded_pass_stands() -> None:
    passed = verdict(Outcome.PASSED)
    assert (passed.subject, passed.stops) == ("data.missing_values[customers]", False)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"evidence": ()}, "nothing was looked at"),
        ({"evidence": (SEEN, Evidence("empty.csv", 0, "rows"))}, "inspected nothing"),
        ({"measurements": ()}, "nothing was measured"),
        ({"measurements": (HOLDS, BROKEN)}, "does not hold"),
        ({"measurements": (at_most("x", math.nan, 1, unit="s"),)}, "does not hold"),
        ({"measurements": (at_most("x", 1, math.inf, unit="s"),)}, "does not hold"),
    ],
)
def test_an_unfounded_pass_cannot_be_made(change: dict, complaint: str) -> None:
    with pytest.raises(UnfoundedVerdict, match=complaint):
        verdict(Outcome.PASSED, **change)


def test_a_failure_rests_on_a_broken_measurement() -> None:
    with pytest.raises(UnfoundedVerdict, match="no measurement is broken"):
        verdict(Outcome.FAILED, reason="because")
    assert verdict(Outcome.FAILED, measurements=(BROKEN,), reason="because").stops


@pytest.mark.parametrize("outcome", [Outcome.FAILED, Outcome.UNPROVEN, Outcome.WAIVED])
def test_whatever_is_no_pass_gives_its_reason(outcome: Outcome) -> None:
    with pytest.raises(UnfoundedVerdict, match="gives no reason"):
        verdict(outcome, measurements=(BROKEN,))


def test_unproven_stops_and_waived_does_not() -> None:
    assert verdict(Outcome.UNPROVEN, reason="too few rows").stops
    assert not verdict(Outcome.WAIVED, reason="until Friday").stops
