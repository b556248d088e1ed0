"""Records of provenance that DVC keeps: `dvc.lock` and `*.dvc` files.

Layout: https://dvc.org/doc/user-guide/project-structure. DVC keeps no date and no words on the source: they are
read from `meta`, which DVC leaves to the team; in a `.dvc` file at its top, for a stage in the `dvc.yaml` beside the
lock. Without them the source is what the file or the stage depends on.
"""

import posixpath
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from pytest_prodready.core.hostile import clean
from pytest_prodready.core.location import Location
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.provenance.record import Day, Fact, Listed, Record, below, first, said
from pytest_prodready.instruments.provenance.sidecar import document
from pytest_prodready.reading import strict_yaml
from pytest_prodready.reading.files import Content

Read = Callable[[str], Content | None]


def dvc_file(content: Content, files: Sequence[str]) -> Record:
    """The record of a `.dvc` file; `files` are those of the dataset.

    Raises:
        CannotLook: it is no strict YAML, or records a folder of which it holds no digest for each file.

    """
    read = document(content)
    value: Any = read.value
    meta, dependencies = first(value, ["meta"]), first(value, ["deps"])
    folder = below(posixpath.dirname(content.path), said(first(value, ["wdir"])) or ".", content.path)
    listed = tuple(_outs(read, ("outs",), folder, files))
    imported = "dvc import" if dependencies else ""
    facts = _facts(
        meta, _dependencies(dependencies), imported, Location(content.path, 1), f"meta in {clean(content.path)}"
    )
    return Record(content.path, content.sha256, _lines(content), facts, listed)


def dvc_lock(content: Content, files: Sequence[str], other: Read) -> Record:
    """The record of the stages in a `dvc.lock` that write `files`; `other` reads `dvc.yaml`, where there is one.

    Raises:
        CannotLook: as `dvc_file`.

    """
    read = document(content)
    stages = first(read.value, ["stages"])
    folder = posixpath.dirname(content.path)
    beside = other(below(folder, "dvc.yaml", content.path))
    written: Any = first(document(beside).value, ["stages"]) if beside else {}
    facts: list[Fact] = []
    listed: list[Listed] = []
    for name, stage in stages.items() if isinstance(stages, dict) else ():
        about = first(written, [name, name.partition("@")[0]])
        inside = below(folder, said(first(about, ["wdir"])) or ".", content.path)
        outs = list(_outs(read, ("stages", name, "outs"), inside, files))
        if not {out.path for out in outs} & set(files):
            continue
        listed += outs
        place = read.key_places["stages", name]
        wanted = f"meta of the stage {clean(name, width=60)} in dvc.yaml"
        meta = first(about, ["meta"])
        facts += _facts(
            meta, _dependencies(first(stage, ["deps"])), said(first(stage, ["cmd"])), place, wanted, f" of {name}"
        )
    return Record(content.path, content.sha256, _lines(content), tuple(facts), tuple(listed))


def _facts(meta: object, source: str, query: str, where: Location, wanted: str, of: str = "") -> tuple[Fact, ...]:
    of = clean(of, width=60)
    return (
        Fact(f"the source{of}", said(first(meta, ["source"])) or source, where, f"write source: under {wanted}"),
        Fact(f"the query{of}", said(first(meta, ["query", "method"])) or query, where, f"write query: under {wanted}"),
        Day(f"the extraction date{of}", said(first(meta, ["extracted"])), where, f"write extracted: under {wanted}"),
    )


def _dependencies(dependencies: object) -> str:
    """Paths and repositories that something depends on; digests are left out."""
    if not isinstance(dependencies, list):
        return ""
    told = [said([first(one, ["path"]), first(first(one, ["repo"]), ["url"])]) for one in dependencies]
    return ", ".join(filter(None, told))


def _outs(read: strict_yaml.Document, path: strict_yaml.Path, folder: str, files: Sequence[str]) -> Iterator[Listed]:
    outs: Any = read.value
    for key in path:
        outs = first(outs, [str(key)])
    for number, out in enumerate(outs if isinstance(outs, list) else ()):
        where = read.places[(*path, number)]
        listed = below(folder, said(first(out, ["path"])), where.path)
        digest, size = said(first(out, ["md5"])), first(out, ["size"])
        if digest.endswith(".dir") or (digest and first(out, ["files"])):
            _refuse_folder(where, listed, files)
        else:
            yield Listed(listed, "md5", digest, where, size if isinstance(size, int) else None)


def _refuse_folder(where: Location, folder: str, files: Sequence[str]) -> None:
    inside = [file for file in files if file.startswith(f"{folder}/")]
    if inside:
        raise CannotLook(
            f"{where}: DVC keeps one digest of the whole folder {clean(folder, width=120)}, none of "
            f"{clean(inside[0], width=120)}",
            fix="let the stage write each file as an output of its own, or write a sidecar with a sha256 for each",
        )


def _lines(content: Content) -> int:
    return content.data.count(b"\n") + 1
