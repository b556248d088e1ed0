"""Who the judged project is, and how far it says it has come."""

from dataclasses import dataclass
from typing import ClassVar

from pytest_prodready.core.declaration import Declaration, entry
from pytest_prodready.core.phase import Phase


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Project(Declaration):
    """The project, its phase and the team that answers for it."""

    section: ClassVar[str] = "project"
    named: ClassVar[bool] = False
    example: ClassVar[str] = "project: {name: churn, phase: prototype, owner: retention-team}"

    title: str = entry("What the project is called.", example="churn", key="name")
    phase: Phase = entry("How far it has come: decides which gates are required.", example="prototype")
    owner: str = entry("The team that answers for it.", example="retention-team")
