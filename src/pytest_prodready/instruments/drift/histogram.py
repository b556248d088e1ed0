"""What one column holds in the reference and in the current sample, as counts over the same bins."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pytest_prodready.instruments.drift.cells import Cells, decile_cells

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Counts = npt.NDArray[np.int64]

GRID = 1000
"""Steps of the line on which resamples are drawn: a distance between two of them errs by less than their noise."""
MISSING, OTHER = -1, -2
"""The last two bins: no value; and a value that is no number, or a category that the reference does not have."""


@dataclass(frozen=True, slots=True)
class Histogram:
    """Counts over bins in ascending order, or over categories; the last two are `OTHER` and `MISSING`.

    A continuous column has many narrow bins, which end at `edges` (the last has no end), and ten wide ones made of
    them, which begin at `starts`. `cells` is what the bins were made of.
    """

    name: str
    reference: "Counts"
    current: "Counts"
    labels: tuple[str, ...]
    starts: "Counts"
    edges: "Floats | None" = None
    cells: Cells | None = None

    @property
    def continuous(self) -> bool:
        """Whether its bins lie on a line."""
        return self.edges is not None


def on_a_line(name: str, cells: Cells, other: tuple[int, int], missing: tuple[int, int]) -> Histogram:
    """The histogram of a continuous column.

    Its wide bins end at the deciles of the reference, each belonging to the bin on its left; a value that is two
    deciles or more has a bin of its own, and so has everything below a reference that is constant.
    """
    import numpy as np  # noqa: PLC0415 - heavy

    deciles = decile_cells(cells)
    wide = _edges(cells, deciles, np.diff(deciles, prepend=-1) == 0)
    steps = np.linspace(0, cells.reference.sum(), GRID + 1)[1:-1]
    narrow = np.unique(np.searchsorted(np.cumsum(cells.reference), steps, side="left"))
    heavy = cells.single[narrow] & (cells.reference[narrow] * GRID > cells.reference.sum())
    edges = np.unique(np.concatenate((wide, _edges(cells, narrow, heavy))))
    slots = np.searchsorted(edges, cells.high, side="left")
    ours, theirs = (
        np.concatenate((np.bincount(slots, weights=side, minlength=len(edges) + 1).astype(np.int64), (odd, none)))
        for side, odd, none in zip((cells.reference, cells.current), other, missing, strict=True)
    )
    starts = np.concatenate(([0], np.searchsorted(edges, wide) + 1, [len(edges) + 1, len(edges) + 2]))
    labels = (*_labels(wide), "no number", "missing")
    return Histogram(name, ours, theirs, labels, starts, edges, cells)


def of_categories(
    name: str, counts: dict[str, tuple[int, int]], other: tuple[int, int], missing: tuple[int, int]
) -> Histogram:
    """The histogram of a column of categories, each of which occurs in the reference."""
    import numpy as np  # noqa: PLC0415 - heavy

    sides = np.array([*counts.values(), other, missing], dtype=np.int64)
    return Histogram(name, sides[:, 0], sides[:, 1], (*counts, "unseen", "missing"), np.arange(len(sides)))


def wide(histogram: Histogram, counts: Any) -> Any:
    """Counts or shares over the wide bins, of those over the narrow ones; the bins run along the last axis."""
    import numpy as np  # noqa: PLC0415 - heavy

    return np.add.reduceat(counts, histogram.starts, axis=-1)


def exact(histogram: Histogram) -> tuple["Counts", "Counts"]:
    """Both samples over the cells, the finest bins there are."""
    import numpy as np  # noqa: PLC0415 - heavy

    cells = histogram.cells
    if cells is None:
        return histogram.reference, histogram.current
    rest = histogram.reference[OTHER:], histogram.current[OTHER:]
    return np.concatenate((cells.reference, rest[0])), np.concatenate((cells.current, rest[1]))


def _edges(cells: Cells, at: "Counts", alone: "npt.NDArray[np.bool_]") -> "Floats":
    """The ends of cells; where a value stands alone, also the end of what lies just below it."""
    import numpy as np  # noqa: PLC0415 - heavy

    below = np.nextafter(cells.low[at[alone]], -np.inf)
    return np.unique(np.concatenate((cells.high[at], below)))


def _labels(edges: "Floats") -> list[str]:
    ends = [f"{edge:.6g}" for edge in edges]
    return [f"<= {end}" for end in ends] + [f"> {ends[-1]}"]
