"""Is there a rollback plan that somebody could carry out tonight?"""

from collections.abc import Callable, Iterator, Sequence

from pytest_prodready.core.gate import gate
from pytest_prodready.core.hostile import clean
from pytest_prodready.core.measurement import Measurement, at_least, at_most, none_of
from pytest_prodready.core.phase import Phase
from pytest_prodready.core.question import Question
from pytest_prodready.declarations.operations import Rollback
from pytest_prodready.instruments.documents import plan_topics, prose
from pytest_prodready.instruments.documents.document import Document
from pytest_prodready.instruments.documents.headings import Part, Topic, names_somebody, parts
from pytest_prodready.instruments.documents.instrument import Documents
from pytest_prodready.instruments.documents.measures import absent, at, quoted, sound_front_matter, unfilled
from pytest_prodready.instruments.documents.placeholders import placeholders
from pytest_prodready.instruments.repo.instrument import Repo
from pytest_prodready.instruments.repo.mentions import command_lines, mentions

Count = Callable[[Part], int]


@gate("operations.rollback_plan", since=Phase.PROTOTYPE, answers=[Question.ROLLBACK], needs=["plan"])
def rollback_plan(subject: Rollback, documents: Documents, repo: Repo) -> Iterator[Measurement]:
    """The rollback plan has a trigger, an owner, a time limit, steps and a check, and what it names exists.

    The trigger has a number to compare with, the owner a name or role, the time limit a length of time within
    the declared `within`, the steps a command line or script, the verification a command, code or number. Every
    path, Python module and make target in the plan must exist in the repo. A program that is not on this
    machine leaves the plan unproven, since the machine that needs it may have it.

    Why: at night nobody invents a rollback; a plan that names a deleted script is found out when it is needed.
    To fix: write the part that is named, correct the name that leads nowhere, and take the placeholders out.
    """
    plan = documents.open(subject.plan or "")
    yield sound_front_matter(plan)
    yield unfilled("the plan", plan, [gap for one in plan.sections for gap in placeholders(one)], 1)
    for topic, unit, count in _ASKED:
        found = parts(plan, topic)
        yield _asked(plan, found, unit, count) if found else absent(plan, topic)
    yield from _in_time(plan, subject.within) if subject.within is not None else ()
    named = [mention for section in plan.walk() for mention in mentions(section)]
    missing = repo.missing(named, document=plan.path)
    line = missing[0].mention.line if missing else 1
    yield none_of("things the plan names that do not exist", [*map(str, missing)], unit="names", where=at(plan, line))
    repo.demand(named, document=plan.path)


def _asked(plan: Document, found: Sequence[Part], unit: str, count: Count) -> Measurement:
    total = sum(count(part) for part in found)
    wrote = f"written: {clean(' '.join(found[0].text.split()), width=100) or 'nothing'}"
    where, details = at(plan, found[0].line), () if total else (wrote,)
    return at_least(f"{unit} in {quoted(found)}", total, 1, unit=unit, where=where, details=details)


def _in_time(plan: Document, within: float) -> Iterator[Measurement]:
    for part in parts(plan, plan_topics.TIME_LIMIT):
        for seconds, written in prose.durations(part.text)[:1]:
            where, details = at(plan, part.line), (f"written: {written}",)
            yield at_most("the plan's time limit", seconds, within, unit="s", where=where, details=details)


_ASKED: tuple[tuple[Topic, str, Count], ...] = (
    (plan_topics.TRIGGER, "numbers", lambda part: part.numbers),
    (plan_topics.OWNER, "named owners", lambda part: names_somebody(part.text)),
    (plan_topics.TIME_LIMIT, "durations", lambda part: len(prose.durations(part.text))),
    (plan_topics.STEPS, "command lines", lambda part: len(command_lines(part))),
    (plan_topics.VERIFICATION, "checks", lambda part: len(command_lines(part)) + part.numbers + part.snippets),
)
