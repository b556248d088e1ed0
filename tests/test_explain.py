"""A gate's page says what it promises, whom it judges, what it needs and how it was shown able to fail."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pytest_prodready.core.gate import Gate, gate
from pytest_prodready.core.instrument import Instrument
from pytest_prodready.core.measurement import Measurement
from pytest_prodready.core.phase import Phase
from pytest_prodready.core.question import Question
from pytest_prodready.declarations.model import Model
from pytest_prodready.declarations.service import Service
from pytest_prodready.explain import page, page_path
from pytest_prodready.gates import built_in
from pytest_prodready.reading.strict_yaml import load


class Stopwatch(Instrument):
    name = "stopwatch"
    extra = "performance"
    executes = True


class Eyes(Instrument):
    name = "eyes"


def speed(subject: Model | Service, stopwatch: Stopwatch, eyes: Eyes) -> Iterator[Measurement]:
    """Every answer comes in time.

    Time is counted from the moment a request was meant to leave.

    Why: somebody waits
    at the other end.
    To fix: be faster.
    """
    yield from ()


def look(service: Service, eyes: Eyes) -> Iterator[Measurement]:
    """Every service can be seen.

    Why: it is there.
    To fix: open your eyes.
    """
    yield from ()


SPEED: Gate = gate(
    "performance.speed",
    since=Phase.PILOT,
    answers=[Question.ROLLBACK],
    needs=["latency"],
    optional_for=[Model],
)(speed)
LOOK: Gate = gate("team.look", since=Phase.VALIDATE)(look)


def test_the_page_of_a_gate_without_cases() -> None:
    question = Question.ROLLBACK
    assert (
        page(SPEED)
        == f"""\
# performance.speed

Every answer comes in time.

- Required from phase **pilot** onwards.
- Judges `models`, `services` that declare `latency`.
- Looks with `stopwatch` and `eyes`, running code of the repo.
- Answers question {question.number}: {question.wording}
- Needs `pip install 'pytest-prodready[performance]'`.

Time is counted from the moment a request was meant to leave.

**Why.** somebody waits at the other end.

**To fix.** be faster.

## To declare

```yaml
{Service.example.rstrip()}
```

"""
    )


def test_a_gate_that_reads_only_needs_nothing_and_answers_nothing_says_less() -> None:
    told = page(LOOK)
    assert "- Judges `services`.\n- Looks with `eyes`, reading files only.\n\n**Why.** it is there." in told
    assert "Answers question" not in told
    assert "pip install" not in told


@pytest.mark.parametrize("gate", list(built_in()), ids=lambda gate: gate.id)
def test_every_page_of_the_house_shows_a_declaration_that_closes_the_gap_and_names_each_bad_case(gate: Gate) -> None:
    told = page(gate)
    declared = load(told.partition("```yaml\n")[2].partition("```")[0].encode(), "page")
    assert declared.problems == ()
    assert isinstance(declared.value, dict)
    shown = [kind for kind in gate.subjects if kind.section.partition(".")[0] in declared.value]
    assert shown
    assert set(shown) - set(gate.optional_for) or set(gate.subjects) == set(gate.optional_for)
    if gate.source.with_suffix(".yaml").is_file():
        content = load(gate.source.with_suffix(".yaml").read_bytes(), "cases").value
        assert isinstance(content, dict)
        listed = told.partition("## Proven able to fail")[2]
        for name, about in content["bad"].items():
            outcome = {"failed": "fails", "unproven": "is unproven"}[about["outcome"]]
            assert f"- {name.replace('_', ' ')}: {outcome}\n" in listed


def test_a_page_lies_under_its_gates_id() -> None:
    assert page_path(Path("docs/reference"), LOOK) == Path("docs/reference/gates/team.look.md")
