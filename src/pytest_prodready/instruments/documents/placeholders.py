"""Text that stands where nobody has written anything yet.

Code, inline or in blocks, is never searched: `TODO` there is the program's affair.

The choices against false alarms: TODO, XXX, TBA and TBC count in capitals (`todo` is a word in Spanish, XXX may be
part of a size) or where they are all that a line says; a "TODO list" is a thing and no gap; "to be decided" counts
where it ends its sentence or opens a value, so "is to be confirmed by two people" is an instruction. An empty
label ("Owner:") and a lone "N/A" are gaps only where nothing else is said. Comments are not seen by a reader, so a
section that is a comment only has no words rather than a placeholder.

The phrases of templates are the prompts of the model card templates that Hugging Face has published
(https://github.com/huggingface/huggingface_hub, templates/modelcard_template.md, and the older one of transformers).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pytest_prodready.core.hostile import clean
from pytest_prodready.instruments.documents.document import Form, Passage, Section

_TEMPLATE_PHRASES = (
    "quick summary of what the model is",
    "longer summary of what this model is",
    "basic links for the model",
    "questions around how the model is intended to be used",
    "model use without fine-tuning or plugging",
    "model use when fine-tuned for a task",
    "section addresses misuse, malicious use",
    "section is meant to convey",
    "(both direct and downstream) should be made aware",
    "should link to a dataset card",
    "should link to a data card",
    "relates heavily to the technical specifications",
    "provides information about throughput, start/end time",
    "describes the evaluation protocols and provides the results",
    "things the evaluation is disaggregating by",
    "evaluation metrics being used, ideally with",
    "interpretability work for the model goes here",
    "edit the suggested text below",
    "paper or blog post introducing the model, the apa",
    "terms and calculations in this section that can help",
    "aims to be a base template for new models",
    "can embed local or remote images using",
    "can include sample code which will be formatted",
    "examples of latent issues and potential remediations",
    "describe the data you used to train the model",
)
_PROMPTS = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in _TEMPLATE_PHRASES)
_ANYWHERE = re.compile(
    r"\[?more information needed\]?"
    r"|\blorem ipsum\b"
    r"|\{\{.{0,200}?\}\}|\{%.{0,200}?%\}"
    r"|[<\[](?:your|insert|enter|fill|replace|placeholder|add your|name of|to be)\b[^<>\[\]]{0,200}[>\]]"
    r"|[<\[](?:todo|tbd|fixme|owner|team|name|e-?mail|date|threshold|duration)[>\]]"
    r"|\b(?:coming soon|under construction|work in progress|fill (?:this |me )?in|write me)\b"
    r"|\b(?:tbd|fixme)\b"
    rf"|{_PROMPTS}",
    re.IGNORECASE,
)
_THINGS = r"(?![ -](?:apps?|lists?|items?|comments?|tasks?|managers?|entries|entry)\b)"
_IN_CAPITALS = re.compile(rf"\b(?:TODO\b{_THINGS}|(?:XXX+|TBA|TBC)\b)")
_UNDONE = r"(?:filled|defined|decided|determined|added|completed|written|announced|confirmed|provided|documented|done)"
_TO_BE = re.compile(
    rf"(?:^|[:|\u2013\u2014]\s*)to\s+be\s+{_UNDONE}\b"
    rf"|\bto\s+be\s+{_UNDONE}(?:\s+(?:in|out|up|here|later|soon|yet))*\s*(?=[.;,)\]]|$)",
    re.IGNORECASE | re.MULTILINE,
)
_LINE_ALONE = re.compile(
    r"^[^\w\n]{0,9}(?:[^\n:|]{1,60}:)?[ \t\[(<*]{0,9}"
    r"(?:todo|xxx++|tba|tbc|\?{2,}+|\.{3,}+|\u2026++|_{3,}+)[ \t\])>*.:!]{0,9}$",
    re.IGNORECASE | re.MULTILINE,
)
_HOLLOW = re.compile(
    r"\W*+(?:n\s?/\s?a|na|none|nil|nothing|unknown|not applicable|see (?:above|below))?\W*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, order=True)
class Placeholder:
    """What was found, and on which line."""

    line: int
    text: str

    def __str__(self) -> str:
        return f"line {self.line}: {clean(self.text, width=80)}"


def placeholders(section: Section, *, deep: bool = True) -> tuple[Placeholder, ...]:
    """What is not filled in, in the section and (where `deep`) those below it: one finding a line, in order."""
    found: dict[int, Placeholder] = {}
    for each in section.walk() if deep else (section,):
        for one in _of(each):
            found.setdefault(one.line, one)
    return tuple(found[line] for line in sorted(found))


def in_text(text: str, line: int) -> tuple[Placeholder, ...]:
    """What is not filled in, in a text that stands alone, as the value of a key does; `line` is that of its first."""
    return placeholders(Section("", 1, line, (Passage(text, text, line, Form.PARAGRAPH),)))


def in_passage(passage: Passage) -> Iterator[Placeholder]:
    """What is not filled in, in one passage."""
    searches = [_ANYWHERE, _IN_CAPITALS, _TO_BE]
    if passage.form is not Form.CELL:
        searches.append(_LINE_ALONE)
    for search in searches:
        for match in search.finditer(passage.prose):
            line = passage.line + passage.prose.count("\n", 0, match.start())
            yield Placeholder(line, " ".join(match[0].split()) or match[0])


def _of(section: Section) -> Iterator[Placeholder]:
    yield from in_passage(Passage(section.title, section.title, section.line, Form.HEADING))
    for passage in section.passages:
        yield from in_passage(passage)
    said = " ".join(passage.text for passage in section.passages)
    if said.strip() and not section.codes and not section.subsections and _HOLLOW.fullmatch(said):
        yield Placeholder(section.passages[0].line, said.strip())
