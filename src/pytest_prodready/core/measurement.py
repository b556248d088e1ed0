"""What a gate yields: one number held against one limit."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from pytest_prodready.core.estimate import Estimate
from pytest_prodready.core.location import Location

Number = int | float | Estimate


class Relation(StrEnum):
    """On which side of its limit a value has to lie."""

    AT_MOST = "at most"
    AT_LEAST = "at least"


class Standing(StrEnum):
    """How a measurement stands: only HOLDS is proof."""

    HOLDS = "holds"
    BROKEN = "broken"
    UNDECIDED = "undecided"
    NOT_A_NUMBER = "not a number"


@dataclass(frozen=True, slots=True)
class Measurement:
    """`what` was measured, its `value`, the `limit` and the `unit` of both.

    `where` points at the file and line to open; `details` is a bounded list of examples (rows, sections,
    pointers) in the order to read them. `limit_is_default` says that nobody set the limit. `standing` is where
    the value stands to its limit, judged on the unfavourable bound.
    """

    what: str
    value: Number
    relation: Relation
    limit: float
    unit: str
    where: Location | None = None
    details: tuple[str, ...] = ()
    limit_is_default: bool = False
    standing: Standing = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Once and not at each asking: the engine, the verdict and the report all ask.
        object.__setattr__(self, "standing", self._standing())

    @property
    def point(self) -> float:
        """The value without its bounds."""
        return self.value.value if isinstance(self.value, Estimate) else self.value

    @property
    def unfavourable(self) -> float:
        """The bound that decides: the upper one under a ceiling, the lower one over a floor."""
        if not isinstance(self.value, Estimate):
            return self.value
        return self.value.high if self.relation is Relation.AT_MOST else self.value.low

    def _standing(self) -> Standing:
        point, unfavourable = self.point, self.unfavourable
        if not (_is_number(point) and _is_number(unfavourable) and _is_number(self.limit)):
            return Standing.NOT_A_NUMBER
        if self._within(unfavourable):
            return Standing.HOLDS
        return Standing.UNDECIDED if self._within(point) else Standing.BROKEN

    def _within(self, number: float) -> bool:
        return number <= self.limit if self.relation is Relation.AT_MOST else number >= self.limit


def _is_number(number: object) -> bool:
    return isinstance(number, int | float) and not isinstance(number, bool) and math.isfinite(number)


def at_most(
    what: str,
    value: Number,
    limit: float,
    *,
    unit: str,
    where: Location | None = None,
    details: Sequence[str] = (),
    limit_is_default: bool = False,
) -> Measurement:
    """A value that must not exceed its ceiling."""
    return Measurement(what, value, Relation.AT_MOST, limit, unit, where, tuple(details), limit_is_default)


def at_least(
    what: str,
    value: Number,
    limit: float,
    *,
    unit: str,
    where: Location | None = None,
    details: Sequence[str] = (),
    limit_is_default: bool = False,
) -> Measurement:
    """A value that must reach its floor."""
    return Measurement(what, value, Relation.AT_LEAST, limit, unit, where, tuple(details), limit_is_default)


def none_of(what: str, found: Sequence[str], *, unit: str, where: Location | None = None) -> Measurement:
    """Things that must not be there at all; the first twenty found are kept as details."""
    return Measurement(what, len(found), Relation.AT_MOST, 0, unit, where, tuple(found[:20]))
