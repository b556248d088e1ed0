"""The measurements that gates on documents have in common."""

from collections.abc import Sequence

from pytest_prodready.core.hostile import clean
from pytest_prodready.core.location import Location
from pytest_prodready.core.measurement import Measurement, at_least, none_of
from pytest_prodready.instruments.documents.document import Document
from pytest_prodready.instruments.documents.headings import Part, Topic
from pytest_prodready.instruments.documents.placeholders import Placeholder

_HEADINGS_SHOWN = 20


def at(document: Document, line: int) -> Location:
    """A line of the document."""
    return Location(document.path, line)


def quoted(found: Sequence[Part]) -> str:
    """The parts by the title of the first."""
    more = f" and {len(found) - 1} more" if len(found) > 1 else ""
    return f"'{clean(found[0].title, width=60)}'{more}"


def sound_front_matter(document: Document, misread: Sequence[str] = ()) -> Measurement:
    """That nothing is wrong with the front matter; `misread` is what the gate found in it."""
    problems = [*map(str, document.problems), *(clean(text, width=200) for text in misread)]
    return none_of("problems in the front matter", problems, unit="problems", where=at(document, 1))


def absent(document: Document, topic: Topic) -> Measurement:
    """That nothing in the document speaks of a topic: which headings it has, and which would have counted."""
    seen = ", ".join(clean(title, width=40) for title in document.titles[:_HEADINGS_SHOWN]) or "none"
    details = (f"headings seen: {seen}", f"headings that count: {', '.join(sorted(topic.names))}")
    return at_least(f"sections on {topic.about}", 0, 1, unit="sections", where=at(document, 1), details=details)


def unfilled(what: str, document: Document, gaps: Sequence[Placeholder], line: int) -> Measurement:
    """That no placeholder is left; points at the first one, else at `line`."""
    where = at(document, gaps[0].line if gaps else line)
    return none_of(f"placeholders in {what}", [str(gap) for gap in gaps], unit="placeholders", where=where)
