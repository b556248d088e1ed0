"""The instrument that holds a table against the schema that its team wrote."""

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
from pytest_prodready.instruments.schemas.teeth.bites import Bites, bites
from pytest_prodready.instruments.schemas.yaml_file import from_yaml
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

    def judge(self, schema: str, table: Table) -> Judged:
        """How `table` stands to `schema` (path/file.py:Name, or a pandera YAML file).

        pandera runs with all its checks whatever the configuration says, on every row, and collects all errors.

        Raises:
            CannotLook: the schema cannot be loaded, would pass whatever it is shown, or a check raises; pandera
                is switched off by the environment; the table is too large for a frame.

        """
        refuse_switched_off()
        with quietly(), self._loaded(schema) as (loaded, welcome, content):
            refuse_toothless(loaded, content.path)
            found = held(loaded, table, self.bench.root, content.path)
            pandera = "; ".join(f"{clean(name, width=80)}: {why}" for name, why in found.by_pandera.items())
            facts: dict[str, Fact] = {"by pandera": pandera} if pandera else {}
            self.saw(Evidence(content.path, len(loaded.columns), "columns of a schema", content.sha256, facts=facts))
            named = _named(loaded, found.names)
            undeclared = tuple(name for name in found.names if name not in named)
        return Judged(content.path, named, found.findings, undeclared, welcome, _lines(content, [*named]))

    def bites(self, schema: str, table: Table, key: Sequence[str] = ()) -> Bites:
        """Which corrupted copies of the table's own rows, named by `key`, `schema` refuses; raises as `judge` does.

        Raises:
            CannotLook: also when the schema refuses the rows as they are.

        """
        refuse_switched_off()
        self.bench.announce(f"corrupting copies of {clean(table.source)}")
        with quietly(), self._loaded(schema) as (loaded, welcome, content):
            refuse_toothless(loaded, content.path)
            frame = frame_of(table, self.bench.root, keep_index=loaded.index is not None)
            found = bites(loaded, frame, table.format, content.path, key=key, may_have_more=welcome)
        self.saw(Evidence(content.path, found.copies, f"corrupted copies of {found.rows:,} rows", content.sha256))
        return found

    @contextmanager
    def _loaded(self, schema: str) -> Iterator[tuple[Any, bool, Content]]:
        path, _, name = schema.partition(":")
        ending = PurePosixPath(path).suffix
        if ending not in (".py", ".yaml", ".yml") or (name and ending != ".py"):
            raise CannotLook(f"schema {clean(schema, width=120)}: a schema is path/file.py:Name or a pandera YAML file")
        content = read(self.bench.root, path)
        try:
            import pandera.pandas  # noqa: F401, PLC0415 - heavy; its absence is no fault of the schema
        except ImportError as error:
            raise self.missing_extra(error) from None
        if ending != ".py":
            yield *from_yaml(content), content
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
    lines = content.text().splitlines()
    return {
        name: number
        for name in names
        for number in [next((at for at, line in enumerate(lines, 1) if _mentions(line, name)), None)]
        if number is not None
    }


def _mentions(line: str, name: str) -> bool:
    before, found, after = line.partition(name)
    return bool(found) and not (before[-1:].isidentifier() or after[:1].isalnum() or after[:1] == "_")
