"""What keeps the system running once it is out."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from pytest_prodready.core.declaration import Declaration, entry
from pytest_prodready.core.kind import DURATION, PATH


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rollback(Declaration):
    """How the previous version comes back."""

    section: ClassVar[str] = "operations.rollback"
    named: ClassVar[bool] = False
    example: ClassVar[str] = """\
operations:
  rollback: {plan: docs/rollback.md, service: api, within: 5m}
"""

    plan: Annotated[str, PATH] | None = entry("The plan, in Markdown.", example="docs/rollback.md", default=None)
    service: str | None = entry("The service that is rolled back.", example="api", default=None)
    within: Annotated[float, DURATION] | None = entry("How long it may take.", example="5m", default=None)
