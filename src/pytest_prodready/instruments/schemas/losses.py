"""Values that pandas would convert to the schema's type by losing something, without a word."""

from collections.abc import Iterator
from typing import Any

Loss = tuple[str, Any, list[int]]


def losses(schema: Any, frame: Any) -> Iterator[Loss]:
    """For each coerced column: its name, the type that is wanted, and the positions of the values that would change.

    `astype` makes 1.5 an int64 by dropping the half, and any text a bool that is true.
    """
    for name, column in schema.columns.items():
        if (column.coerce or schema.coerce) and not column.regex and name in frame.columns:
            wanted = str(column.dtype).lower()
            lossy = _lossy(frame[name], wanted)
            if lossy is not None and lossy.any():
                yield str(name), column.dtype, [int(position) for position in lossy.to_numpy().nonzero()[0]]


def _lossy(values: Any, wanted: str) -> Any:
    import pandas as pd  # noqa: PLC0415 - heavy

    there = values.notna()
    if wanted.startswith(("int", "uint")) and pd.api.types.is_float_dtype(values):
        return there & (values % 1 != 0)
    if wanted.startswith("bool") and not pd.api.types.is_bool_dtype(values):
        return there & ~values.isin([0, 1])
    return None
