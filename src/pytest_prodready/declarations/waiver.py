"""A promise that is knowingly not kept, for a while, on somebody's word."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from pytest_prodready.core.declaration import Declaration, entry


class Covers(StrEnum):
    """What a waiver lets through: a broken promise, or also one that could not be judged."""

    FAILED = "failed"
    UNPROVEN = "unproven"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Waiver(Declaration):
    """Who waives what, why, and until when (at most 90 days from today)."""

    section: ClassVar[str] = "waivers"
    example: ClassVar[str] = """\
waivers:
  - {gate: "performance.latency[api]", owner: retention-team, reason: new node pool lands, expires: 2026-12-31}
"""

    gate: str = entry("A gate, with or without its declaration; * stands for anything.", example="performance.*")
    owner: str = entry("Who answers for it.", example="retention-team")
    reason: str = entry("Why it is borne.", example="new node pool lands in December")
    expires: date = entry("The last day it holds, in UTC.", example="2026-12-31")
    covers: tuple[Covers, ...] = entry(
        "failed, and unproven only where it is written.", example="[failed, unproven]", default=(Covers.FAILED,)
    )
