"""Values of a time column that cannot be placed in time."""

from dataclasses import dataclass

from pytest_prodready.core.location import Location
from pytest_prodready.core.measurement import Measurement, at_most
from pytest_prodready.instruments.tables.names import shown


@dataclass(frozen=True, slots=True)
class Unread:
    """How many values of a column are no dates, and the first of their rows; how many are missing."""

    column: str
    rows: int
    examples: tuple[str, ...]
    missing: int

    def measured(self, where: Location) -> Measurement:
        """Not one may be there: what else is said of the times would leave it out."""
        what = f"{shown(self.column)} that is no date"
        return at_most(what, self.rows, 0, unit="rows", where=where, details=self.examples)
