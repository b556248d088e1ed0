"""One way in which pandas may read a column, as an expression of the engine."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

Answers = Mapping[str, Any]


class Kind(StrEnum):
    """What the values of a column are, whatever their width."""

    INTEGER = "integer"
    FLOAT = "float"
    TEXT = "text"
    BOOL = "bool"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Reading:
    """The column as pandas would hold it, on a condition.

    `value` is null or NaN where pandas sees a missing value, `missing` tells exactly where. `dtype` is the
    pandas dtype. `questions` are aggregates, or conditions whose rows are
    counted, and `holds` says from their answers whether pandas reads the column
    this way. `single` marks 32-bit floats; `rounded` marks floats that pandas parses from text with an error in
    the last digit, so that equality of them is not compiled.
    """

    dtype: Any
    kind: Kind
    value: Any
    missing: Any
    questions: Mapping[str, Any] = field(default_factory=dict)
    holds: Callable[[Answers], bool] = lambda _: True
    single: bool = False
    rounded: Any = None

    @property
    def nullable(self) -> bool:
        """Whether pandas marks missing values by NA, which makes a comparison neither true nor false."""
        import pandas as pd  # noqa: PLC0415 - heavy

        return bool(pd.api.types.is_extension_array_dtype(self.dtype) and self.kind is not Kind.TEXT)
