"""What pandera found, as counts with at most three examples each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pytest_prodready.core.hostile import clean
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.schemas.guards import check_name
from pytest_prodready.instruments.schemas.losses import Loss
from pytest_prodready.instruments.tables.names import shown
from pytest_prodready.instruments.tables.table import EXAMPLES, REDACTED, Table

_TYPE = ("WRONG_DATATYPE", "DATATYPE_COERCION", "COLUMN_NOT_IN_DATAFRAME")
"""A column in which a check cannot be made, so that its exception says nothing new."""

_NULLS = "SERIES_CONTAINS_NULLS"


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule of the schema that the table breaks: for a column, or with `column` None for the whole table."""

    column: str | None
    rule: str
    violations: int
    unit: str
    examples: str = ""


class Reader:
    """Reads the errors that pandera collected on one frame."""

    def __init__(self, frame: Any, table: Table, path: str) -> None:
        self.frame, self.table, self.path = frame, table, path

    def findings(self, errors: Sequence[Any]) -> Iterator[Finding]:
        """One finding for each broken rule of each column; an undeclared column is not among them.

        Raises:
            CannotLook: a check raised an exception on a column whose type is as declared.

        """
        unfit = {self._column(error) for error in errors if error.reason_code.name in _TYPE}
        told: set[tuple[str | None, str]] = set()
        for error in errors:
            reason, column = error.reason_code.name, self._column(error)
            if reason == "CHECK_ERROR" and (column in unfit or (column is None and unfit)):
                continue
            if reason == "WRONG_DATATYPE" and (column, "DATATYPE_COERCION") in told:
                continue
            told.add((column, reason))
            if reason != "COLUMN_NOT_IN_SCHEMA":
                yield self._finding(error, reason, column)

    def _finding(self, error: Any, reason: str, column: str | None) -> Finding:
        if reason == "COLUMN_NOT_IN_DATAFRAME":
            return Finding(column, "not in the table", 1, "missing columns", self._there_is())
        if reason == "WRONG_DATATYPE":
            got = clean(self.frame[column].dtype, width=60) if column in self.frame else "another"
            rule = f"is {got}, not {clean(error.schema.dtype, width=60)}"
            return Finding(column, rule, 1, "wrong types", self._unreadable(column, error.schema.dtype))
        if reason == "CHECK_ERROR":
            rule, said = check_name(error.check, error.check_index), clean(error.failure_cases, width=120)
            raise CannotLook(
                f"{clean(self.path)}: {shown(column or 'the table')}: {rule} raised {said}", fix="mend the check"
            )
        rows = self._rows(error)
        rule = _rule(error, reason)
        if rows is None:
            return Finding(column, rule, 1, "failed checks", clean(_first_line(error), width=160))
        return Finding(
            column, rule, max(1, len(rows)), "rows", self._examples(None if reason == _NULLS else column, rows)
        )

    def losses(self, found: Iterable[Loss]) -> Iterator[Finding]:
        """A finding for each column whose conversion would lose something."""
        for column, wanted, rows in found:
            rule = f"{clean(wanted, width=60)} without loss"
            yield Finding(column, rule, len(rows), "rows", self._examples(column, rows))

    def _column(self, error: Any) -> str | None:
        if error.reason_code.name == "COLUMN_NOT_IN_DATAFRAME":
            return str(error.failure_cases)
        if error.column_name is not None:
            return str(error.column_name)
        name = getattr(error.schema, "name", None)
        return str(name) if name is not None and name in self.frame.columns else None

    def _rows(self, error: Any) -> list[Any] | None:
        """The positions of the rows that break a rule; where the schema has an index, their labels."""
        import pandas as pd  # noqa: PLC0415 - heavy

        held = error.check_output
        if isinstance(held, pd.Series) and held.dtype == bool and len(held) == len(self.frame):
            return [int(position) for position in (~held.to_numpy()).nonzero()[0]]
        cases = error.failure_cases
        if not isinstance(cases, pd.DataFrame) or "index" not in cases:
            return None
        return list(dict.fromkeys(cases["index"].tolist()))

    def _examples(self, column: str | None, rows: Sequence[Any]) -> str:
        first = rows[:EXAMPLES]
        if not all(isinstance(row, int) and 0 <= row < len(self.frame) for row in first):
            return f"index {', '.join(clean(row, width=80) for row in first)}"
        places = [self.table.row_at(row) for row in first]
        if column is None or column not in self.frame.columns:
            return said(places, len(rows))
        return said(places, len(rows), [shown_value(self.table, column, self.frame[column].iloc[row]) for row in first])

    def _unreadable(self, column: str | None, wanted: Any) -> str:
        """The first values of a text column that are no numbers, where a number is wanted."""
        import pandas as pd  # noqa: PLC0415 - heavy

        if column is None or column not in self.frame or not _is_number(wanted):
            return ""
        values = self.frame[column]
        broken = (pd.to_numeric(values, errors="coerce").isna() & values.notna()).to_numpy().nonzero()[0]
        return self._examples(column, [int(position) for position in broken]) if len(broken) else ""

    def _there_is(self) -> str:
        names = ", ".join(shown(str(name)) for name in list(self.frame.columns)[:10])
        return f"the table has {names}"


def said(places: Sequence[str], count: int, values: Sequence[str] | None = None) -> str:
    """The first of `count` rows as they are printed, with their values where these say something."""
    if not places:
        return ""
    listed = ", ".join(places)
    word = "row" if count == 1 else "first rows" if count > EXAMPLES else "rows"
    return f"{word} {listed}" if values is None else f"{word} {listed}: {', '.join(values)}"


def shown_value(table: Table, column: str, value: object) -> str:
    """A value as it is printed among examples, text in quotes."""
    printed = table.value(column, value)
    return f"'{printed}'" if isinstance(value, str) and printed != REDACTED else printed


_RULES = {
    _NULLS: "not null",
    "SERIES_CONTAINS_DUPLICATES": "unique",
    "COLUMN_NOT_ORDERED": "in the order of the schema",
}


def _rule(error: Any, reason: str) -> str:
    if reason == "DATATYPE_COERCION":
        return f"can be read as {clean(error.schema.dtype, width=60)}"
    if reason == "DUPLICATES":
        return unique_by(_listed(error.schema.unique))
    return _RULES.get(reason) or check_name(error.check, error.check_index)


def unique_by(columns: Iterable[Any]) -> str:
    """The rule that no two rows share the values of these columns."""
    return f"unique by {', '.join(shown(str(name)) for name in columns)}"


def _listed(unique: Any) -> list[Any]:
    return [unique] if isinstance(unique, str) else list(unique or [])


def _is_number(wanted: Any) -> bool:
    return str(wanted).lower().startswith(("int", "uint", "float"))


def _first_line(error: Any) -> str:
    return (str(error).splitlines() or [""])[0]
