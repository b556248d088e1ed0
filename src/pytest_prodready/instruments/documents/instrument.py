"""The instrument that reads documents."""

from pathlib import PurePosixPath
from typing import ClassVar

from pytest_prodready.core.evidence import Evidence
from pytest_prodready.core.hostile import clean
from pytest_prodready.core.instrument import Instrument
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.documents.document import Document
from pytest_prodready.instruments.documents.markdown import parse
from pytest_prodready.reading import files

_SUFFIXES = (".md", ".markdown", ".mdown")
_AT_MOST = 4 * files.MEBIBYTE


class Documents(Instrument):
    """Reads Markdown documents of the judged repo."""

    name: ClassVar[str] = "documents"
    waits: ClassVar[bool] = False
    extra: ClassVar[str | None] = "governance"

    def open(self, path: str) -> Document:
        """The document at `path`; read once a run.

        Raises:
            CannotLook: it is no Markdown, not there, empty, no UTF-8 text, larger than 4 MiB, or the packages
                that parse it are not installed.

        """
        if PurePosixPath(path).suffix.lower() not in _SUFFIXES:
            raise CannotLook(
                f"{clean(path)}: a document is read in Markdown ({', '.join(_SUFFIXES)})", fix="write it in Markdown"
            )
        document = self.bench.share(("document", path), lambda: self._parse(path))
        facts = {"headings": len(document.titles), "words": sum(section.words for section in document.sections)}
        self.saw(Evidence(document.path, document.lines, "lines", document.sha256, facts=facts))
        return document

    def _parse(self, path: str) -> Document:
        content = files.read(self.bench.root, path, at_most=_AT_MOST)
        try:
            return parse(content.text(), path, content.sha256)
        except ImportError as error:
            raise self.missing_extra(error) from None
