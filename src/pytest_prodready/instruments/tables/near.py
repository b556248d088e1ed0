"""A column that somebody names and the table does not have."""

import difflib
from collections.abc import Sequence

from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.tables.names import shown


def no_such_column(name: str, columns: Sequence[str], source: str, asker: str) -> None:
    """Raise CannotLook with the nearest names when `name` is none of `columns`; `asker` says who named it."""
    if name in columns:
        return
    near = difflib.get_close_matches(name, columns, n=3, cutoff=0.5)
    known = near or sorted(columns)[:10]
    word = "near" if near else "there are"
    raise CannotLook(
        f"{asker}: there is no column {shown(name)} in {source}",
        fix="correct the name",
        details=(f"{word}: {', '.join(shown(column) for column in known)}",),
    )
