"""The JSON Schema of report.json, for whoever reads it with a machine."""

from typing import Any

from pytest_prodready.core.evidence import Kind
from pytest_prodready.core.measurement import Relation
from pytest_prodready.core.outcome import Outcome
from pytest_prodready.core.phase import Phase
from pytest_prodready.report.json_report import SCHEMA

_TEXT = {"type": "string"}
_TEXT_OR_NULL = {"type": ["string", "null"]}
_NUMBER = {"type": ["number", "string"], "description": "A number; nan, inf and -inf are told as text."}
_SHA256 = {"type": ["string", "null"], "pattern": "^[0-9a-f]{64}$"}


def report_schema() -> dict[str, Any]:
    """The whole schema, draft 2020-12."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "pytest-prodready report",
        **_closed(
            {
                "schema": {"const": SCHEMA},
                "plugin": _TEXT,
                "complete": {"type": "boolean", "description": "Everything owed was judged exactly once."},
                "ready": {"type": "boolean", "description": "Complete, and nothing stops it."},
                "static": {"type": "boolean", "description": "Nothing of the repo was run."},
                "phase": {"enum": [*(phase.value for phase in Phase), None]},
                "commit": _TEXT_OR_NULL,
                "dirty": {"type": "boolean", "description": "Tracked files differed from the commit."},
                "manifests": _list(_closed({"path": _TEXT, "sha256": _SHA256, "project": _TEXT, "phase": _TEXT})),
                "verdicts": _list(_verdict()),
                "upcoming": {"type": "object", "additionalProperties": _list(_TEXT)},
                "notes": _list(_TEXT),
                "doubts": _list(_TEXT),
                "origins": {"type": "object", "additionalProperties": _TEXT},
                "environment": {"type": "object"},
                "digest": {**_SHA256, "type": "string", "description": "sha256 of the file without this line"},
            }
        ),
    }


def _verdict() -> dict[str, Any]:
    return _closed(
        {
            "node": {**_TEXT, "description": "The pytest node id."},
            "gate": _TEXT,
            "declaration": {**_TEXT_OR_NULL, "description": "Null for a gap: nothing of the kind is declared."},
            "required": {"type": "boolean"},
            "outcome": {"enum": [outcome.value for outcome in Outcome]},
            "reason": _TEXT,
            "fix": _TEXT,
            "details": _list(_TEXT),
            "measurements": _list(_measurement()),
            "evidence": _list(_evidence()),
            "location": {**_TEXT, "description": "file:line:column"},
        }
    )


def _measurement() -> dict[str, Any]:
    bounds = {
        "low": _NUMBER,
        "high": _NUMBER,
        "n": {"type": "integer"},
        "confidence": {"type": "number"},
        "method": _TEXT,
    }
    plain = {
        "what": _TEXT,
        "value": _NUMBER,
        "relation": {"enum": [relation.value for relation in Relation]},
        "limit": _NUMBER,
        "limit_is_default": {"type": "boolean"},
        "unit": _TEXT,
        "holds": {"type": "boolean"},
        "where": _TEXT_OR_NULL,
        "details": _list(_TEXT),
    }
    return {**_closed({**plain, **bounds}), "required": list(plain)}


def _evidence() -> dict[str, Any]:
    return _closed(
        {
            "subject": _TEXT,
            "inspected": {"type": "integer", "minimum": 0},
            "unit": _TEXT,
            "sha256": _SHA256,
            "kind": {"enum": [kind.value for kind in Kind]},
            "facts": {"type": "object"},
        }
    )


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(of: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": of}
