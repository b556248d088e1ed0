"""What `coerce` makes of a column, where the engine can make the same."""

from typing import Any

from pytest_prodready.instruments.schemas.compiled.checks import Uncompiled
from pytest_prodready.instruments.schemas.compiled.reading import Kind, Reading


def coerced(reading: Reading, wanted: Any) -> tuple[Reading, Any]:
    """The reading after coercion, and the condition under which a value loses something (or None).

    Raises:
        Uncompiled: the conversion is left to pandas.

    """
    import numpy as np  # noqa: PLC0415 - heavy

    if wanted.type == reading.dtype:
        return reading, None
    if reading.kind is Kind.INTEGER and wanted.type == np.dtype("float64") and not reading.nullable:
        return Reading(wanted.type, Kind.FLOAT, reading.value.cast("float64"), reading.missing), None
    raise Uncompiled("coercion")
