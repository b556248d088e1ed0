"""A gate's reference page, made from what the gate says of itself and from its case file."""

from collections.abc import Iterator
from pathlib import Path

from pytest_prodready.core.gate import Gate
from pytest_prodready.policy.snippets import add_declaration
from pytest_prodready.testing.cases import Case, cases

_OUTCOMES = {"failed": "fails", "unproven": "is unproven"}


def page(gate: Gate) -> str:
    """The page in Markdown."""
    return "\n".join(_lines(gate)) + "\n"


def _lines(gate: Gate) -> Iterator[str]:
    promise = gate.promise
    yield from (f"# {gate.id}", "", promise.sentence, "")
    yield from _facts(gate)
    if promise.more:
        yield from ("", promise.more)
    yield from ("", f"**Why.** {promise.why}", "", f"**To fix.** {promise.fix}", "", "## To declare", "", "```yaml")
    yield from add_declaration(gate).split("\n")
    yield from ("```", "")
    if gate.source.with_suffix(".yaml").is_file():
        yield from _examples([case for case in cases(gate) if case.because])


def _facts(gate: Gate) -> Iterator[str]:
    judges = ", ".join(f"`{kind.section}`" for kind in gate.subjects)
    yield f"- Required from phase **{gate.since}** onwards."
    yield f"- Judges {judges}" + (f" that declare {_and(gate.needs)}." if gate.needs else ".")
    yield f"- Looks with {_and(tuple(gate.instruments))}" + (
        ", running code of the repo." if gate.executes else ", reading files only."
    )
    yield from (f"- Answers question {question.number}: {question.wording}" for question in gate.answers)
    extras = sorted({instrument.extra for instrument in gate.instruments.values() if instrument.extra})
    if extras:
        yield f"- Needs `pip install 'pytest-prodready[{','.join(extras)}]'`."


def _examples(bad: list[Case]) -> Iterator[str]:
    yield from ("## Proven able to fail", "", "Each of these is tried in the project's own tests:", "")
    for case in bad:
        outcome = _OUTCOMES[case.outcome.value] if case.outcome else "does not pass"
        yield f"- {case.name.replace('_', ' ')}: {outcome}"


def _and(words: tuple[str, ...]) -> str:
    return " and ".join(f"`{word}`" for word in words)


def page_path(folder: Path, gate: Gate) -> Path:
    """Where a gate's page lies below the folder of the generated reference."""
    return folder / "gates" / f"{gate.id}.md"
