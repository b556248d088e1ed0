"""What a repo holds that a manifest can speak of, told by names and by content."""

import contextlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from pytest_prodready.core.looking import CannotLook
from pytest_prodready.init.naming import alike, class_name, natural, without_version
from pytest_prodready.init.walk import File
from pytest_prodready.reading import strict_json, strict_yaml
from pytest_prodready.reading.files import MEBIBYTE, read
from pytest_prodready.reading.unreadable import Unreadable

ARTIFACTS = frozenset({"joblib", "pkl", "onnx", "skops"})
_OF_OURS = frozenset({"prodready.schema.json"})
_MOST_DOCUMENTS = 2_000
_CARDS = frozenset({"model_card", "modelcard"})


@dataclass(frozen=True, slots=True)
class Artifact:
    """A model's file, and the files of the same name with lower numbers."""

    file: File
    older: tuple[File, ...] = ()

    @property
    def title(self) -> str:
        """The file's name without its version and ending."""
        return _title(self.file)


@dataclass(frozen=True, slots=True)
class Contract:
    """A JSON Schema, or an OpenAPI document with its version and the number of its paths."""

    file: File
    openapi: str = ""
    paths: int = 0


@dataclass(frozen=True, slots=True)
class Finds:
    """Everything that was found but the tables.

    The folders of `samples` hold valid/ and invalid/ messages; `schemas` are pandera models by the name of their table.
    """

    artifacts: tuple[Artifact, ...] = ()
    cards: tuple[File, ...] = ()
    contracts: tuple[Contract, ...] = ()
    samples: tuple[str, ...] = ()
    rollbacks: tuple[File, ...] = ()
    schemas: Mapping[str, str] = field(default_factory=dict)


def look(root: Path, files: Sequence[File]) -> Finds:
    """What `files` are, but for tables."""
    documents = [file for file in files if file.ending == "md" and file.size]
    return Finds(
        artifacts=tuple(_artifacts(files)),
        cards=tuple(file for file in documents if alike(file.stem).lower().replace("-", "_") in _CARDS),
        contracts=tuple(_contracts(root, files)),
        samples=tuple(_samples(files)),
        rollbacks=tuple(file for file in documents if "rollback" in file.name.lower().replace("-", "")),
        schemas=dict(_schemas(root, files)),
    )


def _schemas(root: Path, files: Sequence[File]) -> Iterator[tuple[str, str]]:
    """The models that lie where `prodready init --data` puts a draft, found without running them."""
    for file in files:
        if file.folder == "schemas" and file.ending == "py" and file.size <= MEBIBYTE:
            title = class_name(file.stem)
            with contextlib.suppress(CannotLook):
                if re.search(
                    rf"^class {re.escape(title)}\(.*DataFrameModel\):", read(root, file.path).text(), re.MULTILINE
                ):
                    yield file.stem, f"{file.path}:{title}"


def _artifacts(files: Sequence[File]) -> Iterator[Artifact]:
    models = [file for file in files if file.ending in ARTIFACTS and file.size]
    for same in _grouped(models, lambda file: (file.folder, _title(file), file.ending)):
        *older, newest = sorted(same, key=lambda file: natural(file.name))
        yield Artifact(newest, tuple(older))


def _title(file: File) -> str:
    return without_version(PurePosixPath(file.path).stem)


def _samples(files: Sequence[File]) -> Iterator[str]:
    folders = {file.folder for file in files}
    for folder in sorted(folders):
        path = PurePosixPath(folder)
        if path.name == "valid" and str(path.with_name("invalid")) in folders and len(path.parts) > 1:
            yield str(path.parent)


def _contracts(root: Path, files: Sequence[File]) -> Iterator[Contract]:
    documents = [file for file in files if file.ending in ("json", "yaml", "yml") and file.name not in _OF_OURS]
    for file in documents[:_MOST_DOCUMENTS]:
        value = _value(root, file) if file.size <= MEBIBYTE else None
        if isinstance(value, dict):
            yield from _contract(file, value)


def _contract(file: File, value: dict[str, Any]) -> Iterator[Contract]:
    paths = value.get("paths")
    if isinstance(value.get("openapi"), str | float) and ("paths" in value or "webhooks" in value):
        yield Contract(file, str(value["openapi"])[:3], len(paths) if isinstance(paths, dict) else 0)
    elif "json-schema.org/" in str(value.get("$schema")):
        yield Contract(file)


def _value(root: Path, file: File) -> object:
    try:
        data = read(root, file.path, at_most=MEBIBYTE).data
        if b"openapi" not in data and b"json-schema.org/" not in data:
            return None
        return strict_json.load(data, file.path) if file.ending == "json" else strict_yaml.load(data, file.path).value
    except (CannotLook, Unreadable):
        return None


def _grouped(files: Sequence[File], by: Callable[[File], object]) -> list[list[File]]:
    groups: dict[object, list[File]] = defaultdict(list)
    for file in files:
        groups[by(file)].append(file)
    return list(groups.values())
