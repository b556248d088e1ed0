"""The instrument that counts columns against each other."""

from typing import Any, ClassVar

from pytest_prodready.core.estimate import Estimate
from pytest_prodready.core.instrument import Instrument
from pytest_prodready.instruments.associations.classes import classes
from pytest_prodready.instruments.statistics.association import cramers_v
from pytest_prodready.instruments.tables.table import Table


class Associations(Instrument):
    """Measures how far one column of a table tells another; counts come from the engine, one scan a pair."""

    name: ClassVar[str] = "associations"
    extra: ClassVar[str | None] = "data"

    def between(self, table: Table, one: str, other: str) -> Estimate:
        """Cramér's V of two columns, numbers by their tenths; missing values are a class of their own.

        Raises:
            CannotLook: there is no such column.

        """
        ours, theirs = (
            self.bench.share(("classes", table.source, name), lambda name=name: classes(table, name))  # type: ignore[misc]  # the default binds the name
            for name in (one, other)
        )
        rows = table.expression.select(a=ours, b=theirs)
        counted = table.arrow(rows.group_by(["a", "b"]).aggregate(n=rows.count())).to_pylist()
        return cramers_v(_contingency(counted))


def _contingency(counted: list[dict[str, Any]]) -> list[list[int]]:
    counts = {(record["a"], record["b"]): record["n"] for record in counted}
    rows, columns = (sorted({pair[side] for pair in counts}) for side in (0, 1))
    return [[counts.get((row, column), 0) for column in columns] for row in rows]
