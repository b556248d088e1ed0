"""The terminal's last section: a table by gap, what is waived or upcoming, and one line that says ready or not."""

import textwrap
from collections.abc import Iterator

from pytest_prodready.core.gap import Gap
from pytest_prodready.core.hostile import clean
from pytest_prodready.core.outcome import Outcome
from pytest_prodready.core.verdict import Verdict
from pytest_prodready.policy.waivers import MANIFEST_GATE
from pytest_prodready.report.failure import headline
from pytest_prodready.report.run import Run

Line = tuple[str, str]
"""A line and its colour: green, red, yellow or nothing."""


def summary_lines(run: Run, width: int = 80) -> Iterator[Line]:
    """Every line of the section, none wider than `width`: rows of the table are cut, sentences are wrapped."""
    for text, colour in _table(run):
        yield clean(text, width=width), colour
    wrapper = textwrap.TextWrapper(width, initial_indent=" ", subsequent_indent="   ", break_on_hyphens=False)
    for text, colour in (*_aside(run), *_conclusion(run)):
        for line in wrapper.wrap(clean(text)):
            yield line, colour


def _table(run: Run) -> Iterator[Line]:
    if run.nodes:
        yield " gap             gates  pass  fail  worst finding", ""
    stopping = run.stopping
    for gap in Gap:
        nodes = [node for node, verdict in run.nodes.items() if verdict.gate.startswith(f"{gap}.")]
        if nodes:
            worst = next((stopping[node] for node in nodes if node in stopping), None)
            failed = sum(node in stopping for node in nodes)
            yield _row(gap, [run.nodes[node] for node in nodes], failed, worst)


def _row(gap: Gap, verdicts: list[Verdict], failed: int, worst: Verdict | None) -> Line:
    passed = sum(verdict.outcome is Outcome.PASSED for verdict in verdicts)
    finding = _short(worst) if worst else ""
    return f" {gap:<15} {len(verdicts):>5} {passed:>5} {failed:>5}  {finding}".rstrip(), "red" if worst else "green"


def _short(verdict: Verdict) -> str:
    return f"{verdict.subject.partition('.')[2]}: {headline(verdict)}"


def _aside(run: Run) -> Iterator[Line]:
    for verdict in run.verdicts:
        if verdict.outcome is Outcome.WAIVED:
            yield f"waived: {verdict.subject} {verdict.reason.removeprefix('waived ')}", "yellow"
        elif not verdict.required:
            standing = "holds already" if verdict.outcome is Outcome.PASSED else headline(verdict)
            yield f"upcoming: {verdict.subject}: {standing}", ""
    for note in run.notes:
        yield note.text, "yellow" if note.urgent else ""
    for phase, gates in run.later.items():
        yield f"upcoming from {phase}: {', '.join(gates)}", ""


def _conclusion(run: Run) -> Iterator[Line]:
    judged = len(run.nodes) - len(run.left_out)
    for doubt in run.doubts:
        yield doubt, "red"
    if run.static:
        yield "STATIC: nothing of the repo was run; this does not prove readiness", "yellow"
    if run.collected_only:
        yield "collected only: nothing was judged (--prodready-list shows what is owed and exits 0)", "red"
    elif not run.nodes:
        yield "NOT READY: nothing is owed, so nothing was judged", "red"
    elif run.left_out:
        yield f"PARTIAL: {judged} of {len(run.nodes)} gates judged - no verdict on the whole", "yellow"
    elif run.ready:
        waived = _count(run, Outcome.WAIVED)
        proven = f"{_count(run, Outcome.PASSED)} of {len(run.nodes)} gates proven"
        yield f"phase {run.phase}: READY, {proven}{f', {waived} waived' if waived else ''}", "green"
    else:
        stopping = len(run.stopping)
        gates = "required gate is" if stopping == 1 else "required gates are"
        yield f"phase {run.phase}: NOT READY, {stopping} {gates} not proven", "red"
    if run.folder and not run.collected_only:
        yield f"report {run.folder}/report.json", ""
    for verdict in list(run.stopping.values())[:1]:
        command = f"check {verdict.location.path}" if verdict.gate == MANIFEST_GATE else f"explain {verdict.gate}"
        yield f"fix first: prodready {command}", ""


def _count(run: Run, outcome: Outcome) -> int:
    return sum(verdict.outcome is outcome for verdict in run.verdicts)
