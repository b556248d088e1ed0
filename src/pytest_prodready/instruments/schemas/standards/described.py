"""A schema of pandera that also says how the cells of a table are read."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from pytest_prodready.instruments.schemas.standards.cells import Cells


def described(
    columns: Mapping[str, Any], checks: Sequence[Any], cells: Cells, *, welcome: bool, ordered: bool = False
) -> Any:
    """A pandera schema of its own class, so that nothing takes it for one that pandas' own reading suits.

    `welcome` says that a table may have more columns.
    """
    schema = _kind()(dict(columns), checks=list(checks), strict=not welcome, ordered=ordered)
    schema.cells = cells
    return schema


def cells_of(schema: Any) -> Cells | None:
    """How a schema wants the cells of a table to be read, None where as pandas does by default."""
    return getattr(schema, "cells", None)


@cache
def _kind() -> Any:
    from pandera.pandas import DataFrameSchema  # noqa: PLC0415 - heavy

    class Described(DataFrameSchema):
        """Judged by pandera as any other."""

        cells: Cells

        @classmethod
        def get_backend(cls, *of: Any, **named: Any) -> Any:
            # pandera registers its backends for its own class alone.
            return DataFrameSchema.get_backend(*of, **named)

    return Described
