"""Does what each source delivers fit into the table, with nothing lost?"""

from collections.abc import Iterator

from pytest_prodready.core.gate import gate
from pytest_prodready.core.location import Location
from pytest_prodready.core.measurement import Measurement, at_least, at_most, none_of
from pytest_prodready.core.phase import Phase
from pytest_prodready.core.question import Question
from pytest_prodready.declarations.dataset import Dataset
from pytest_prodready.instruments.sources.instrument import Mapped, Sources
from pytest_prodready.instruments.tables.instrument import Tables
from pytest_prodready.instruments.tables.names import shown


@gate("data.sources", since=Phase.VALIDATE, answers=[Question.DATA], needs=["samples"], optional_for=[Dataset])
def sources(subject: Dataset, tables: Tables, sources: Sources) -> Iterator[Measurement]:
    """A sample of every source and format maps onto the columns of the table, and nothing is lost on the way.

    After its `rename` a sample has the table's columns, each with at least one value, and no other. What a column
    holds is taken from the table: from its type in Parquet, else from its values (numbers, booleans, ISO 8601 dates and
    moments; all else is text). Every value of the sample must be one of these as it is written, and the records of
    the file, counted by another reader, are as many as the rows that were read. A sample that is the table itself
    shows nothing.

    Why: `12,5` and `31.12.2026` leave a source as a price and a day, and arrive as text or as nothing; the column that
    a source calls otherwise arrives empty.
    To fix: write numbers with a point and days as 2026-12-31 where the sample is made, or declare what is called
    otherwise under `rename`.
    """
    mapped = sources.map(subject, tables)
    yield at_least("files of samples", len(mapped), 1, unit="files", where=subject.at("samples"))
    for one in mapped:
        yield from _judged(subject, one)


def _judged(subject: Dataset, one: Mapped) -> Iterator[Measurement]:
    declared, place = subject.at(f"samples.{one.index}"), Location(one.path)
    if one.itself:
        yield none_of("samples that are the table itself", [one.path], unit="samples", where=declared)
    yield none_of(f"columns that {one.path} lacks", one.lacking, unit="columns", where=declared)
    yield none_of(f"columns of {one.path} that the table has not", one.surplus, unit="columns", where=declared)
    for column in one.columns:
        name = shown(column.name)
        yield at_least(f"values of {name} in {one.path}", column.present, 1, unit="values", where=place)
        what = f"values of {name} in {one.path} that are no {column.sort}"
        told = ("; ".join((f"of {column.present:,} values", *column.examples)),)
        yield at_most(what, column.lost, 0, unit="values", where=place, details=told if column.lost else ())
    what, told = f"rows of {one.path} lost or added", (f"{one.records:,} records, {one.rows:,} rows read",)
    yield at_most(what, abs(one.records - one.rows), 0, unit="rows", where=place, details=told)
