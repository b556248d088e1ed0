"""report.json: the run as canonical JSON, sealed with the sha256 of its own content."""

import hashlib
import json
from importlib.metadata import version
from typing import Any

from pytest_prodready.report.run import Run
from pytest_prodready.report.wire import encode

SCHEMA = "prodready.report/1"


def render(run: Run) -> str:
    """The report's text: sorted keys, one line feed at the end, `digest` over everything else."""
    return canonical({**(content := as_json(run)), "digest": digest(content)})


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
    lines = [f"{_compact(key)}: {_value(content[key])}" for key in sorted(content)]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _value(value: object) -> str:
    if isinstance(value, list) and value:
        return "[\n  " + ",\n  ".join(_compact(item) for item in value) + "\n]"
    return _compact(value)


def _compact(value: object) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, allow_nan=False)


def digest(content: dict[str, Any]) -> str:
    """The seal: sha256 of everything but the seal itself, as compact JSON with sorted keys."""
    bare = {key: value for key, value in content.items() if key != "digest"}
    text = json.dumps(bare, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()
