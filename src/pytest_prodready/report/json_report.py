"""report.json: the run as canonical JSON, sealed with the sha256 of its own content."""

import hashlib
import json
from importlib.metadata import version
from typing import Any

from pytest_prodready.report.run import Run
from pytest_prodready.report.wire import encode

SCHEMA = "prodready.report/1"


def render(run: Run) -> str:
    """The report's text: a line a key, sorted, one of them the seal over all the others."""
    lines = _lines(as_json(run))
    return _text({**lines, "digest": f'"digest": "{_sealed(lines)}"'})


def as_json(run: Run) -> dict[str, Any]:
    """The report's content without its digest."""
    return {
        "schema": SCHEMA,
        "plugin": version("pytest-prodready"),
        "complete": run.complete,
        "ready": run.ready,
        "static": run.static,
        "phase": run.phase.value if run.phase else None,
        "commit": run.commit,
        "dirty": run.dirty,
        "manifests": [
            {"path": one.manifest, "sha256": one.sha256, "project": one.project, "phase": one.phase.value}
            for one in run.judged
        ],
        "verdicts": [{"node": node, **encode(verdict)} for node, verdict in run.nodes.items()],
        "upcoming": {phase.value: list(gates) for phase, gates in run.later.items()},
        "notes": [note.text for note in run.notes],
        "doubts": list(run.doubts),
        "origins": dict(run.origins),
        "environment": dict(run.environment),
    }


def canonical(content: dict[str, Any]) -> str:
    """One text for one content: a line a key, a line a verdict, so that two reports can be compared by eye."""
    return _text(_lines(content))


def digest(content: dict[str, Any]) -> str:
    """The seal: sha256 of the canonical text without the line of the seal itself, which anybody can take away."""
    return _sealed(_lines({key: value for key, value in content.items() if key != "digest"}))


def _lines(content: dict[str, Any]) -> dict[str, str]:
    return {key: f"{_compact(key)}: {_value(value)}" for key, value in content.items()}


def _text(lines: dict[str, str]) -> str:
    return "{\n" + ",\n".join(lines[key] for key in sorted(lines)) + "\n}\n"


def _sealed(lines: dict[str, str]) -> str:
    return hashlib.sha256(_text(lines).encode()).hexdigest()


def _value(value: object) -> str:
    if isinstance(value, list) and value:
        return "[\n  " + ",\n  ".join(map(_compact, value)) + "\n]"
    return _compact(value)


_compact = json.JSONEncoder(sort_keys=True, ensure_ascii=False, allow_nan=False).encode
