"""The reference as it would be after a declared shift."""

from typing import TYPE_CHECKING

from pytest_prodready.core.looking import CannotLook
from pytest_prodready.declarations.drift import Shift
from pytest_prodready.instruments.drift.cells import Cells
from pytest_prodready.instruments.drift.histogram import MISSING, OTHER, Histogram
from pytest_prodready.instruments.tables.names import shown

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]


def shifted(histogram: Histogram, shift: Shift) -> "Floats":
    """Shares over the histogram's narrow bins, after the shift.

    Raises:
        CannotLook: a column of categories cannot move, one of numbers has no unseen category, or it is constant.

    """
    shares: Floats = histogram.reference / histogram.reference.sum()
    if shift.missing is not None or shift.unseen is not None:
        lost, slot = (shift.missing, MISSING) if shift.missing is not None else (shift.unseen or 0.0, OTHER)
        if shift.unseen is not None and histogram.continuous:
            raise _impossible(histogram, shift, "it holds numbers")
        shares = shares * (1 - lost)
        shares[slot] += lost
        return shares
    if histogram.edges is None or histogram.cells is None:
        raise _impossible(histogram, shift, "it holds categories")
    return _moved(histogram, histogram.cells, histogram.edges, shift)


def _moved(histogram: Histogram, cells: Cells, edges: "Floats", shift: Shift) -> "Floats":
    import numpy as np  # noqa: PLC0415 - heavy

    values = cells.low / 2 + cells.high / 2
    if shift.by is not None:
        with np.errstate(over="ignore", invalid="ignore"):
            mean = np.average(values, weights=cells.reference)
            spread = float(np.sqrt(np.average((values - mean) ** 2, weights=cells.reference)))
        if not 0 < spread < np.inf:
            raise _impossible(histogram, shift, f"its standard deviation is {spread:g}")
        values = values + shift.by * spread
    else:
        with np.errstate(over="ignore", invalid="ignore"):
            values = values * (1.0 if shift.scale is None else shift.scale)
    slots = np.searchsorted(edges, values, side="left")
    counts = np.bincount(slots, weights=cells.reference, minlength=len(edges) + 1)
    moved: Floats = np.concatenate((counts, histogram.reference[OTHER:])) / histogram.reference.sum()
    return moved


def _impossible(histogram: Histogram, shift: Shift, why: str) -> CannotLook:
    return CannotLook(
        f"drift.shifts: {shown(histogram.name)} cannot be {shift}: {why}", fix="declare another shift of it"
    )
