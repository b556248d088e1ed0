"""The same column of two tables, made comparable where their files give it different types."""

from typing import Any

from pytest_prodready.core.hostile import clean
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.declarations.dataset import Dataset
from pytest_prodready.instruments.tables.table import is_missing


def sibling(subject: Dataset, name: str, field: str) -> Dataset:
    """The other dataset that a field of this one names.

    Raises:
        CannotLook: there is none, or it is the dataset itself.

    """
    other = subject.siblings.get(name)
    if not isinstance(other, Dataset) or other is subject:
        raise CannotLook(f"{subject.at(field)}: no other dataset is called {clean(name, width=60)}")
    return other


def comparable(ours: Any, theirs: Any) -> tuple[Any, Any]:
    """Both columns as expressions whose equality is that of the values; a missing value is null.

    Columns of one type are left as they are. Otherwise numbers are compared as numbers, times as times, truth as
    truth, also where one file holds them as text; everything else by its text.
    """
    if ours.type() == theirs.type():
        return _present(ours, ours), _present(theirs, theirs)
    sides = ours, theirs
    for matches, read in ((_is_number, _number), (_is_time, _time), (_is_truth, _truth)):
        if any(matches(side.type()) for side in sides) and all(
            matches(side.type()) or side.type().is_string() for side in sides
        ):
            return _present(ours, read(ours)), _present(theirs, read(theirs))
    return _present(ours, ours.cast("string")), _present(theirs, theirs.cast("string"))


def _present(column: Any, value: Any) -> Any:
    import ibis  # type: ignore[import-untyped] # noqa: PLC0415 - ships no types; heavy

    return ibis.ifelse(is_missing(column), ibis.null(value.type()), value)


def _is_number(kind: Any) -> bool:
    return bool(kind.is_numeric()) and not kind.is_boolean()


def _is_time(kind: Any) -> bool:
    return bool(kind.is_date() or kind.is_timestamp())


def _is_truth(kind: Any) -> bool:
    return bool(kind.is_boolean())


def _number(column: Any) -> Any:
    # Text that is no number stays itself: two such cells are equal only where their text is.
    if column.type().is_string():
        return column.try_cast("float64").cast("string").coalesce(column)
    return column.cast("float64").cast("string")


def _time(column: Any) -> Any:
    if column.type().is_string():
        return column.try_cast("timestamp").cast("string").coalesce(column)
    return column.cast("timestamp").cast("string")


def _truth(column: Any) -> Any:
    return column.lower() if column.type().is_string() else column.cast("string")
