"""The instrument that looks for personal data, and proves with planted ones that it would see them."""

from collections.abc import Iterator
from typing import ClassVar

from pytest_prodready.core.evidence import Evidence
from pytest_prodready.core.instrument import Instrument
from pytest_prodready.declarations.dataset import Dataset
from pytest_prodready.declarations.privacy import Privacy
from pytest_prodready.instruments.privacy.log_scan import scan_log
from pytest_prodready.instruments.privacy.table_scan import scan_column
from pytest_prodready.instruments.privacy.tally import Tally
from pytest_prodready.instruments.tables.near import no_such_column
from pytest_prodready.instruments.tables.table import Table
from pytest_prodready.reading.files import digest, expand


class PersonalData(Instrument):
    """Scans tables and logs; values never leave it, only counts and the numbers of rows and lines."""

    name: ClassVar[str] = "personal_data"
    extra: ClassVar[str | None] = "data"

    def scans(self, subject: Dataset, privacy: Privacy, table: Table) -> Iterator[Tally]:
        """What stands in each column that is not declared, and in each log; places without any are included.

        Raises:
            CannotLook: a declared column or a log is not there, a log is no text, there is too much to look at, or a
                package of the extra is not installed.

        """
        for name in privacy.columns:
            no_such_column(name, table.columns, table.source, f"datasets.{subject.name}.privacy.columns")
        try:
            self.bench.announce(f"looking for personal data in {table.source}")
            for name in (one for one in table.columns if one not in privacy.columns):
                yield scan_column(table, name, privacy.regions)
            for path in self._logs(privacy):
                tally, lines = scan_log(self.bench.root, path, privacy.regions)
                self.saw(Evidence(path, lines, "lines", digest(self.bench.root / path)))
                yield tally
        except ImportError as error:
            raise self.missing_extra(error) from None

    def _logs(self, privacy: Privacy) -> list[str]:
        return list(dict.fromkeys(path for pattern in privacy.logs for path in expand(self.bench.root, pattern)))
