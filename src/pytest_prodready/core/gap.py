"""The rooms of the house: the six gaps, what the phases ask beyond them, and the judge judged."""

from enum import StrEnum


class Gap(StrEnum):
    """Where a promise belongs; the first word of a gate's id."""

    DATA = "data"
    INFRASTRUCTURE = "infrastructure"
    INTEGRATION = "integration"
    PERFORMANCE = "performance"
    GOVERNANCE = "governance"
    TEAM = "team"
    OPERATIONS = "operations"
    VALUE = "value"
    READINESS = "readiness"
