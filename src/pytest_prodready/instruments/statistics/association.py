"""How strongly two categorical variables hang together."""

from typing import TYPE_CHECKING, Any

from pytest_prodready.core.estimate import Estimate

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

_SEED, _RESAMPLES = 1946, 500


def cramers_v(counts: Any) -> Estimate:
    """Cramér's V of a contingency table (rows by columns of counts), with the bias taken out.

    0 says independent, 1 says that each determines the other. Without the correction a table of many sparse cells
    looks associated where nothing is (W. Bergsma, "A bias-correction for Cramér's V and Tschuprow's T", Journal of the
    Korean Statistical Society 42 (2013) 323-328). The one-sided 95 % bounds are those of a bootstrap of the counts with
    a fixed seed. A table with fewer than two rows or columns that hold anything has V = 0.
    """
    import numpy as np  # noqa: PLC0415 - heavy

    table = np.asarray(counts, dtype=np.float64)
    table = table[table.sum(axis=1) > 0][:, table.sum(axis=0) > 0]
    total = int(table.sum())
    if min(table.shape) < 2:  # noqa: PLR2004 - two of each are what association needs
        return Estimate(0.0, 0.0, 0.0, total, 0.95, "one category")
    drawn = np.random.default_rng(_SEED).multinomial(total, (table / total).ravel(), _RESAMPLES)
    value = float(_corrected(table[None])[0])
    low, high = np.quantile(_corrected(drawn.reshape(-1, *table.shape).astype(np.float64)), (0.05, 0.95))
    return Estimate(value, min(value, float(low)), max(value, float(high)), total, 0.95, "bootstrap")


def _corrected(tables: "Floats") -> "Floats":
    """One V for each table of the stack."""
    import numpy as np  # noqa: PLC0415 - heavy

    n = tables.sum(axis=(1, 2))
    rows, columns = tables.sum(axis=2), tables.sum(axis=1)
    expected = rows[:, :, None] * columns[:, None, :] / n[:, None, None]
    deviation = np.divide((tables - expected) ** 2, expected, out=np.zeros_like(tables), where=expected > 0)
    r, k = tables.shape[1], tables.shape[2]
    phi = np.maximum(0.0, deviation.sum(axis=(1, 2)) / n - (r - 1) * (k - 1) / (n - 1))
    degrees = np.minimum(r - (r - 1) ** 2 / (n - 1), k - (k - 1) ** 2 / (n - 1)) - 1
    found: Floats = np.sqrt(np.clip(phi / degrees, 0.0, 1.0))
    return found
