"""From a closed ledger to a finished run: what was left out and by whom, what a reader must know besides."""

import os
import platform
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

import pytest

from pytest_prodready.command_line import selected_by_hand
from pytest_prodready.core.hostile import clean
from pytest_prodready.core.phase import Phase
from pytest_prodready.core.verdict import Verdict
from pytest_prodready.engine import NOT_RUN
from pytest_prodready.policy.ledger import Ledger
from pytest_prodready.policy.waivers import ending_soon, matches
from pytest_prodready.reading.git import head
from pytest_prodready.report.run import Judged, Note, Run
from pytest_prodready.system import System, origins


def finished_run(
    config: pytest.Config, systems: Sequence[System], ledger: Ledger, doubts: tuple[str, ...], folder: Path
) -> Run:
    """Close the ledger and gather what the reports say of the run."""
    by_hand = selected_by_hand(config)
    why = "not selected on the command line" if by_hand else "removed by something other than the command line"
    nodes = ledger.closed(why)
    left_out = frozenset(ledger.left_out)
    allowed, static_doubts = _left_to_static(config, nodes)
    commit = head(systems[0].path.parent)
    return Run(
        nodes=nodes,
        judged=tuple(
            Judged(one.prefix, one.manifest.sha256, one.manifest.project_name, one.plan.phase) for one in systems
        ),
        complete=ledger.complete,
        commit=commit.sha if commit else None,
        dirty=commit.dirty if commit else False,
        origins=origins(config),
        later=_later(systems),
        notes=tuple(
            Note(line, urgent=True) for one in systems for line in ending_soon(one.manifest.waivers, one.today)
        ),
        doubts=(*doubts, *static_doubts, *_selection_doubts(config, left_out, len(nodes), by_hand=by_hand)),
        left_out=left_out if by_hand else frozenset(),
        not_run=allowed,
        collected_only=bool(config.getoption("collectonly")),
        static=any(one.engine.static for one in systems),
        folder=os.path.relpath(folder, config.invocation_params.dir),
        environment=_environment(),
    )


def _selection_doubts(config: pytest.Config, left_out: frozenset[str], owed: int, *, by_hand: bool) -> Iterator[str]:
    if left_out and not by_hand and not config.getoption("collectonly"):
        yield (
            f"{len(left_out)} gates were removed by an ini file, the environment, a conftest.py or --deselect: "
            "they count as not proven"
        )
    if by_hand and len(left_out) == owed:
        yield "nothing was judged: the selection hits no gate"
    elif left_out and by_hand and os.environ.get("CI") and not config.getoption("prodready_partial"):
        yield "a partial run under CI proves nothing: run everything, or say --prodready-partial"


def _left_to_static(config: pytest.Config, nodes: dict[str, Verdict]) -> tuple[frozenset[str], list[str]]:
    """The nodes a static run may leave out, and what is wrong with that permission."""
    permitted = config.getoption("prodready_static_ok")
    skipped = {node: verdict for node, verdict in nodes.items() if verdict.reason == NOT_RUN}
    allowed = {
        node
        for node, verdict in skipped.items()
        if any(matches(pattern, verdict.gate, verdict.declaration) for pattern in permitted)
    }
    idle = [
        pattern
        for pattern in permitted
        if not any(matches(pattern, verdict.gate, verdict.declaration) for verdict in skipped.values())
    ]
    return frozenset(allowed), [f"--prodready-static-ok {clean(one)}: no such gate was left out" for one in idle]


def _later(systems: Sequence[System]) -> dict[Phase, tuple[str, ...]]:
    gates = {gate.id: gate.since for one in systems for gate in one.plan.later}
    return {
        phase: tuple(gate_id for gate_id, since in gates.items() if since is phase)
        for phase in Phase
        if phase in gates.values()
    }


def _environment() -> dict[str, str]:
    return {
        "python": platform.python_version(),
        "system": platform.system(),
        "machine": platform.machine(),
        "pytest": pytest.__version__,
        "pytest-prodready": version("pytest-prodready"),
    }
