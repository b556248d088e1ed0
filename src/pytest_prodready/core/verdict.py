"""What the house says of one gate on one declaration, and what it takes to say it."""

from dataclasses import dataclass

from pytest_prodready.core.evidence import Evidence
from pytest_prodready.core.location import Location
from pytest_prodready.core.measurement import Measurement, Standing
from pytest_prodready.core.outcome import Outcome


class UnfoundedVerdict(ValueError):
    """A verdict that its measurements and evidence do not carry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """`reason` is the one line a person reads first; `fix` the way out; `details` what helps at 2 a.m.

    `declaration` is the judged entry's name, None for a gap. `required` says whether the phase asks for it
    now. `seconds` is how long the judging took.

    Raises:
        UnfoundedVerdict: PASSED without evidence, without a measurement, with nothing inspected or with a
            measurement that does not hold; FAILED without a measurement that is broken; anything but PASSED
            without a reason.

    """

    gate: str
    declaration: str | None
    outcome: Outcome
    location: Location
    required: bool = True
    reason: str = ""
    fix: str = ""
    details: tuple[str, ...] = ()
    measurements: tuple[Measurement, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    seconds: float = 0.0

    def __post_init__(self) -> None:
        complaint = _complaint(self)
        if complaint:
            raise UnfoundedVerdict(f"{self.gate}[{self.declaration}] cannot be {self.outcome}: {complaint}")

    @property
    def subject(self) -> str:
        """Gate and declaration in one word, as waivers and people write it: `data.schema[customers]`."""
        return self.gate if self.declaration is None else f"{self.gate}[{self.declaration}]"

    @property
    def stops(self) -> bool:
        """Whether this verdict alone fails the run."""
        return self.required and self.outcome.stops


def _complaint(verdict: Verdict) -> str:
    standings = {measurement.standing for measurement in verdict.measurements}
    if verdict.outcome is Outcome.PASSED:
        return _complaint_about_pass(verdict, standings)
    if not verdict.reason:
        return "it gives no reason"
    if verdict.outcome is Outcome.FAILED and Standing.BROKEN not in standings:
        return "no measurement is broken"
    return ""


def _complaint_about_pass(verdict: Verdict, standings: set[Standing]) -> str:
    if not verdict.evidence:
        return "nothing was looked at"
    if any(evidence.inspected < 1 for evidence in verdict.evidence):
        return "some evidence inspected nothing"
    if not standings:
        return "nothing was measured"
    return "" if standings == {Standing.HOLDS} else "a measurement does not hold"
