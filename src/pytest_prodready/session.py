"""The object that lives under --prodready: it plans, lets pytest run the items, and keeps the ledger."""

import functools
import os
import shutil
import sys
import traceback
from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import pytest

from pytest_prodready.closing import finished_run
from pytest_prodready.collect import GateItem, ManifestFile, terminal_width
from pytest_prodready.core.hostile import clean
from pytest_prodready.core.outcome import Outcome
from pytest_prodready.core.verdict import UnfoundedVerdict, Verdict
from pytest_prodready.gates import built_in
from pytest_prodready.instruments import BUILT_IN
from pytest_prodready.policy.ledger import Ledger
from pytest_prodready.policy.waivers import matches
from pytest_prodready.report import folder
from pytest_prodready.report.json_report import render
from pytest_prodready.report.run import Run
from pytest_prodready.report.summary import summary_lines
from pytest_prodready.report.wire import decode, encode
from pytest_prodready.system import System, absolute, manifests_of, systems_of

F = TypeVar("F", bound=Callable[..., Any])
_SESSION: pytest.StashKey["Session"] = pytest.StashKey()
_INFORMS = ("help", "version", "markers")


class BuiltIn:
    """The house's own gates and instruments, offered through the same hooks as anybody's."""

    @staticmethod
    def pytest_prodready_gates() -> list[Any]:
        """Every gate of the house."""
        return list(built_in())

    @staticmethod
    def pytest_prodready_instruments() -> dict[str, str]:
        """Every instrument of the house."""
        return BUILT_IN


def switch_on(config: pytest.Config) -> None:
    """Register the session and the house's own gates."""
    if sys.flags.optimize:
        raise pytest.UsageError(
            "--prodready: python runs with -O or PYTHONOPTIMIZE, which removes assertions from evidence; unset it"
        )
    if config.getoption("prodready_list"):
        config.option.collectonly = True
    session = config.stash[_SESSION] = Session(config)
    for name, part in {"prodready-built-in": BuiltIn(), "prodready-session": session}.items():
        if config.pluginmanager.register(part, name) is None:
            raise pytest.UsageError(f"--prodready: {name} is blocked by -p no:{name}")


def last_word(config: pytest.Config, code: int | None) -> int | None:
    """The exit code the ledger allows: never 0 and never 5 unless everything selected was judged and nothing stops."""
    if any(getattr(config.option, name, None) for name in _INFORMS) or config.getoption("prodready_list"):
        return code
    session = config.stash.get(_SESSION, None)
    return session.allowed(code) if session is not None else code or pytest.ExitCode.TESTS_FAILED


def guarded(hook: F) -> F:
    """A hook of ours that fails must not end the run: the failure becomes a doubt, which stops the run at its end."""

    @functools.wraps(hook)
    def safe(self: "Session", *args: Any, **kwargs: Any) -> Any:
        try:
            return hook(self, *args, **kwargs)
        except (pytest.UsageError, KeyboardInterrupt, pytest.exit.Exception):
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, it is ours to report
            self.doubts.append(f"prodready::internal: {_told(error)}")
            return None

    return safe  # type: ignore[return-value]  # the same signature


def _told(error: Exception) -> str:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {clean(error, width=300)} ({Path(frame.filename).name}:{frame.lineno})"


def _is_named(item: pytest.Item, patterns: Sequence[str]) -> bool:
    return isinstance(item, GateItem) and any(matches(p, item.owed.gate_id, item.owed.declaration) for p in patterns)


class Session:
    """State of one pytest run; on an xdist worker it only judges, on the controller it only keeps the ledger."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.is_worker = hasattr(config, "workerinput")
        self.systems: tuple[System, ...] = ()
        self.ledger = Ledger({})
        self.doubts: list[str] = []
        self.run: Run | None = None
        self.report_folder = Path()
        self.proven: bool | None = None
        self._sent: tuple[object, Verdict] | None = None
        self._pid = os.getpid()

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionstart(self) -> None:
        """Read and plan; the last run's report goes first, so that it cannot be taken for this one's."""
        try:
            self.report_folder = self._folder(manifests_of(self.config))
            self._clear()
            self.systems = systems_of(self.config, self.announce)
        except pytest.UsageError:
            raise
        except Exception as error:
            # A gate or hook of anybody's that does not load: said in one line, instead of pytest's internal error.
            raise pytest.UsageError(f"--prodready: {_told(error)}") from error
        self.ledger = Ledger({node: owed for system in self.systems for node, owed in system.nodes.items()})

    def _clear(self) -> None:
        if self.is_worker or self.config.getoption("prodready_list"):
            return
        try:
            folder.clear(self.report_folder)
        except OSError as error:
            raise pytest.UsageError(
                f"--prodready: the last report in {self.report_folder} cannot be removed: {error.strerror}"
            ) from None

    def _folder(self, manifests: Sequence[Path]) -> Path:
        named = self.config.getoption("prodready_report")
        if named:
            return self.config.invocation_params.dir / str(named)
        ini = self.config.getini("prodready_report")
        base = manifests[0].parent if len(manifests) == 1 else self.config.rootpath
        return self.config.rootpath / str(ini) if ini else base / ".prodready"

    def announce(self, line: str) -> None:
        """Show one line of progress where a person watches."""
        terminal = self.config.pluginmanager.get_plugin("terminalreporter")
        capture = self.config.pluginmanager.get_plugin("capturemanager")
        if self.is_worker or terminal is None or not terminal.isatty or not capture:
            return
        with capture.global_and_fixture_disabled():
            terminal.rewrite(clean(f"  {line}", width=terminal_width(self.config) - 1), erase=True)

    def pytest_report_header(self) -> list[str]:
        """One line a manifest: what is judged, as what."""
        return [
            f"prodready: {system.prefix} (phase {system.plan.phase}, {len(system.plan.owed)} gates)"
            + (", STATIC: nothing of the repo is run" if system.engine.static else "")
            for system in self.systems
        ]

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self, session: pytest.Session) -> None:
        """Name the manifests among pytest's arguments, so that no selection of folders hides them."""
        here = self.config.invocation_params.dir
        named = {absolute(here / str(word).split("::")[0]) for word in self.config.args}
        missing = [str(system.path) for system in self.systems if system.path not in named]
        self.config.args = [*self.config.args, *missing]
        del session

    def pytest_collect_file(self, file_path: Path, parent: pytest.Collector) -> ManifestFile | None:
        """Collect the manifests of this run, and no other file."""
        for system in self.systems:
            if file_path == system.path:
                return ManifestFile.of(parent, system)
        return None

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        """Apply --prodready-only."""
        patterns = config.getoption("prodready_only")
        if patterns:
            left: list[pytest.Item] = []
            others: list[pytest.Item] = []
            for item in items:
                (left if _is_named(item, patterns) else others).append(item)
            config.hook.pytest_deselected(items=others)
            items[:] = left

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Note what is left to judge."""
        self.ledger.select(item.nodeid for item in session.items)

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, node: object, ids: Sequence[str]) -> None:
        """The same, told by an xdist worker."""
        del node
        self.ledger.select(ids)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, Any, Any]:
        """Send the verdict along with pytest's own report: it crosses process borders with it, whole and as text."""
        report = yield
        if call.when == "call" and isinstance(item, GateItem) and item.verdict is not None:
            here = not self.is_worker and os.getpid() == self._pid
            report.prodready = {"outcome": item.verdict.outcome.value} if here else encode(item.verdict)
            self._sent = (report.prodready, item.verdict)
            if report.skipped:
                where = item.verdict.location
                report.longrepr = (where.path, where.line or 1, item.verdict.reason)
        return report

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take the verdict down."""
        plain = getattr(report, "prodready", None)
        if plain is not None:
            try:
                self.ledger.record(report.nodeid, self._received(plain))
            except (UnfoundedVerdict, ValueError, KeyError, TypeError) as error:
                self.doubts.append(f"{report.nodeid}: a verdict that does not hold together: {error}")

    def _received(self, plain: Any) -> Verdict:
        """The verdict of a report; what this very process sent a moment ago was never made text."""
        if self._sent is not None and self._sent[0] is plain:
            return self._sent[1]
        return decode(plain)

    @pytest.hookimpl(tryfirst=True)
    def pytest_report_teststatus(self, report: pytest.TestReport) -> tuple[str, str, str] | None:
        """Waived and upcoming are words of their own, not passes."""
        plain = getattr(report, "prodready", None)
        if plain is None or report.when != "call" or not report.passed:
            return None
        if plain["outcome"] == Outcome.WAIVED:
            return "waived", "w", "WAIVED"
        return None if plain["outcome"] == Outcome.PASSED else ("upcoming", "u", "UPCOMING")

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> Generator[None, None, None]:
        """Put everything back, close the ledger, write the reports, correct the exit code."""
        self._put_back()
        if not self.is_worker and not self.config.getoption("prodready_list"):
            self._close()
        yield
        if not self.is_worker and not self.config.getoption("prodready_list"):
            session.exitstatus = self.allowed(session.exitstatus) or 0

    @guarded
    def _put_back(self) -> None:
        for system in self.systems:
            system.engine.bench.close()
            shutil.rmtree(system.engine.bench.scratch, ignore_errors=True)

    @guarded
    def _close(self) -> None:
        self.run = finished_run(self.config, self.systems, self.ledger, tuple(self.doubts), self.report_folder)
        if not self.config.getoption("collectonly"):
            self._write(self.run)
            self.config.hook.pytest_prodready_report(report=self.run, config=self.config)

    def _write(self, run: Run) -> None:
        try:
            folder.write(self.report_folder, folder.REPORT, render(run))
        except OSError as error:
            self.doubts.append(f"the report cannot be written to {self.report_folder}: {error.strerror}")

    def allowed(self, code: int | None) -> int | None:
        """The exit code with which this run may end."""
        if code not in (0, None, pytest.ExitCode.NO_TESTS_COLLECTED):
            return code
        proven = self._is_proven() if self.proven is None else self.proven
        return pytest.ExitCode.OK if proven else pytest.ExitCode.TESTS_FAILED

    def _is_proven(self) -> bool:
        run = self.run
        return run is not None and bool(run.nodes) and not (self.doubts or run.doubts or run.stopping)

    @pytest.hookimpl(trylast=True)
    def pytest_unconfigure(self) -> None:
        """Let go of everything but the last word: the interpreter's own end takes far longer over it."""
        self.proven = self._is_proven()
        self.run, self.systems, self.ledger, self._sent = None, (), Ledger({}), None

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        """The table and the conclusion."""
        if self.is_worker or self.run is None:
            return
        terminalreporter.ensure_newline()
        terminalreporter.section("production readiness")
        for line, colour in summary_lines(self.run, terminal_width(self.config)):
            terminalreporter.write_line(line, **({colour: True} if colour else {}))
        # What went wrong after the run was closed, such as a report that could not be written.
        for doubt in self.doubts:
            if doubt not in self.run.doubts:
                terminalreporter.write_line(f" {doubt}", red=True)
