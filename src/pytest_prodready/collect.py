"""The manifest as pytest sees it: a file, a collector for each gap, an item for each owed verdict."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pytest_prodready.core.outcome import Outcome
from pytest_prodready.core.verdict import Verdict
from pytest_prodready.engine import NOT_RUN
from pytest_prodready.policy.plan import Judgement, Owed
from pytest_prodready.report.failure import failure_text, wrapped
from pytest_prodready.report.properties import properties
from pytest_prodready.system import System, gap, item_name


class PromiseBroken(AssertionError):
    """A gate's promise does not hold, or is not proven; an AssertionError, so that reports count a failure."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.reason)
        self.verdict = verdict


class ManifestFile(pytest.File):
    """A `prodready.yaml`."""

    system: System

    @classmethod
    def of(cls, parent: pytest.Collector, system: System) -> "ManifestFile":
        """The file of one system."""
        made: ManifestFile = cls.from_parent(parent, path=system.path)
        made.system = system
        return made

    def collect(self) -> Iterator["GapCollector"]:
        """A collector for each gap that something is owed in, in the order of the plan."""
        gaps: dict[str, list[Owed]] = {}
        for owed in self.system.plan.owed:
            gaps.setdefault(gap(owed), []).append(owed)
        for name, items in gaps.items():
            collector: GapCollector = GapCollector.from_parent(self, name=name)
            collector.system, collector.owed = self.system, items
            yield collector


class GapCollector(pytest.Collector):
    """Everything that is owed in one gap."""

    system: System
    owed: list[Owed]

    def collect(self) -> Iterator["GateItem"]:
        """An item for each owed verdict."""
        for owed in self.owed:
            name = item_name(owed)
            # The id as text, which pytest takes apart: a name with brackets alone would not be found by --lf.
            node = f"{self.nodeid}::{name}"
            yield GateItem.from_parent(self, name=name, nodeid=node, system=self.system, owed=owed)


class GateItem(pytest.Item):
    """One owed verdict."""

    def __init__(self, *, system: System, owed: Owed, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.system, self.owed = system, owed
        self.verdict: Verdict | None = None
        self.add_marker(
            pytest.mark.prodready(
                gate=owed.gate_id,
                gap=gap(owed),
                declaration=owed.declaration or "",
                phase=owed.gate.since.value if isinstance(owed, Judgement) else system.plan.phase.value,
            )
        )
        if self.config.pluginmanager.hasplugin("rerunfailures"):
            # A verdict is pooled, never retried until it is green.
            self.add_marker(pytest.mark.flaky(reruns=0))

    def runtest(self) -> None:
        """Judge; raise what stops the run."""
        self.user_properties.clear()
        self.verdict = self.system.judge(self.owed)
        self.user_properties.extend(properties(self.verdict))
        if self.verdict.outcome is Outcome.UNPROVEN and self.verdict.reason == NOT_RUN:
            pytest.skip(NOT_RUN)
        if self.verdict.stops:
            raise PromiseBroken(self.verdict)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The verdict's text, placed at the line of the manifest or of the file to mend."""
        if not isinstance(excinfo.value, PromiseBroken):
            return super().repr_failure(excinfo, style)
        shown = excinfo.getrepr(style="value")
        verdict = excinfo.value.verdict
        text = failure_text(verdict, self.nodeid)
        crash = getattr(shown, "reprcrash", None)
        if crash is not None:
            crash.path, crash.lineno, crash.message = str(self.path), verdict.location.line or 1, text.split("\n")[0]
        return _with_lines(shown, wrapped(text, terminal_width(self.config)))

    def reportinfo(self) -> tuple[Path, int, str]:
        """The declaration's line, counted from 0 as pytest does."""
        return self.path, (self.owed.where.line or 1) - 1, f"{gap(self.owed)}: {item_name(self.owed)}"


def terminal_width(config: pytest.Config) -> int:
    """Columns of the terminal; 80 where pytest runs without one (`-p no:terminal`)."""
    writes = config.pluginmanager.hasplugin("terminalreporter")
    return config.get_terminal_writer().fullwidth if writes else 80


def _with_lines(shown: Any, lines: list[str]) -> Any:
    for entry in getattr(getattr(shown, "reprtraceback", None), "reprentries", []):
        entry.lines = lines
    return shown
