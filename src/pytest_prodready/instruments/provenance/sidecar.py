"""A record of provenance that a team writes beside its data, as YAML."""

from collections.abc import Iterator

from pytest_prodready.core.hostile import clean
from pytest_prodready.core.location import Location
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.provenance.record import Day, Fact, Listed, Record, below, first, said
from pytest_prodready.reading import strict_yaml
from pytest_prodready.reading.files import MEBIBYTE, Content

AT_MOST = 16 * MEBIBYTE


def document(content: Content) -> strict_yaml.Document:
    """A YAML file whose top is a mapping; raises CannotLook with every problem of it."""
    path = clean(content.path)
    try:
        read = strict_yaml.load(content.data, content.path, at_most=AT_MOST)
    except strict_yaml.Unreadable as error:
        raise CannotLook(clean(error), fix="correct the YAML") from None
    if read.problems:
        told = tuple(clean(problem) for problem in read.problems[:20])
        raise CannotLook(told[0], fix="correct the YAML", details=told[1:])
    if not isinstance(read.value, dict):
        raise CannotLook(f"{path}: no mapping", fix="write source, query, extracted and files")
    return read


def sidecar(content: Content) -> Record:
    """The record of a YAML file with `source`, `query` or `method`, `extracted`, and `files: {path: sha256}`.

    Paths count from the repo's root, as in the manifest.

    Raises:
        CannotLook: it is no strict YAML, or `files` is no mapping.

    """
    read = document(content)

    def at(*path: str) -> Location:
        return read.places.get(path, Location(content.path, 1))

    def fact(kind: type[Fact], name: str, *keys: str) -> Fact:
        key = next((key for key in keys if first(read.value, [key]) is not None), keys[0])
        wanted = f"write {' or '.join(f'{key}:' for key in keys)} in {clean(content.path)}"
        return kind(name, said(first(read.value, [key])), at(key), wanted)

    facts = (
        fact(Fact, "the source", "source"),
        fact(Fact, "the query", "query", "method"),
        fact(Day, "the extraction date", "extracted"),
    )
    listed = tuple(_listed(read, content.path))
    return Record(content.path, content.sha256, content.data.count(b"\n") + 1, facts, listed)


def _listed(read: strict_yaml.Document, path: str) -> Iterator[Listed]:
    files = first(read.value, ["files"])
    if files is None:
        return
    if not isinstance(files, dict):
        raise CannotLook(f"{read.places['files',]}: files is no mapping", fix="write files: {path: sha256}")
    for name, digest in files.items():
        yield Listed(below("", name, path), "sha256", said(digest), read.key_places["files", name])
