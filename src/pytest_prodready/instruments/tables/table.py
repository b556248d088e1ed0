"""A table that answers in whole-table aggregates, and shows single rows only as examples."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, TypeVar

from pytest_prodready.core.hostile import clean
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.tables.loading import PLACE, Loaded
from pytest_prodready.instruments.tables.near import no_such_column
from pytest_prodready.instruments.tables.part import Format, Part
from pytest_prodready.instruments.tables.refusals import refusing

EXAMPLES = 3
_Key = TypeVar("_Key")
REDACTED = "(redacted)"


@dataclass(frozen=True, slots=True)
class Repeat:
    """One group of equal rows: the cells they share, how many they are, and where the first of them stand."""

    cells: tuple[str, ...]
    count: int
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Repeats:
    """`surplus` rows are repeats of an earlier one; `examples` are the first groups, in the order of the table."""

    surplus: int
    examples: tuple[Repeat, ...] = ()


class Table:
    """A table, opened and counted.

    A value is missing where it is null, not a number, or text that is empty or blank; in a CSV also where the
    cell holds a word that `pandas.read_csv` takes for missing (NA, null, None, …). Rows count from 1, without
    the header. `expression` is the whole table for ibis, its columns named c0, c1, …: ask `column` for one.
    """

    def __init__(self, connection: Any, loaded: Loaded, source: str, *, redact: Sequence[str] = ()) -> None:
        self.source = source
        self.format: Format = loaded.format
        self.columns: tuple[str, ...] = loaded.columns
        self.parts: tuple[Part, ...] = loaded.parts
        self.rows: int = sum(part.rows for part in loaded.parts)
        with refusing(source):
            self.expression = connection.table(loaded.name)
        self.redact = frozenset(redact)
        for name in redact:
            no_such_column(name, loaded.columns, source, "redact")
        self._missing: dict[str, int] = {}
        self._internal = {name: f"c{index}" for index, name in enumerate(loaded.columns)}

    def column(self, name: str) -> Any:
        """One column as an ibis expression.

        Raises:
            CannotLook: there is no such column; the nearest names are told.

        """
        no_such_column(name, self.columns, self.source, "the question")
        return self.expression[self._internal[name]]

    def arrow(self, query: Any) -> Any:
        """The answer to a query made of `expression` and `column`, as an Arrow table: for aggregates, not for rows."""
        with refusing(self.source):
            return query.to_pyarrow()

    def missing(self, names: Sequence[str] | None = None) -> Mapping[str, int]:
        """How many values are missing in each column (of `names`, or of all); asked once a column.

        One scan for all of them, and a second one of the text columns in which something begins blank.
        """
        names = self.columns if names is None else names
        asked = [name for name in names if name not in self._missing]
        if asked:
            texts = [name for name in asked if self.column(name).type().is_string()]
            surely = {("surely", name): _surely(self.column(name)) for name in asked}
            counts = self._ask({**surely, **{("filled", name): self.column(name).count() for name in texts}})
            present = {name: counts["surely", name] for name in asked}
            doubtful = [name for name in texts if present[name] < counts["filled", name]]
            blank = self._ask({name: _begins_blank(self.column(name)) for name in doubtful})
            self._missing.update({name: self.rows - present[name] - blank.get(name, 0) for name in asked})
        return {name: self._missing[name] for name in names}

    def rows_missing(self, name: str) -> tuple[str, ...]:
        """The first rows whose value in a column is missing; the scan stops as soon as it has them."""
        found = self.expression.filter(is_missing(self.column(name))).select("place").limit(EXAMPLES)
        return tuple(self.row(record["place"]) for record in self._run(found))

    def incomplete(self, key: Sequence[str]) -> int:
        """How many rows lack a value in at least one column of the key.

        Raises:
            CannotLook: the key names no column.

        """
        if not key:
            raise CannotLook(f"{self.source}: the key names no column", fix="name the columns that name a row")
        counts = self.missing(key)
        if len(key) == 1 or not any(counts.values()):
            return counts[key[0]]
        return self._ask({"": self.expression.count(where=self._lacking(key))})[""]

    def rows_incomplete(self, key: Sequence[str]) -> tuple[str, ...]:
        """The first rows that lack a value of the key."""
        found = self.expression.filter(self._lacking(key)).select("place").limit(EXAMPLES)
        return tuple(self.row(record["place"]) for record in self._run(found))

    def repeats(self, key: Sequence[str] | None = None) -> Repeats:
        """Rows that repeat the values of `key`, or without one a whole row; rows with an incomplete key are left out.

        Two missing values are equal when whole rows are compared. Rows are compared by a 64-bit hash; only those
        whose hash is not their own are compared by value, so equal hashes decide nothing.
        """
        import ibis  # type: ignore[import-untyped] # noqa: PLC0415 - ships no types; heavy

        lacking = None if key is None or not self.incomplete(key) else self._lacking(key)
        rows = self.expression if lacking is None else self.expression.filter(~lacking)
        names = tuple(self.columns if key is None else key)
        columns = [self._internal[name] for name in names]
        values = [rows[column] for column in columns]
        one = values[0] if len(values) == 1 else ibis.struct(dict(zip(columns, values, strict=True)))
        hashed = rows.mutate(hash=one.hash())
        counts = self._run(hashed.aggregate(rows=hashed.count(), hashes=hashed.hash.nunique()))[0]
        if counts["rows"] == counts["hashes"]:
            return Repeats(0)
        return self._compared(hashed, names, columns)

    def row(self, place: int) -> str:
        """A row as it is printed: its number, and its file where the table has several."""
        part, number = divmod(place, PLACE)
        if len(self.parts) == 1:
            return str(number)
        return f"{number} of {clean(PurePosixPath(self.parts[part].path).name, width=60)}"

    def row_at(self, position: int) -> str:
        """The row at a position counted from 0 over all files, as it is printed."""
        for index, part in enumerate(self.parts):
            if position < part.rows:
                return self.row(index * PLACE + position + 1)
            position -= part.rows
        raise IndexError(f"{self.source} has {self.rows} rows")

    def value(self, name: str, value: object) -> str:
        """A value as it is printed: cleaned, cut at 80 characters, and not at all where it is redacted."""
        return REDACTED if name in self.redact else clean(value, width=80)

    def _compared(self, hashed: Any, names: Sequence[str], columns: Sequence[str]) -> Repeats:
        shared = hashed.group_by("hash").aggregate(n=hashed.count())
        suspects = hashed.semi_join(shared.filter(shared.n > 1), "hash")
        groups = suspects.group_by(list(columns)).aggregate(
            n=suspects.count(), places=suspects.place.collect(order_by=suspects.place)[:EXAMPLES]
        )
        groups = groups.filter(groups.n > 1)
        total = groups.mutate(surplus=(groups.n - 1).sum().over(), first=groups.places[0])
        found = self._run(total.order_by(total.first).limit(EXAMPLES))
        examples = tuple(
            Repeat(
                tuple(self.value(name, record[column]) for name, column in zip(names, columns, strict=True)),
                record["n"],
                tuple(self.row(place) for place in record["places"]),
            )
            for record in found
        )
        return Repeats(int(found[0]["surplus"]) if found else 0, examples)

    def _lacking(self, key: Sequence[str]) -> Any:
        first, *others = (is_missing(self.column(name)) for name in key)
        for other in others:
            first |= other
        return first

    def _ask(self, questions: Mapping[_Key, Any]) -> dict[_Key, int]:
        """The answers to aggregate questions, all in one scan; names of the repo's never reach the query."""
        if not questions:
            return {}
        asked = {f"q{number}": question for number, question in enumerate(questions.values())}
        answer = self._run(self.expression.aggregate(**asked))[0]
        return {name: int(answer[f"q{number}"]) for number, name in enumerate(questions)}

    def _run(self, query: Any) -> list[dict[str, Any]]:
        with refusing(self.source):
            found: list[dict[str, Any]] = query.to_pyarrow().to_pylist()
        return found


def is_missing(column: Any) -> Any:
    """Whether a value is missing, as an ibis expression that is never null."""
    missing = column.isnull()
    if column.type().is_floating():
        return missing | column.isnan()
    if column.type().is_string():
        return missing | ((column < "!") & (column.strip() == ""))
    return missing


def _surely(column: Any) -> Any:
    """The count of values that are there for certain; text below '!' begins with a blank or is empty."""
    if column.type().is_floating():
        return column.count(where=~column.isnan())
    if column.type().is_string():
        return column.count(where=column >= "!")
    return column.count()


def _begins_blank(column: Any) -> Any:
    return column.count(where=(column < "!") & (column.strip() != ""))
