"""The values of one column in two tables, counted in cells that are fine where it matters and exact where they must be.

A cell holds the numbers that agree in their leading bits: one grouping in one scan. The few cells that are too heavy
to tell the largest distance between two distributions, or that hold a decile, are then counted anew, with more bits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pytest_prodready.instruments.tables.numbers import number
from pytest_prodready.instruments.tables.table import Table

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Counts = npt.NDArray[np.int64]
    Flags = npt.NDArray[np.bool_]
    Span = tuple[float, float]

COARSE, FINER, EXACT = 14, 8, 53
"""Leading bits of the first pass, those that each further one adds, and those that a double has."""
TOLERANCE = 9e-5
"""The largest share that a cell may hold in both tables, unless it is a single value: two distribution functions that
are compared at the ends of the cells miss at most the smaller of a cell's two shares in between."""
FEW_ROWS, FEW_SPANS, PROBE = 200_000, 32, 10_000
_SPLITTABLE = 1e290
"""Beyond it the splitting product would overflow; numbers of this size stand for themselves."""


@dataclass(frozen=True, slots=True)
class Cells:
    """Disjoint intervals in ascending order: the smallest and the largest value met in each, and the two counts."""

    low: "Floats"
    high: "Floats"
    reference: "Counts"
    current: "Counts"

    @property
    def single(self) -> "Flags":
        """Which cells hold one value only."""
        found: Flags = self.low == self.high
        return found

    def kept(self, which: "Flags") -> "Cells":
        """Some of the cells."""
        return Cells(self.low[which], self.high[which], self.reference[which], self.current[which])

    def joined(self, other: "Cells") -> "Cells":
        """These cells and others that lie between them."""
        import numpy as np  # noqa: PLC0415 - heavy

        order = np.argsort(np.concatenate((self.low, other.low)), kind="stable")
        low, high = np.concatenate((self.low, other.low)), np.concatenate((self.high, other.high))
        reference = np.concatenate((self.reference, other.reference))
        return Cells(low[order], high[order], reference[order], np.concatenate((self.current, other.current))[order])


def count_cells(reference: Table, current: Table, name: str) -> Cells:
    """The cells of a column: distances between its distributions are exact to 1e-4, its deciles exact."""
    values = _Values(reference, current, name)
    bits = COARSE
    cells = values.grouped(bits)
    chosen = too_coarse(cells)
    while chosen.any() and bits < EXACT:
        spans = _spans(cells, chosen)
        rows = int(cells.reference[chosen].sum() + cells.current[chosen].sum())
        bits = EXACT if rows <= FEW_ROWS else min(EXACT, bits + FINER)
        cells = cells.kept(~chosen).joined(values.grouped(bits, spans))
        chosen = too_coarse(cells)
    return cells


def too_coarse(cells: Cells) -> "Flags":
    """Which cells hold several values and too much of both tables, or a decile of the reference."""
    import numpy as np  # noqa: PLC0415 - heavy

    total, other = max(1, cells.reference.sum()), max(1, cells.current.sum())
    heavy = np.minimum(cells.reference / total, cells.current / other) > TOLERANCE
    heavy[decile_cells(cells)] = True
    found: Flags = heavy & ~cells.single
    return found


def decile_cells(cells: Cells) -> "Counts":
    """The cells in which the nine deciles of the reference lie; a decile is a value that occurs (inverted CDF)."""
    import numpy as np  # noqa: PLC0415 - heavy

    cumulated = np.cumsum(cells.reference)
    if not len(cumulated) or not cumulated[-1]:
        return np.zeros(0, dtype=np.int64)
    ranks = (int(cumulated[-1]) * np.arange(1, 10) + 9) // 10
    found: Counts = np.searchsorted(cumulated, ranks, side="left")
    return found


def _spans(cells: Cells, chosen: "Flags") -> "Sequence[Span]":
    """The stretches of chosen cells without another between them; where they are many, one over them all.

    Rounding is not nested: a finer cell may reach over the border of two coarser ones, but not over one that is left
    as it is. `chosen` becomes what the spans cover.
    """
    import numpy as np  # noqa: PLC0415 - heavy

    edges = np.flatnonzero(np.diff(np.concatenate(([0], chosen.astype(np.int8), [0]))))
    firsts, lasts = edges[0::2], edges[1::2] - 1
    if len(firsts) > FEW_SPANS:
        firsts, lasts = firsts[:1], lasts[-1:]
        chosen[firsts[0] : lasts[0] + 1] = True
    return [(float(cells.low[first]), float(cells.high[last])) for first, last in zip(firsts, lasts, strict=True)]


class _Values:
    """The values of one column of both tables, as one relation."""

    def __init__(self, reference: Table, current: Table, name: str) -> None:
        import ibis  # type: ignore[import-untyped] # noqa: PLC0415 - ships no types; heavy

        self.reference = reference
        ours, theirs = (table.expression.select(x=number(table.column(name))) for table in (reference, current))
        rows = ibis.union(ours.mutate(ours=1), theirs.mutate(ours=0))
        self.rows = rows.filter(rows.x.notnull())
        probe = ours.filter(ours.x.notnull()).limit(PROBE)
        middle = reference.arrow(probe.aggregate(middle=probe.x.median()))["middle"][0].as_py()
        # Around its middle a column of large numbers that differ little still has leading bits that tell them apart.
        self.middle = middle if middle is not None and abs(middle) < _SPLITTABLE / 1e10 else 0.0

    def grouped(self, bits: int, spans: "Sequence[Span]" = ()) -> Cells:
        """The cells of all values, or of those within spans, that agree in so many leading bits.

        These come of Veltkamp's splitting (T. J. Dekker, "A floating-point technique for extending the available
        precision", 1971): with c = x (2^s + 1), c - (c - x) is x rounded to 53 - s bits, a monotone function.
        """
        import ibis  # noqa: PLC0415 - heavy
        import numpy as np  # noqa: PLC0415 - heavy

        rows = self.rows
        if spans:
            rows = rows.filter(ibis.or_(*(rows.x.between(low, high) for low, high in spans)))
        if bits == EXACT:
            rows = rows.mutate(key=rows.x)
        else:
            centred = rows.x - self.middle
            split = centred * float(2 ** (EXACT - bits) + 1)
            leading = split - (split - centred)
            rows = rows.mutate(key=ibis.ifelse(rows.x.abs() < _SPLITTABLE, leading, rows.x))
        cells = rows.group_by("key").aggregate(
            n=rows.count(), ours=rows.ours.sum(), low=rows.x.min(), high=rows.x.max()
        )
        found = self.reference.arrow(cells)
        low, high, ours, both = (np.asarray(found[name]) for name in ("low", "high", "ours", "n"))
        order = np.argsort(low, kind="stable")
        ours = ours.astype(np.int64)[order]
        return Cells(low[order], high[order], ours, both[order] - ours)
