"""Is the model documented, by somebody who has written something?"""

from collections.abc import Iterator, Sequence

from pytest_prodready.core.gate import gate
from pytest_prodready.core.measurement import Measurement, at_least
from pytest_prodready.core.phase import Phase
from pytest_prodready.core.question import Question
from pytest_prodready.declarations.model import Model
from pytest_prodready.instruments.documents import card_topics, model_index
from pytest_prodready.instruments.documents.document import Document
from pytest_prodready.instruments.documents.headings import Part, Topic, opening, parts
from pytest_prodready.instruments.documents.instrument import Documents
from pytest_prodready.instruments.documents.measures import absent, at, quoted, sound_front_matter, unfilled
from pytest_prodready.instruments.documents.placeholders import placeholders


@gate("governance.model_card", since=Phase.PROTOTYPE, answers=[Question.GOVERNANCE], needs=["card"])
def model_card(subject: Model, documents: Documents) -> Iterator[Measurement]:
    """The model card describes the model, its use, data, evaluation, limits, groups and owner in words of its own.

    A section is recognised by the headings of Mitchell et al. (https://arxiv.org/abs/1810.03993), of the Hugging
    Face template and of the Model Card Toolkit. The 15 words that a section needs (10 for evaluation and groups,
    1 for the owner) are a convention: one full sentence. The evaluation has at least one number, or a link to
    where its numbers stand: in its section, in the results by group, or in the front matter's `model-index`. No
    placeholder is left anywhere in the card.

    Why: whoever meets the model after you knows only what its card says; an empty template says that nobody looked.
    To fix: write the sections that are named, and delete the optional ones that nobody will fill in.
    """
    card = documents.open(subject.card or "")
    values, misread = model_index.results(card.front_matter)
    yield sound_front_matter(card, misread)
    told: set[int] = set()
    for topic in card_topics.TOPICS:
        found = parts(card, topic) or (opening(card) if topic is card_topics.DESCRIPTION else ())
        told.update(gap.line for part in found for gap in part.gaps)
        if found:
            yield from _written(card, topic, found)
        elif not (values and topic is card_topics.EVALUATION):
            yield absent(card, topic)
        if topic is card_topics.EVALUATION and (found or values):
            yield _figures(card, found, values)
    rest = [gap for section in card.walk() for gap in placeholders(section, deep=False) if gap.line not in told]
    yield unfilled("the rest of the card", card, rest, 1)


def _written(card: Document, topic: Topic, found: Sequence[Part]) -> Iterator[Measurement]:
    title, line = quoted(found), found[0].line
    words = sum(part.words for part in found)
    yield at_least(f"words on {topic.about} in {title}", words, topic.words, unit="words", where=at(card, line))
    yield unfilled(title, card, [gap for part in found for gap in part.gaps], line)


def _figures(card: Document, found: Sequence[Part], values: int) -> Measurement:
    told = (*found, *parts(card, card_topics.GROUPS))
    count = values + sum(part.numbers + part.links for part in told)
    line = found[0].line if found else 1
    return at_least("numbers in the evaluation, or links to them", count, 1, unit="figures", where=at(card, line))
