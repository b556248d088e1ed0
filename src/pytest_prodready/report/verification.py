"""Whether a report.json is whole, unedited, green, and about what lies in the repo now."""

from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import Any

from pytest_prodready.core.hostile import clean
from pytest_prodready.core.verdict import UnfoundedVerdict
from pytest_prodready.reading.files import digest as digest_of_file
from pytest_prodready.reading.git import head
from pytest_prodready.reading.strict_json import load
from pytest_prodready.reading.strict_yaml import Unreadable
from pytest_prodready.report.json_report import SCHEMA, digest
from pytest_prodready.report.wire import decode


def complaints(path: Path, root: Path) -> list[str]:
    """What is wrong with the report at `path` for the repo at `root`; nothing when it may be believed."""
    try:
        content = load(path.read_bytes(), path.name)
    except OSError as error:
        return [f"{path}: {error.strerror}"]
    except Unreadable as error:
        return [str(error)]
    if not isinstance(content, dict) or content.get("schema") != SCHEMA:
        return [f"{path}: no report of schema {SCHEMA}"]
    return list(_complaints(content, root))


def _complaints(content: Mapping[str, Any], root: Path) -> Iterator[str]:
    try:
        if content.get("digest") != digest(dict(content)):
            yield "edited: the content does not match its digest"
        yield from _incomplete(content)
        yield from _foreign(content, root)
        yield from _stale(content, root)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        yield f"malformed: {type(error).__name__}: {clean(error, width=120)}"


def _incomplete(content: Mapping[str, Any]) -> Iterator[str]:
    if content["complete"] is not True:
        yield "incomplete: not everything that is owed was judged"
    if content["ready"] is not True:
        yield "not ready: the run it reports did not prove the repo ready"
    if not content["verdicts"]:
        yield "incomplete: it holds no verdict"
    for plain in content["verdicts"]:
        try:
            verdict = decode(plain)
        except UnfoundedVerdict as error:
            yield f"unfounded: {clean(error, width=200)}"
        else:
            if verdict.stops:
                yield f"not ready: {verdict.subject} is {verdict.outcome}: {clean(verdict.reason, width=120)}"


def _foreign(content: Mapping[str, Any], root: Path) -> Iterator[str]:
    if content["plugin"] != version("pytest-prodready"):
        yield f"foreign: written by version {clean(content['plugin'], width=20)}, this is {version('pytest-prodready')}"
    commit = head(root)
    if content["commit"] != (commit.sha if commit else None):
        here = commit.sha[:12] if commit else "none"
        yield f"foreign: it is about commit {clean(content['commit'], width=12)}, HEAD is {here}"


def _stale(content: Mapping[str, Any], root: Path) -> Iterator[str]:
    manifests = {one["path"]: one["sha256"] for one in content["manifests"]}
    if not manifests:
        yield "foreign: it names no manifest"
    for path in sorted(manifests):
        if not (root / path).is_file():
            yield f"foreign: there is no {clean(path, width=80)} here"
    for subject, sha256 in sorted(manifests.items() | _looked_at(content)):
        if (root / subject).is_file() and digest_of_file(root / subject) != sha256:
            yield f"stale: {clean(subject, width=80)} has changed since"


def _looked_at(content: Mapping[str, Any]) -> set[tuple[str, str]]:
    """Each subject with its sha256; subjects are told from their manifest's folder, and wanted from the root."""
    return {
        ((PurePosixPath(verdict["node"].partition("::")[0]).parent / item["subject"]).as_posix(), item["sha256"])
        for verdict in content["verdicts"]
        for item in verdict["evidence"]
        if item["sha256"]
    }
