"""The ten questions of the readiness checklist, answered from verdicts only."""

from enum import Enum


class Question(Enum):
    """One question; the value is its number and its wording."""

    OUTCOME = (1, "Is there a measurable business outcome?")
    DATA = (2, "Is the production data accessible, representative and documented?")
    INFRASTRUCTURE = (3, "Can the infrastructure serve the model under real load?")
    GOVERNANCE = (4, "Is the model documented, fair and signed off?")
    RETRAINING = (5, "Is drift detected, and does it lead to retraining?")
    HUMAN_FALLBACK = (6, "Does a person take over when the model is unsure or down?")
    TEAM = (7, "Is every role filled, and does every critical path have an owner?")
    INTEGRATION = (8, "Are all integrations mapped and under contract?")
    ROLLBACK = (9, "Can the model be switched off and rolled back?")
    RETURN = (10, "Will its return show within 90 days?")

    @property
    def number(self) -> int:
        """Its place on the checklist, 1 to 10."""
        return self.value[0]

    @property
    def wording(self) -> str:
        """The question as a person asks it."""
        return self.value[1]
