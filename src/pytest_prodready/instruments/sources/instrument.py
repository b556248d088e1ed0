"""The instrument that maps samples of the sources onto a table."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from pytest_prodready.core.hostile import clean
from pytest_prodready.core.instrument import Instrument
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.declarations.dataset import Dataset
from pytest_prodready.declarations.samples import Sample
from pytest_prodready.instruments.sources.records import count_records
from pytest_prodready.instruments.sources.sorts import Sort, answers, parses, sorts
from pytest_prodready.instruments.tables.instrument import Tables
from pytest_prodready.instruments.tables.names import shown
from pytest_prodready.instruments.tables.near import no_such_column
from pytest_prodready.instruments.tables.table import EXAMPLES, Table, is_missing
from pytest_prodready.reading.files import expand


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table in a sample: values that are there, those of them that are lost, and the first lost."""

    name: str
    sort: Sort
    present: int
    lost: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mapped:
    """One file of a sample, mapped: `index` is that of its declaration; `itself` says that it is part of the table.

    `lacking` are columns of the table that it has not, `surplus` those of its own that the table has not;
    `records` is what the file holds, `rows` what was read of it.
    """

    index: int
    path: str
    itself: bool
    lacking: tuple[str, ...]
    surplus: tuple[str, ...]
    columns: tuple[Column, ...]
    records: int
    rows: int


class Sources(Instrument):
    """Reads samples as they are delivered, and asks of each value whether the table's column can hold it."""

    name: ClassVar[str] = "sources"
    extra: ClassVar[str | None] = "data"

    def map(self, subject: Dataset, tables: Tables) -> tuple[Mapped, ...]:
        """Every file of every declared sample, mapped onto the table of the dataset.

        Raises:
            CannotLook: the table or a sample cannot be read, a column of the table is empty so that nobody knows
                what it holds, or a name to be replaced is not in the sample.

        """
        table = tables.read(subject.source, min_rows=subject.min_rows, redact=subject.redact, as_written=True)
        try:
            kinds = self.bench.share(("sorts", table), lambda: sorts(table))
        except ImportError as error:
            raise self.missing_extra(error) from None
        known = {name: _known(name, sort, table) for name, sort in kinds.items()}
        return tuple(
            self._map(index, sample, path, table, known, tables)
            for index, sample in enumerate(subject.samples or ())
            for path in expand(self.bench.root, sample.path)
        )

    def _map(
        self, index: int, sample: Sample, path: str, table: Table, known: Mapping[str, Sort], tables: Tables
    ) -> Mapped:
        read = tables.read(path, as_written=True)
        for name in sample.rename:
            no_such_column(name, read.columns, read.source, f"samples[{index}].rename")
        ours: dict[str, str] = {}
        surplus = []
        for name in read.columns:
            becomes = sample.rename.get(name, name)
            if becomes in known and becomes not in ours:
                ours[becomes] = name
            else:
                surplus.append(_surplus(name, becomes, ours))
        digests = {part.sha256 for part in table.parts}
        return Mapped(
            index,
            clean(path, width=120),
            any(part.sha256 in digests for part in read.parts),
            tuple(shown(name) for name in known if name not in ours),
            tuple(surplus),
            _columns(read, table, ours, known),
            sum(count_records(self.bench.root, part.path, read.format) for part in read.parts),
            read.rows,
        )


def _known(name: str, sort: Sort | None, table: Table) -> Sort:
    if sort is None:
        raise CannotLook(
            f"{table.source}: {shown(name)} has no value at all, so nobody knows what it holds",
            fix="fill the column, or take it out of the table",
        )
    return sort


def _surplus(name: str, becomes: str, ours: Mapping[str, str]) -> str:
    if becomes in ours:
        return f"{shown(name)}: {shown(ours[becomes])} is {shown(becomes)} already"
    return shown(name) if name == becomes else f"{shown(name)}, renamed {shown(becomes)}"


def _columns(read: Table, table: Table, ours: Mapping[str, str], known: Mapping[str, Sort]) -> tuple[Column, ...]:
    values = {name: read.column(written) for name, written in ours.items()}
    asked = {(name, "present"): read.expression.count(where=~is_missing(values[name])) for name in ours}
    asked |= {(name, "parsed"): read.expression.count(where=parses(values[name], known[name])) for name in ours}
    counts = answers(read, asked) if asked else {}
    found = []
    for name in ours:
        present, lost = counts[name, "present"], counts[name, "present"] - counts[name, "parsed"]
        examples = _examples(read, table, name, ours[name], known[name]) if lost else ()
        found.append(Column(name, known[name], present, lost, examples))
    return tuple(found)


def _examples(read: Table, table: Table, name: str, written: str, sort: Sort) -> tuple[str, ...]:
    column = read.column(written)
    lost = read.expression.filter(~is_missing(column) & ~parses(column, sort))
    rows = read.arrow(lost.select(place=lost.place, value=read.column(written).cast("string")).limit(EXAMPLES))
    return tuple(f"row {read.row(one['place'])} has '{table.value(name, one['value'])}'" for one in rows.to_pylist())
