"""One owed verdict in, one verdict out: the laws, applied to whatever a gate does."""

import dataclasses
import importlib
import time
import traceback
from collections.abc import Mapping
from pathlib import Path

from pytest_prodready.core.evidence import Evidence
from pytest_prodready.core.hostile import clean
from pytest_prodready.core.instrument import Bench, Instrument
from pytest_prodready.core.looking import CannotLook, Look, looking
from pytest_prodready.core.measurement import Measurement, Standing, at_least, none_of
from pytest_prodready.core.outcome import Outcome
from pytest_prodready.core.verdict import Verdict
from pytest_prodready.core.wording import said
from pytest_prodready.deadline import Interrupter, Overdue, Worker
from pytest_prodready.policy.plan import Absence, Judgement, Owed, Unsound

NOT_RUN = "NOT RUN (static): judging it would run code of the repo"


@dataclasses.dataclass(frozen=True, slots=True)
class Engine:
    """Judges what one manifest owes.

    `toolbox` maps an instrument's name to the `module:Class` that is used under it. `manifest` is the evidence
    that gaps and problems rest on. A static engine runs nothing of the repo.
    """

    bench: Bench
    toolbox: Mapping[str, str]
    manifest: Evidence
    static: bool = False
    worker: Worker = dataclasses.field(default_factory=Worker)
    interrupter: Interrupter = dataclasses.field(default_factory=Interrupter)

    def decide(self, owed: Owed) -> Verdict:
        """The verdict on one owed item; whatever the gate does, there is one."""
        if isinstance(owed, Absence):
            return self._gap(owed)
        if isinstance(owed, Unsound):
            return self._unsound(owed)
        if not isinstance(owed, Judgement):
            raise TypeError(f"nothing decides {type(owed).__name__}")
        if self.static and owed.gate.executes:
            return _unproven(owed, NOT_RUN, fix="run without --prodready-static")
        return self._judge(owed)

    def _gap(self, owed: Absence) -> Verdict:
        declared = at_least("declarations", 0, 1, unit="declarations", where=owed.where)
        return Verdict(
            gate=owed.gate_id,
            declaration=owed.declaration,
            outcome=Outcome.FAILED,
            location=owed.where,
            required=owed.required,
            reason=f"not declared: {owed.missing}",
            fix=f"add to {owed.where.path}, with your own values:\n{owed.snippet}",
            measurements=(declared,),
            evidence=(self.manifest,),
        )

    def _unsound(self, owed: Unsound) -> Verdict:
        return Verdict(
            gate=owed.gate_id,
            declaration=owed.declaration,
            outcome=Outcome.FAILED,
            location=owed.where,
            required=owed.required,
            reason=str(owed.problem),
            measurements=(none_of("problems", [owed.problem.what], unit="problems", where=owed.where),),
            evidence=(self.manifest,),
        )

    def _judge(self, owed: Judgement) -> Verdict:
        look = Look()
        started = time.perf_counter()
        judging = _Judging(owed, self.bench, self.toolbox, look)
        judging.run_within(owed.gate.deadline, self.worker if owed.gate.waits else self.interrupter)
        return judging.verdict(time.perf_counter() - started)


class _Judging:
    """One gate at work until its deadline, and what is left of that for its verdict."""

    def __init__(self, owed: Judgement, bench: Bench, toolbox: Mapping[str, str], look: Look) -> None:
        self.owed, self.bench, self.toolbox, self.look = owed, bench, toolbox, look
        self.measured: list[object] = []
        self.crash: BaseException | None = None
        self.late = False
        self.seconds = 0.0

    def run_within(self, seconds: float, runner: Worker | Interrupter) -> None:
        self.late = not runner.run(self._run, seconds)

    def _run(self) -> None:
        try:
            with looking(self.look):
                instruments = {
                    name: _load(self.toolbox, name, kind)(self.bench, self.look)
                    for name, kind in self.owed.gate.instruments.items()
                }
                for measurement in self.owed.gate.judge(self.owed.subject, **instruments):
                    self.measured.append(measurement)
        except Overdue:
            raise
        except BaseException as crash:
            # A SystemExit of the repo's code must not end the run; Ctrl-C, which the main thread gets, must.
            if isinstance(crash, KeyboardInterrupt) and not self.owed.gate.waits:
                raise
            self.crash = crash

    def verdict(self, seconds: float) -> Verdict:
        self.seconds = seconds
        evidence = tuple(self.look.evidence)
        measured = tuple(item for item in tuple(self.measured) if isinstance(item, Measurement))
        doubt = self._doubt(evidence, measured)
        broken = [item for item in measured if item.standing is Standing.BROKEN]
        if doubt is None:
            outcome, reason = (Outcome.FAILED, _first(broken)) if broken else (Outcome.PASSED, "")
            return self._say(outcome, reason, self.owed.gate.promise.fix if broken else "", (), measured, evidence)
        reason, fix, details = doubt
        also = tuple(f"also broken: {said(item)}" for item in broken)
        return self._say(Outcome.UNPROVEN, reason, fix, (*details, *also), measured, evidence)

    def _say(
        self,
        outcome: Outcome,
        reason: str,
        fix: str,
        details: tuple[str, ...],
        measured: tuple[Measurement, ...],
        evidence: tuple[Evidence, ...],
    ) -> Verdict:
        return Verdict(
            gate=self.owed.gate_id,
            declaration=self.owed.declaration,
            outcome=outcome,
            location=self.owed.where,
            required=self.owed.required,
            reason=reason,
            fix=fix,
            details=details,
            measurements=measured,
            evidence=evidence,
            seconds=self.seconds,
        )

    def _doubt(
        self, evidence: tuple[Evidence, ...], measured: tuple[Measurement, ...]
    ) -> tuple[str, str, tuple[str, ...]] | None:
        """Why nothing is proven, the way out and what helps; None when the measurements may speak."""
        if self.late:
            return f"timed out: no verdict within {self.owed.gate.deadline:g} s", "", ()
        if self.look.blind:
            blind = self.look.blind[0]
            return f"cannot evaluate: {blind.reason}", blind.fix, blind.details
        if self.crash is not None:
            return _crash_report(self.crash)
        if len(measured) < len(self.measured):
            return "the gate yielded something that is no measurement", "", ()
        return _emptiness(evidence, measured)


def _emptiness(
    evidence: tuple[Evidence, ...], measured: tuple[Measurement, ...]
) -> tuple[str, str, tuple[str, ...]] | None:
    if not evidence:
        return "nothing was looked at", "", ()
    for look in evidence:
        if look.inspected < 1:
            return f"0 {look.unit} inspected in {look.subject}", "", ()
    if not measured:
        return "nothing was measured", "", ()
    standings = {item.standing for item in measured}
    if Standing.NOT_A_NUMBER in standings:
        return _first([item for item in measured if item.standing is Standing.NOT_A_NUMBER]), "", ()
    if Standing.UNDECIDED in standings and Standing.BROKEN not in standings:
        return _first([item for item in measured if item.standing is Standing.UNDECIDED]), "", ()
    return None


def _first(measurements: list[Measurement]) -> str:
    more = f" (+{len(measurements) - 1} more)" if len(measurements) > 1 else ""
    return f"{said(measurements[0])}{more}"


def _crash_report(crash: BaseException) -> tuple[str, str, tuple[str, ...]]:
    frames = traceback.extract_tb(crash.__traceback__)[-3:]
    details = tuple(f"{Path(frame.filename).name}:{frame.lineno} in {frame.name}" for frame in frames)
    return f"the gate crashed: {type(crash).__name__}: {clean(crash, width=200)}", "", details


def _unproven(owed: Owed, reason: str, *, fix: str) -> Verdict:
    return Verdict(
        gate=owed.gate_id,
        declaration=owed.declaration,
        outcome=Outcome.UNPROVEN,
        location=owed.where,
        required=owed.required,
        reason=reason,
        fix=fix,
    )


def _load(toolbox: Mapping[str, str], name: str, kind: type[Instrument]) -> type[Instrument]:
    """The class used under an instrument's name; without an entry in the toolbox, the one the gate names."""
    if name not in toolbox:
        return kind
    module, _, attribute = toolbox[name].partition(":")
    found = getattr(importlib.import_module(module), attribute)
    if not (isinstance(found, type) and issubclass(found, kind)):
        raise CannotLook(f"instrument {name!r} is {toolbox[name]}, which is no {kind.__name__}")
    return found
