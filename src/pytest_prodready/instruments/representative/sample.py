"""A bounded sample of two tables' common columns, as numbers that a classifier takes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pytest_prodready.instruments.tables.comparable import comparable
from pytest_prodready.instruments.tables.numbers import continuous, number
from pytest_prodready.instruments.tables.table import Table

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Flags = npt.NDArray[np.bool_]
    Counts = npt.NDArray[np.int64]

MOST_ROWS = 20_000
"""Rows that are taken of each table: at an AUC of 0.5 the bound then lies 0.005 above it."""
FOLDS = 5
_COPIES = 10
"""A single one of more copies is no longer learned by heart."""
_WIDTH = 200


@dataclass(frozen=True, slots=True)
class Sample:
    """`features` are one column a name; `production` says of which table a row is; `folds` which part tests it."""

    names: tuple[str, ...]
    features: "Floats"
    production: "Flags"
    folds: "Counts"


def take(training: Table, production: Table, names: Sequence[str], seed: int) -> Sample:
    """The rows of each table whose place has the smallest hash with `seed`; the same ones in every run.

    Numbers and times are themselves, categories the rank of their frequency in both samples, text cut at 200
    characters; a missing value is NaN. Rows of which both tables together hold few copies lie in one fold with them:
    those that stand in both would otherwise be learned under one name and tested under the other, and hide a shift.
    Others are dealt out in the order of their hash. No fold depends on which table a row comes from, so that chance
    comes out as 0.5.
    """
    import numpy as np  # noqa: PLC0415 - heavy
    import pandas as pd  # noqa: PLC0415 - heavy

    pairs = _columns(training, production, names)
    frames = [
        _pulled(training, [pair[0] for pair in pairs], seed),
        _pulled(production, [pair[1] for pair in pairs], seed),
    ]
    both = pd.concat(frames, ignore_index=True)
    features = np.column_stack([_as_numbers(both[name]) for name in both.columns])
    side = np.repeat([False, True], [len(frames[0]), len(frames[1])])
    dealt = np.concatenate([np.arange(len(frame)) % FOLDS for frame in frames])
    return Sample(tuple(names), features, side, _folds(features, dealt, seed))


def _columns(training: Table, production: Table, names: Sequence[str]) -> list[tuple[Any, Any]]:
    on_line = [continuous(table, names) for table in (training, production)]
    gone = [
        {name for name, count in table.missing(names).items() if count == table.rows}
        for table in (training, production)
    ]
    found = []
    for name in names:
        ours, theirs = training.column(name), production.column(name)
        line = [name in on_line[side] or name in gone[side] for side in (0, 1)]
        numbers = all(line) and not (name in gone[0] and name in gone[1])
        found.append((number(ours), number(theirs)) if numbers else _texts(*comparable(ours, theirs)))
    return found


def _texts(*columns: Any) -> tuple[Any, Any]:
    ours, theirs = (column.cast("string").substr(0, _WIDTH) for column in columns)
    return ours, theirs


def _pulled(table: Table, columns: Sequence[Any], seed: int) -> Any:
    import ibis  # type: ignore[import-untyped] # noqa: PLC0415 - ships no types; heavy

    named = {f"v{index}": column for index, column in enumerate(columns)}
    order = ibis.struct({"place": table.expression.place, "seed": ibis.literal(seed, "int64")}).hash()
    rows = table.expression.select("place", **named, order=order)
    return table.arrow(rows.order_by("order", "place").limit(MOST_ROWS).select(*named)).to_pandas()


def _as_numbers(column: Any) -> "Floats":
    import numpy as np  # noqa: PLC0415 - heavy
    import pandas as pd  # noqa: PLC0415 - heavy

    if pd.api.types.is_float_dtype(column.dtype):
        found: Floats = column.to_numpy("float64")
        return np.clip(found, -1e300, 1e300)
    counted = column.value_counts().reset_index()
    counted.columns = ["value", "count"]
    ordered = counted.sort_values(["count", "value"], ascending=[False, True])["value"]
    ranks: Floats = column.map(pd.Series(np.arange(len(ordered), dtype="float64"), index=ordered)).to_numpy("float64")
    return ranks


def _folds(features: "Floats", dealt: "Counts", seed: int) -> "Counts":
    import numpy as np  # noqa: PLC0415 - heavy
    import pandas as pd  # noqa: PLC0415 - heavy

    row = pd.util.hash_pandas_object(pd.DataFrame(features), index=False)
    copies = row.map(row.value_counts()).to_numpy()
    mixed = pd.util.hash_pandas_object(pd.DataFrame({"row": row, "seed": seed}), index=False).to_numpy()
    folds: Counts = np.where(copies <= _COPIES, mixed % np.uint64(FOLDS), dealt).astype("int64")
    return folds
