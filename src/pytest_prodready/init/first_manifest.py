"""`prodready init`: the first manifest of a repo, written once and never over another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pytest_prodready.core.hostile import clean
from pytest_prodready.init.finds import Finds, look
from pytest_prodready.init.manifest_text import UNDECIDED, extent, manifest_text, size
from pytest_prodready.init.project import project_of
from pytest_prodready.init.tables import MOST, Counted, counted, sources
from pytest_prodready.init.walk import MOST_FILES, files
from pytest_prodready.init.writing import Refused, write_new
from pytest_prodready.manifest.load import NAMES


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A manifest's text, and the lines that tell what it stands on."""

    text: str
    told: tuple[str, ...]


def suggest(root: Path) -> Suggestion:
    """Look at the files below `root` and suggest a manifest; nothing is written, and nothing of the repo runs."""
    there = files(root)
    tables = sources(root, there)
    data = list(counted(root, tables[:MOST]))
    finds = look(root, there)
    project = project_of(root)
    text = manifest_text(project, data, max(0, len(tables) - MOST), finds)
    ended = [f"looked at  the first {MOST_FILES:,} files"] if len(there) == MOST_FILES else []
    return Suggestion(text, (*ended, *_found(data, finds), *_absent(data, finds, project.owner)))


def write(root: Path) -> Suggestion:
    """Suggest a manifest and write it to `root`; raises Refused where one is there."""
    for name in NAMES:
        if (root / name).exists() or (root / name).is_symlink():
            raise Refused(f"{name} is there already; `prodready init --stdout` prints a suggestion beside it")
    made = suggest(root)
    write_new(root / NAMES[0], made.text)
    return made


def _found(data: Sequence[Counted], finds: Finds) -> Iterator[str]:
    for one in data:
        yield _line("found", one.source.pattern, extent(one)) if not one.unread else _line("no table", one.unread)
    yield from (_line("found", model.file.path, size(model.file.size)) for model in finds.artifacts)
    for contract in finds.contracts:
        what = f"OpenAPI {contract.openapi}, {contract.paths} paths" if contract.openapi else "a JSON Schema"
        yield _line("found", contract.file.path, what)
    yield from (_line("found", one.path, "a model card") for one in finds.cards)
    yield from (_line("found", one.path, "a rollback plan") for one in finds.rollbacks)


def _absent(data: Sequence[Counted], finds: Finds, owner: str) -> Iterator[str]:
    absent = {
        "data": not any(not one.unread for one in data),
        "model": not finds.artifacts,
        "contract": not finds.contracts,
        "model card": not finds.cards,
        "rollback plan": not finds.rollbacks,
        "owner": owner == UNDECIDED,
    }
    names = [name for name, missing in absent.items() if missing]
    if names:
        yield _line("not found", ", ".join(names))


def _line(word: str, what: str, more: str = "") -> str:
    return f"{word:<10} {clean(what)}{f' ({more})' if more else ''}"
