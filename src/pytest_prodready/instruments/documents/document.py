"""The nouns of a Markdown document; every one knows its line, counted from 1."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from pytest_prodready.core.problem import Problem
from pytest_prodready.instruments.documents import prose


class Form(StrEnum):
    """How a passage is set."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Snippet:
    """Code inside a sentence."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link or an image by where it points."""

    target: str
    line: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, list item, table cell or piece of HTML as a reader sees it, without markup.

    `prose` is `text` without inline code. Both keep the line breaks of the source, so that the n-th line of
    either stands on line `line + n` of the document.
    """

    text: str
    prose: str
    line: int
    form: Form
    snippets: tuple[Snippet, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Code:
    """A block of code; `line` is that of its first line of text, `language` in lower case and may be empty."""

    text: str
    language: str
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table, its header first."""

    rows: tuple[tuple[Passage, ...], ...]
    line: int


@dataclass(frozen=True)
class Section:
    """A heading with what stands under it, up to the next heading, and the sections below it.

    What precedes the first heading is a section of level 0 without a title.
    """

    title: str
    level: int
    line: int
    passages: tuple[Passage, ...] = ()
    tables: tuple[Table, ...] = ()
    codes: tuple[Code, ...] = ()
    subsections: tuple["Section", ...] = ()

    def walk(self) -> Iterator["Section"]:
        """The section and every one below it, in the order of the document."""
        yield self
        for section in self.subsections:
            yield from section.walk()

    @cached_property
    def words(self) -> int:
        """Words under this heading and those below it, without titles, markup, comments, URLs and code blocks."""
        return sum(prose.count_words(passage.text) for section in self.walk() for passage in section.passages)


@dataclass(frozen=True)
class Document:
    """A parsed document.

    `front_matter` is None where there is none, or where it is no mapping; `problems` say what is wrong with it.
    `lines` counts those that are not blank.
    """

    path: str
    sha256: str
    lines: int
    front_matter: Mapping[str, object] | None
    problems: tuple[Problem, ...]
    sections: tuple[Section, ...]

    def walk(self) -> Iterator[Section]:
        """Every section in the order of the document."""
        for section in self.sections:
            yield from section.walk()

    @property
    def titles(self) -> tuple[str, ...]:
        """The headings as they are written."""
        return tuple(section.title for section in self.walk() if section.title)
