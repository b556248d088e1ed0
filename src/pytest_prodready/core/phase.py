"""The four phases between a demo and production, in order."""

from enum import StrEnum


class Phase(StrEnum):
    """How far a project says it has come; a gate is required from its phase onwards."""

    VALIDATE = "validate"
    PROTOTYPE = "prototype"
    PILOT = "pilot"
    SCALE = "scale"

    @property
    def rank(self) -> int:
        """Position in the order, 0 for the first."""
        return list(Phase).index(self)

    def reaches(self, other: "Phase") -> bool:
        """Whether a project in this phase must meet what `other` asks."""
        return self.rank >= other.rank
