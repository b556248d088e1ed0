"""The four things a verdict can say."""

from enum import StrEnum


class Outcome(StrEnum):
    """PASSED and WAIVED let a run go on; FAILED and UNPROVEN stop it."""

    PASSED = "passed"
    FAILED = "failed"
    UNPROVEN = "unproven"
    WAIVED = "waived"

    @property
    def stops(self) -> bool:
        """Whether a required gate with this outcome fails the run."""
        return self in (Outcome.FAILED, Outcome.UNPROVEN)
