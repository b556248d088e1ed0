"""Finding what a document says about a topic, whatever its author called the section."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from pytest_prodready.instruments.documents import prose
from pytest_prodready.instruments.documents.document import Code, Document, Passage, Section
from pytest_prodready.instruments.documents.placeholders import Placeholder, in_passage, placeholders

_NUMBERING = re.compile(r"^(?:[0-9]+(?:\.[0-9]+)*[.)]?|[a-z][.)])\s+")
_BRACKETS = re.compile(r"[\[(][^\[\]()]*[\])]")
_SIGNS = re.compile(r"[^\w\s/,&-]")
_QUALIFIERS = frozenset({"the", "our", "known", "main", "primary", "key", "current", "technical", "general", "overall"})
_JOINTS = re.compile(r"\s*(?:,|/|&|\band\b|\bor\b)\s*")
_PRINTED = frozenset({"", "text", "txt", "console", "json"})
_HOLLOW = """
a all an and any anybody anyone around as available be can decides everybody everyone he i in is it na needed no
nobody none of on one or our owner people person responsible she somebody someone still team teams that the they
this to unknown us we who whoever will with you
"""
_NOBODY = frozenset(_HOLLOW.split())
_LABEL = re.compile(r"\A\W*+(?P<label>[^\n:]{2,60}?)\s*:\s*(?P<value>\S.*)\Z", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """Something a document has to say.

    `names` are the headings that announce it, in lower case, also as a part of a heading ("Performance and
    limitations"); `whole` are those that do only when they are all of it; `broader` ones cover more, and do only
    where no other is there. `says` recognises a sentence that says it under any heading. `words` is how many prove
    that somebody wrote it.
    """

    about: str
    words: int
    names: frozenset[str]
    whole: frozenset[str] = field(default_factory=frozenset)
    broader: frozenset[str] = field(default_factory=frozenset)
    says: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A place that speaks of a topic: a section, or one passage of it."""

    title: str
    line: int
    passages: tuple[Passage, ...]
    codes: tuple[Code, ...] = ()
    gaps: tuple[Placeholder, ...] = ()

    @property
    def words(self) -> int:
        """The words a reader finds there."""
        return sum(prose.count_words(passage.text) for passage in self.passages)

    @property
    def numbers(self) -> int:
        """The numbers there, also those in what a program printed; not those in a program."""
        printed = (code.text for code in self.codes if code.language in _PRINTED)
        return sum(len(prose.numbers(text)) for text in (self.text, *printed))

    @property
    def snippets(self) -> int:
        """The pieces of code in its sentences."""
        return sum(len(passage.snippets) for passage in self.passages)

    @property
    def links(self) -> int:
        """The links in its sentences."""
        return sum(len(passage.links) for passage in self.passages)

    @property
    def text(self) -> str:
        """All of its passages, one after the other."""
        return "\n".join(passage.text for passage in self.passages)


def plain(title: str) -> str:
    """A heading without numbering, punctuation, signs and what is in brackets, in lower case."""
    text = _NUMBERING.sub("", title.casefold().strip())
    return " ".join(_SIGNS.sub(" ", _BRACKETS.sub(" ", text)).split()).strip(" -/,")


def announces(title: str, topic: Topic) -> bool:
    """Whether a heading speaks of a topic."""
    heading = plain(title)
    candidates = {heading, _unqualified(heading)}
    if candidates & (topic.names | topic.whole):
        return True
    return any(part in topic.names or _unqualified(part) in topic.names for part in _JOINTS.split(heading))


def parts(document: Document, topic: Topic) -> tuple[Part, ...]:
    """Where the document speaks of a topic.

    That is each outermost section whose heading announces it; without one, what stands behind such a label
    ("Owner: ...", or the first cell of a table's row); without that, a passage that `topic.says` recognises.
    """
    return (
        tuple(_part(section) for section in _outermost(document.sections, lambda title: announces(title, topic)))
        or tuple(
            _part(section) for section in _outermost(document.sections, lambda title: plain(title) in topic.broader)
        )
        or tuple(_labelled(document, topic))
        or tuple(_said(document, topic))
    )


def opening(document: Document) -> tuple[Part, ...]:
    """What stands under the first heading before the next one, where anything does."""
    first = document.sections[0] if document.sections else None
    if first is None or not any(prose.count_words(passage.text) for passage in first.passages):
        return ()
    return (Part(first.title, first.line, first.passages, first.codes, placeholders(first, deep=False)),)


def names_somebody(text: str) -> bool:
    """Whether a text names a person, a role or a team, rather than everybody or nobody."""
    return any(word.casefold() not in _NOBODY for word in prose.words(text))


def _unqualified(heading: str) -> str:
    words = heading.split()
    while len(words) > 1 and words[0] in _QUALIFIERS:
        words = words[1:]
    return " ".join(words)


def _outermost(sections: Sequence[Section], fits: Callable[[str], bool]) -> Iterator[Section]:
    for section in sections:
        if fits(section.title):
            yield section
        else:
            yield from _outermost(section.subsections, fits)


def _part(section: Section) -> Part:
    passages = tuple(passage for each in section.walk() for passage in each.passages)
    codes = tuple(code for each in section.walk() for code in each.codes)
    return Part(section.title, section.line, passages, codes, placeholders(section))


def _labelled(document: Document, topic: Topic) -> Iterator[Part]:
    for section in document.walk():
        for passage in section.passages:
            match = _LABEL.match(passage.text)
            if match and announces(match["label"], topic):
                yield _one(match["label"], passage, match["value"])
        for row in (row for table in section.tables for row in table.rows if len(row) > 1):
            if announces(row[0].text, topic):
                yield Part(
                    row[0].text, row[0].line, row[1:], (), tuple(gap for cell in row for gap in in_passage(cell))
                )


def _said(document: Document, topic: Topic) -> Iterator[Part]:
    if topic.says is None:
        return
    for section in document.walk():
        for passage in section.passages:
            if topic.says.search(passage.text) and prose.count_words(passage.text) >= topic.words:
                yield _one(section.title, passage, passage.text)


def _one(title: str, passage: Passage, text: str) -> Part:
    line = passage.line
    said = Passage(text, passage.prose, line, passage.form, passage.snippets, passage.links)
    return Part(title, line, (said,), (), tuple(in_passage(passage)))
