"""The releases of the model, and which of them is served.

models/releases.json lists every trained release with its checksum. models/current.json names the one in service and
the one before it; it is replaced in one move, so a service that starts meanwhile reads the old or the new, never half.
"""

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

MODELS = Path(__file__).resolve().parents[2] / "models"


@dataclass(frozen=True)
class Release:
    """A trained model: its version, its file in models/ and the file's SHA-256."""

    version: str
    artifact: str
    sha256: str


def releases(models: Path = MODELS) -> dict[str, Release]:
    """Every release that was trained, by version."""
    path = models / "releases.json"
    written = json.loads(path.read_text()) if path.exists() else []
    return {entry["version"]: Release(**entry) for entry in written}


def register(version: str, artifact: Path, models: Path = MODELS) -> Release:
    """Enter a trained artifact into the list."""
    release = Release(version, artifact.name, checksum(artifact))
    known = {**releases(models), version: release}
    _replace(models / "releases.json", [asdict(known[name]) for name in sorted(known)])
    return release


def current(models: Path = MODELS) -> Release:
    """The release that a starting service loads."""
    return releases(models)[_pointer(models)["version"]]


def previous_version(models: Path = MODELS) -> str | None:
    """The version that was in service before the current one."""
    return _pointer(models)["previous"]


def switch(version: str, models: Path = MODELS) -> Release:
    """Make a release the current one, after its file was found unchanged since training."""
    known = releases(models)
    if version not in known:
        raise LookupError(f"no release {version}; there are: {', '.join(known)}")
    release = known[version]
    verified(release, models)
    before = _pointer(models)["version"] if (models / "current.json").exists() else None
    if before != version:
        _replace(models / "current.json", {"version": version, "previous": before})
    return release


def verified(release: Release, models: Path = MODELS) -> Path:
    """The release's file; a joblib file runs code when it is loaded, so a changed one is refused."""
    path = models / release.artifact
    if checksum(path) != release.sha256:
        raise ValueError(f"{release.artifact} is not the file that was released as {release.version}")
    return path


def checksum(path: Path) -> str:
    """The file's SHA-256."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _pointer(models: Path) -> dict[str, str | None]:
    return json.loads((models / "current.json").read_text())


def _replace(path: Path, value: object) -> None:
    draft = path.with_name(path.name + ".new")
    with draft.open("w") as file:
        file.write(json.dumps(value, indent=2) + "\n")
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
