"""Do the data look the way the team says they look?"""

from collections.abc import Iterator

from pytest_prodready.core.gate import gate
from pytest_prodready.core.hostile import clean
from pytest_prodready.core.location import Location
from pytest_prodready.core.measurement import Measurement, at_most
from pytest_prodready.core.phase import Phase
from pytest_prodready.core.question import Question
from pytest_prodready.declarations.dataset import Dataset
from pytest_prodready.instruments.schemas.instrument import Judged, Schemas
from pytest_prodready.instruments.tables.instrument import Tables


@gate("data.schema", since=Phase.VALIDATE, answers=[Question.DATA], needs=["schema"])
def schema(subject: Dataset, tables: Tables, schemas: Schemas) -> Iterator[Measurement]:
    """Every row of the table holds to the schema that the team wrote, and no column is there that it does not name.

    The whole table is held against what the schema asks, in pandera's sense. For a pandera schema, in Python or YAML,
    it is read as pandas reads it by default, so that the types are those the schema was written for. The cells of a CSV
    are read as the standard says where the schema is an Open Data Contract (version 3: one table of it, with its
    quality rules; SLAs are none), a Table Schema, alone or in a data package, or a JSON Schema of one row; against this
    one jsonl is held row by row as it is written. A file is known by its content; `file.yaml:table` picks one of
    several tables, else that of the dataset's name is meant. Built-in checks are counted in one pass by the engine;
    pandera itself makes the others, on their columns, and the evidence names them.

    A column that the schema does not name is let through only where the schema says so: `strict = False` in the
    Config of a model, `strict: false` in YAML, `metadata={"open": True}` on a schema object, the custom property
    `open: true` of a contract's table, `fieldsMatch: subset`, `additionalProperties: true`. A schema that checks
    nothing, only warns, drops or mends rows, is switched off by the environment, or says anything that is not
    evaluated here (quality rules in SQL, in words or for another engine, foreign keys) leaves the promise unproven.

    Why: a model was shown one kind of data; what it does with another kind nobody has measured.
    To fix: mend the rows that are named, or the schema where the world has changed; then train and measure again.
    """
    table = tables.open(subject)
    judged = schemas.judge(subject.schema or "", table, subject.name)
    broken = {finding.column for finding in judged.findings}
    for finding in judged.findings:
        what = f"{_column(finding.column)}: {finding.rule}"
        details = (finding.examples,) if finding.examples else ()
        where = _where(judged, finding.column)
        yield at_most(what, finding.violations, 0, unit=finding.unit, where=where, details=details)
    for column, rules in judged.rules.items():
        if column not in broken:
            said = clean(", ".join(rules) or "is there", width=120)
            yield at_most(f"{_column(column)}: {said}", 0, 0, unit="rows", where=_where(judged, column))
    if not judged.open:
        found = tuple(_column(name) for name in judged.undeclared)
        details = (", ".join(found[:20]),) if found else ()
        where = Location(judged.path)
        yield at_most(
            "columns that the schema does not name", len(found), 0, unit="columns", where=where, details=details
        )


def _column(name: str | None) -> str:
    return "the table" if name is None else clean(name, width=80)


def _where(judged: Judged, column: str | None) -> Location:
    return Location(judged.path, judged.lines.get(column or ""))
