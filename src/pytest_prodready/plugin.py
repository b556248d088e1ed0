"""The pytest11 entry point: options, hooks, and the one decision to switch on. Imports pytest alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Generator

_MARKER = (
    "prodready(gate, gap, phase, declaration): a production-readiness gate, "
    "selectable by its arguments: -m \"prodready(gap='data')\""
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the flag and what it can be told."""
    group = parser.getgroup("prodready", "production readiness")
    flag = group.addoption
    flag("--prodready", action="store_true", help="judge the repo against its prodready.yaml")
    flag("--prodready-manifest", action="append", default=[], metavar="PATH", help="a manifest to judge; repeatable")
    flag(
        "--prodready-only",
        action="append",
        default=[],
        metavar="GATE",
        help="judge only this gate; * stands for anything",
    )
    flag("--prodready-phase", metavar="PHASE", help="judge as if the project had reached this phase")
    flag("--prodready-report", metavar="DIR", help="folder of the reports (default: .prodready beside the manifest)")
    flag("--prodready-static", action="store_true", help="read files only: run nothing of the repo")
    flag(
        "--prodready-static-ok",
        action="append",
        default=[],
        metavar="GATE",
        help="a gate that a static run may leave out",
    )
    flag("--prodready-partial", action="store_true", help="with CI set: a run of some gates only is meant")
    flag("--prodready-list", action="store_true", help="list what the manifest owes, judge nothing, exit 0")
    parser.addini("prodready_manifest", "manifests to judge, relative to the root", type="linelist", default=[])
    parser.addini("prodready_report", "folder of the reports, relative to the root", default="")


def pytest_addhooks(pluginmanager: pytest.PytestPluginManager) -> None:
    """Make the extension hooks known."""
    from pytest_prodready import hookspecs  # noqa: PLC0415 - needs pytest, not us

    pluginmanager.add_hookspecs(hookspecs)


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Switch on, if the flag says so."""
    config.addinivalue_line("markers", _MARKER)
    if config.getoption("prodready") or config.getoption("prodready_list"):
        from pytest_prodready.session import switch_on  # noqa: PLC0415 - nothing on an ordinary run

        switch_on(config)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> Generator[None, int | None, int | None]:
    """Let the ledger have the last word on the exit code."""
    code = yield
    if not config.getoption("prodready") and not config.getoption("prodready_list"):
        return code
    from pytest_prodready.session import last_word  # noqa: PLC0415 - nothing on an ordinary run

    return last_word(config, code)
