"""Names in one section that must stand in another."""

from collections.abc import Iterator, Sequence

from pytest_prodready.core.declaration import Declaration
from pytest_prodready.core.hostile import clean
from pytest_prodready.core.problem import Problem
from pytest_prodready.declarations.dataset import Dataset
from pytest_prodready.declarations.integration import Integration
from pytest_prodready.declarations.model import Model
from pytest_prodready.declarations.operations import Rollback
from pytest_prodready.declarations.service import Service
from pytest_prodready.manifest.messages import meant


def dangling(entries: Sequence[Declaration]) -> Iterator[Problem]:
    """A problem for each reference to something that nobody declares."""
    services = [entry.name for entry in entries if isinstance(entry, Service)]
    feeders = [*services, *(entry.name for entry in entries if isinstance(entry, Model))]
    datasets = [entry.name for entry in entries if isinstance(entry, Dataset)]
    for entry in entries:
        if isinstance(entry, Dataset):
            others = [name for name in datasets if name != entry.name]
            for key, name in _compared_with(entry):
                if name not in others:
                    yield _dangling(entry, key, "other dataset", name, others)
        if isinstance(entry, Integration) and "sources" not in entry.broken:
            for name in entry.sources:
                if name not in feeders:
                    yield _dangling(entry, "from", "service or model", name, feeders)
        if isinstance(entry, Rollback) and "service" not in entry.broken:
            rolled = entry.service
            if rolled is not None and rolled not in services:
                yield _dangling(entry, "service", "service", rolled, services)


def _compared_with(entry: Dataset) -> Iterator[tuple[str, str]]:
    """The fields that name another dataset, and the name that each of them gives."""
    if "drift" not in entry.broken and entry.drift is not None:
        yield "drift.reference", entry.drift.reference
    if "leakage" not in entry.broken and entry.leakage is not None:
        yield "leakage.training", entry.leakage.training
    if "representative" not in entry.broken and entry.representative is not None:
        yield "representative.of", entry.representative.of


def _dangling(entry: Declaration, key: str, sort: str, name: str, known: Sequence[str]) -> Problem:
    fix = meant(name, known) if known else f"declare one: there is no {sort} at all"
    return Problem(entry.at(key), f"no {sort} of this name", clean(name, width=60), fix)
