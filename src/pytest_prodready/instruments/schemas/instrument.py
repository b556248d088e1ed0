"""The instrument that holds a table against the schema that its team wrote."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, ClassVar

from pytest_prodready.core.evidence import Evidence, Fact
from pytest_prodready.core.hostile import clean
from pytest_prodready.core.instrument import Instrument
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.schemas.compiled.judging import held
from pytest_prodready.instruments.schemas.findings import Finding
from pytest_prodready.instruments.schemas.frame import frame_of
from pytest_prodready.instruments.schemas.guards import refuse_switched_off, refuse_toothless, rules
from pytest_prodready.instruments.schemas.importing import imported
from pytest_prodready.instruments.schemas.python_file import from_module
from pytest_prodready.instruments.schemas.standards.choosing import ENDINGS, KINDS, from_file
from pytest_prodready.instruments.schemas.standards.described import cells_of
from pytest_prodready.instruments.schemas.standards.record_rows import findings as record_findings
from pytest_prodready.instruments.schemas.standards.record_schema import RecordSchema
from pytest_prodready.instruments.schemas.standards.record_table import as_table
from pytest_prodready.instruments.schemas.teeth.bites import Bites, bites
from pytest_prodready.instruments.tables.part import Format
from pytest_prodready.instruments.tables.refusals import quietly
from pytest_prodready.instruments.tables.table import Table
from pytest_prodready.reading.files import Content, read


@dataclass(frozen=True, slots=True)
class Judged:
    """How a table stands to its schema.

    `rules` are the schema's columns that the table has, each with what is demanded of it; `undeclared` the table's
    columns that the schema does not name; `open` whether the schema says that such are welcome. `lines` gives
    the line of the schema's file that first names a column.
    """

    path: str
    rules: Mapping[str, tuple[str, ...]]
    findings: tuple[Finding, ...]
    undeclared: tuple[str, ...]
    open: bool
    lines: Mapping[str, int]


class Schemas(Instrument):
    """Runs pandera over a whole table; a schema in Python runs code of the judged repo."""

    name: ClassVar[str] = "schemas"
    extra: ClassVar[str | None] = "data"
    executes: ClassVar[bool] = True

    def judge(self, schema: str, table: Table, dataset: str = "") -> Judged:
        """How `table` stands to `schema` (path/file.py:Name, a pandera YAML file, or one of a public standard).

        Where the file describes several tables and none is named, that of the `dataset` is meant.
        pandera runs with all its checks whatever the configuration says, on every row, and collects all errors.

        Raises:
            CannotLook: the schema cannot be loaded, would pass whatever it is shown, or a check raises; pandera
                is switched off by the environment; the table is too large for a frame.

        """
        refuse_switched_off()
        with (
            quietly(),
            self._loaded(schema, dataset, table, row_by_row=table.format is Format.JSONL) as (loaded, welcome, content),
        ):
            if isinstance(loaded, RecordSchema):
                return self._of_records(loaded, table, content)
            refuse_toothless(loaded, content.path)
            found = held(loaded, table, self.bench.root, content.path, reading=cells_of(loaded))
            pandera = "; ".join(f"{clean(name, width=80)}: {why}" for name, why in found.by_pandera.items())
            facts: dict[str, Fact] = {"by pandera": pandera} if pandera else {}
            self.saw(Evidence(content.path, len(loaded.columns), "columns of a schema", content.sha256, facts=facts))
            named = _named(loaded, found.names)
            undeclared = tuple(name for name in found.names if name not in named)
        return Judged(content.path, named, found.findings, undeclared, welcome, _lines(content, [*named]))

    def bites(self, schema: str, table: Table, key: Sequence[str] = (), dataset: str = "") -> Bites:
        """Which corrupted copies of the table's own rows, named by `key`, `schema` refuses; raises as `judge` does.

        Raises:
            CannotLook: also when the schema refuses the rows as they are.

        """
        refuse_switched_off()
        self.bench.announce(f"corrupting copies of {clean(table.source)}")
        with quietly(), self._loaded(schema, dataset, table) as (loaded, welcome, content):
            refuse_toothless(loaded, content.path)
            frame = frame_of(table, self.bench.root, keep_index=loaded.index is not None, reading=cells_of(loaded))
            found = bites(loaded, frame, table.format, content.path, key=key, may_have_more=welcome)
        self.saw(Evidence(content.path, found.copies, f"corrupted copies of {found.rows:,} rows", content.sha256))
        return found

    def _of_records(self, schema: RecordSchema, table: Table, content: Content) -> Judged:
        """Rows of JSON, each held against its JSON Schema as it is written."""
        self.bench.announce(f"holding {table.rows:,} rows of {clean(table.source)} against {clean(content.path)}")
        for document in schema.contract.shelf.contents.values():
            if document.path != content.path:
                self.saw(Evidence(document.path, document.data.count(b"\n") + 1, "lines", document.sha256))
        self.saw(Evidence(content.path, len(schema.properties), "columns of a schema", content.sha256))
        broken = record_findings(schema, table, self.bench.root)
        named = {name: schema.rules(name) for name in table.columns if name in schema.properties}
        undeclared = tuple(name for name in table.columns if name not in named)
        return Judged(content.path, named, broken, undeclared, schema.welcome, _lines(content, [*named]))

    @contextmanager
    def _loaded(
        self, schema: str, dataset: str, table: Table, *, row_by_row: bool = False
    ) -> Iterator[tuple[Any, bool, Content]]:
        path, _, name = schema.partition(":")
        ending = PurePosixPath(path).suffix
        if ending not in ENDINGS:
            raise CannotLook(f"schema {clean(schema, width=120)}: a schema is {KINDS}")
        content = read(self.bench.root, path)
        try:
            import pandera.pandas  # noqa: F401, PLC0415 - heavy; its absence is no fault of the schema
        except ImportError as error:
            raise self.missing_extra(error) from None
        if ending != ".py":
            loaded, welcome = from_file(self.bench.root, content, name, dataset, table.format)
            of_cells = isinstance(loaded, RecordSchema) and not row_by_row
            yield as_table(loaded, table.format) if of_cells else loaded, welcome, content
            return
        with imported(self.bench.root, content) as module:
            yield *from_module(module, path, name), content


def _named(schema: Any, names: Sequence[str]) -> dict[str, tuple[str, ...]]:
    import pandas as pd  # noqa: PLC0415 - heavy

    frame = pd.DataFrame(columns=list(names))
    named: dict[str, tuple[str, ...]] = {}
    for name, column in schema.columns.items():
        found = column.get_regex_columns(frame) if column.regex else [name]
        named.update({str(one): tuple(rules(column)) for one in found if one in frame.columns})
    return named


def _lines(content: Content, names: list[str]) -> dict[str, int]:
    """The line that calls a column by its name, or else the first that mentions it."""
    lines = content.text().splitlines()
    found = {}
    for name in names:
        word = rf"(?<!\w){re.escape(name)}(?!\w)"
        called = re.compile(rf"\b(?:name|physicalName)[\"']?\s*:\s*[\"']?{word}")
        for said in (called, re.compile(word)):
            number = next((at for at, line in enumerate(lines, 1) if said.search(line)), None)
            if number is not None and name not in found:
                found[name] = number
    return found
