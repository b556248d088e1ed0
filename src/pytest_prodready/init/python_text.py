"""Text of the judged repo as Python: literals that hold any text, and names that no text can turn into code."""

import keyword
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from pytest_prodready.core.hostile import clean
from pytest_prodready.init.naming import name_of

_USED = frozenset({"pa", "Series", "Any", "Config", "int", "float", "bool", "str"})
"""Names that a model's own lines read: a field of that name would stand in their way."""


def literal(value: str | int) -> str:
    """A value as people write it: text with double quotes where that needs no escape."""
    written = repr(value)
    if isinstance(value, int):
        return written
    return f'"{written[1:-1]}"' if written[0] == "'" and '"' not in written else written


def listed(values: Sequence[str | int]) -> str:
    """Values as a list on one line."""
    return f"[{', '.join(map(literal, values))}]"


def sentence(text: str) -> str:
    """Text for inside of a docstring, which it cannot end."""
    return clean(text).replace("\\", "\\\\").replace('"', '\\"')


def fields(columns: Sequence[str], taken: Iterable[str]) -> Mapping[str, str]:
    """Columns to the names of their fields: a column's own name where Python and the model leave it free.

    `taken` are the names that the model has already; a field whose name is not its column's needs an alias.
    """
    reserved = _USED | set(taken)
    own = {column for column in columns if _usable(column) and column not in reserved}
    given = {*reserved, *own}
    names: dict[str, str] = {}
    for number, column in enumerate(columns, 1):
        names[column] = column if column in own else _free(name_of(column, f"column_{number}"), given)
        given.add(names[column])
    return names


def _usable(column: str) -> bool:
    # Python reads identifiers in their NFKC form, and a model passes over names that begin with an underscore.
    plain = unicodedata.normalize("NFKC", column) == column and clean(column) == column
    return plain and column.isidentifier() and not keyword.iskeyword(column) and not column.startswith("_")


def _free(name: str, given: set[str]) -> str:
    number, one = 2, name if not keyword.iskeyword(name) else f"{name}_"
    while one in given:
        one, number = f"{name}_{number}", number + 1
    return one
