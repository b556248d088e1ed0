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
            for key, other in _datasets_named_by(entry):
                if other not in others:
                    yield _dangling(entry, key, "other dataset", other, others)
        if isinstance(entry, Integration) and "sources" not in entry.broken:
            for name in entry.sources:
                if name not in feeders:
                    yield _dangling(entry, "from", "service or model", name, feeders)
        if isinstance(entry, Rollback) and "service" not in entry.broken:
            rolled = entry.service
            if rolled is not None and rolled not in services:
                yield _dangling(entry, "service", "service", rolled, services)


def _datasets_named_by(entry: Dataset) -> Iterator[tuple[str, str]]:
    """The keys under which a dataset names another one, and the names."""
    if "drift" not in entry.broken and entry.drift is not None:
        yield "drift.reference", entry.drift.reference
    if "leakage" not in entry.broken and entry.leakage is not None:
        yield "leakage.training", entry.leakage.training
    if "representative" not in entry.broken and entry.representative is not None:
        yield "representative.of", entry.representative.of
    if "label_feedback" not in entry.broken and entry.label_feedback is not None:
        yield "label_feedback.predictions", entry.label_feedback.predictions


def _dangling(entry: Declaration, key: str, sort: str, name: str, known: Sequence[str]) -> Problem:
    fix = meant(name, known) if known else f"declare one: there is no {sort} at all"
    return Problem(entry.at(key), f"no {sort} of this name", clean(name, width=60), fix)
