"""Hooks through which a package or a repo's own conftest.py extends the house."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pytest_prodready.core.declaration import Declaration
    from pytest_prodready.core.gate import Gate
    from pytest_prodready.report.run import Run


@pytest.hookspec
def pytest_prodready_gates() -> Iterable[Gate]:
    """Return gates of your own; an id that is taken stops the run.

    In a package registered under the `pytest11` entry point, or in the repo's root conftest.py::

        from house_rules import no_lunch_deploys

        def pytest_prodready_gates():
            return [no_lunch_deploys]
    """
    raise NotImplementedError


@pytest.hookspec
def pytest_prodready_declarations() -> Iterable[type[Declaration]]:
    """Return kinds of declarations of your own.

    Their `section` starts with `extensions.`::

    def pytest_prodready_declarations():
        return [FeatureStore]      # section = "extensions.feature_stores"
    """
    raise NotImplementedError


@pytest.hookspec
def pytest_prodready_instruments() -> Mapping[str, str]:
    """Return instruments by name as `module:Class`, imported when a gate first asks for one.

    A name of the house may be taken over by a subclass of its instrument::

        def pytest_prodready_instruments():
            return {"tables": "our_house.tables:WarehouseTables"}
    """
    raise NotImplementedError


@pytest.hookspec
def pytest_prodready_report(report: Run, config: pytest.Config) -> None:
    """Write a report of your own once every verdict is in.

    Called once, and not on xdist workers::

    def pytest_prodready_report(report, config):
        for verdict in report.verdicts:
            ...
    """
