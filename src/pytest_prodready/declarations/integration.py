"""A system on the other side: one that feeds ours, or one that ours feeds."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, ClassVar

from pytest_prodready.core.declaration import Declaration, entry
from pytest_prodready.core.kind import PATH


class Direction(StrEnum):
    """Which way the data flow."""

    UPSTREAM = "upstream"
    DOWNSTREAM = "downstream"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Integration(Declaration):
    """A neighbour, what passes between us, and who answers for it."""

    section: ClassVar[str] = "integrations"
    example: ClassVar[str] = """\
integrations:
  crm:
    direction: downstream
    from: [api]
    contract: contracts/crm_task.schema.json
    samples: contracts/samples/crm
    owner: crm-team
"""

    direction: Direction = entry("upstream feeds us, downstream is fed.", example="downstream")
    protocol: str | None = entry("How they talk.", example="https", default=None)
    sources: tuple[str, ...] = entry("The services or models it is fed from.", example="[api]", default=(), key="from")
    contract: Annotated[str, PATH] | None = entry(
        "What passes: a JSON Schema or an OpenAPI document.", example="contracts/crm_task.schema.json", default=None
    )
    samples: Annotated[str, PATH] | None = entry(
        "A folder with valid/ and invalid/ messages.", example="contracts/samples/crm", default=None
    )
    owner: str | None = entry("The team on the other side.", example="crm-team", default=None)
