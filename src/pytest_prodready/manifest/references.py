"""Names in one section that must stand in another."""

from collections.abc import Iterator, Sequence

from pytest_prodready.core.declaration import Declaration
from pytest_prodready.core.problem import Problem
from pytest_prodready.declarations.integration import Integration
from pytest_prodready.declarations.model import Model
from pytest_prodready.declarations.operations import Rollback
from pytest_prodready.declarations.service import Service
from pytest_prodready.manifest.messages import meant


def dangling(entries: Sequence[Declaration]) -> Iterator[Problem]:
    """A problem for each reference to something that nobody declares."""
    services = [entry.name for entry in entries if isinstance(entry, Service)]
    feeders = [*services, *(entry.name for entry in entries if isinstance(entry, Model))]
    for entry in entries:
        if isinstance(entry, Integration) and "sources" not in entry.broken:
            for name in entry.sources:
                if name not in feeders:
                    yield Problem(entry.at("from"), "no service or model of this name", name, meant(name, feeders))
        if isinstance(entry, Rollback) and "service" not in entry.broken:
            rolled = entry.service
            if rolled is not None and rolled not in services:
                yield Problem(entry.at("service"), "no service of this name", rolled, meant(rolled, services))
