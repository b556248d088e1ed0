"""The instrument that opens tables."""

from collections.abc import Sequence
from typing import Any, ClassVar

from pytest_prodready.core.evidence import Evidence, Fact
from pytest_prodready.core.hostile import clean
from pytest_prodready.core.instrument import Instrument
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.declarations.dataset import Dataset
from pytest_prodready.instruments.tables.backend import backend
from pytest_prodready.instruments.tables.loading import load
from pytest_prodready.instruments.tables.refusals import quietly
from pytest_prodready.instruments.tables.table import Table
from pytest_prodready.reading.files import expand


class Tables(Instrument):
    """Opens tables of parquet, csv or jsonl files, each once a run; it runs no code of the judged repo."""

    name: ClassVar[str] = "tables"
    extra: ClassVar[str | None] = "data"

    def open(self, dataset: Dataset) -> Table:
        """The table of a dataset.

        Raises:
            CannotLook: a file is missing, unreadable or no table; the files disagree on their columns; there are
                fewer rows than `min_rows`; `redact` names no column; a package of the extra is not installed.

        """
        personal = dataset.privacy.columns if dataset.privacy else ()
        return self.read(dataset.source, min_rows=dataset.min_rows, redact=(*dataset.redact, *personal))

    def read(self, source: str, *, min_rows: int = 1, redact: Sequence[str] = (), as_written: bool = False) -> Table:
        """The table of a path or glob; raises as `open` does.

        The engine guesses at the types in JSONL, and takes 03-04-2025 for the fourth of March: `as_written` keeps its
        values text, as those of a CSV always are. Parquet keeps its types.
        """
        as_written = as_written and any(path.lower().endswith(".jsonl") for path in expand(self.bench.root, source))
        key = ("table", source, tuple(redact), as_written)
        table = self.bench.share(key, lambda: self._load(source, redact, as_written))
        for part in table.parts:
            facts: dict[str, Fact] = {"columns": len(table.columns), "format": str(table.format)}
            self.saw(Evidence(part.path, part.rows, "rows", part.sha256, facts=facts))
        if table.rows < max(1, min_rows):
            raise CannotLook(
                f"{clean(source)}: {table.rows:,} rows inspected, floor is {max(1, min_rows):,}",
                fix="commit more rows, or lower min_rows",
            )
        return table

    def _load(self, source: str, redact: Sequence[str], as_written: bool) -> Table:
        paths = expand(self.bench.root, source)
        try:
            with quietly():
                connection = self._backend()
        except ImportError as error:
            raise self.missing_extra(error) from None
        number = self.bench.share("number of tables", lambda: [0])
        number[0] += 1
        self.bench.announce(f"reading {clean(source)}")
        links = self.bench.scratch / "tables" / str(number[0])
        name = f"table_{number[0]}"
        loaded = load(connection, self.bench.root, paths, name, links, as_written=as_written)
        return Table(connection, loaded, clean(source), redact=redact)

    def _backend(self) -> Any:
        return self.bench.keep_open("tables backend", lambda: backend(self.bench.root, self.bench.scratch))
