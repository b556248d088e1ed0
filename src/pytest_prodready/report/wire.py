"""Verdicts as plain JSON values and back: how they cross process borders and lie in report.json."""

import math
from collections.abc import Mapping
from typing import Any

from pytest_prodready.core.estimate import Estimate
from pytest_prodready.core.evidence import Evidence, Fact, Kind
from pytest_prodready.core.hostile import clean
from pytest_prodready.core.location import Location
from pytest_prodready.core.measurement import Measurement, Relation, Standing
from pytest_prodready.core.outcome import Outcome
from pytest_prodready.core.verdict import Verdict

Plain = dict[str, Any]


def encode(verdict: Verdict) -> Plain:
    """A verdict as dicts, lists, text and finite numbers; anything else in it becomes text."""
    return {
        "gate": verdict.gate,
        "declaration": verdict.declaration,
        "required": verdict.required,
        "outcome": verdict.outcome.value,
        "reason": _text(verdict.reason),
        "fix": _lines(verdict.fix),
        "details": [_text(line) for line in verdict.details],
        "measurements": [_measurement(item) for item in verdict.measurements],
        "evidence": [_evidence(item) for item in verdict.evidence],
        "location": _place(verdict.location),
    }


def decode(plain: Mapping[str, Any]) -> Verdict:
    """The verdict that `encode` wrote; raises ValueError, KeyError or TypeError where it is none, or unfounded."""
    return Verdict(
        gate=plain["gate"],
        declaration=plain["declaration"],
        required=plain["required"],
        outcome=Outcome(plain["outcome"]),
        reason=plain["reason"],
        fix=plain["fix"],
        details=tuple(plain["details"]),
        measurements=tuple(_read_measurement(item) for item in plain["measurements"]),
        evidence=tuple(_read_evidence(item) for item in plain["evidence"]),
        location=_read_place(plain["location"]) or Location(""),
    )


def _measurement(item: Measurement) -> Plain:
    value = item.value
    bounds: Plain = {}
    if isinstance(value, Estimate):
        bounds = {
            "low": _number(value.low),
            "high": _number(value.high),
            "n": value.n,
            "confidence": value.confidence,
            "method": value.method,
        }
    return {
        "what": _text(item.what),
        "value": _number(item.point),
        **bounds,
        "relation": item.relation.value,
        "limit": _number(item.limit),
        "limit_is_default": item.limit_is_default,
        "unit": item.unit,
        "holds": item.standing is Standing.HOLDS,
        "where": _place(item.where),
        "details": [_text(line) for line in item.details],
    }


def _read_measurement(plain: Mapping[str, Any]) -> Measurement:
    value = _read_number(plain["value"])
    if "n" in plain:
        low, high = _read_number(plain["low"]), _read_number(plain["high"])
        value = Estimate(value, low, high, plain["n"], plain["confidence"], plain["method"])  # type: ignore[assignment]  # a Number either way
    return Measurement(
        plain["what"],
        value,
        Relation(plain["relation"]),
        _read_number(plain["limit"]),
        plain["unit"],
        _read_place(plain["where"]),
        tuple(plain["details"]),
        plain["limit_is_default"],
    )


def _evidence(item: Evidence) -> Plain:
    return {
        "subject": _text(item.subject),
        "inspected": int(item.inspected),
        "unit": item.unit,
        "sha256": item.sha256,
        "kind": item.kind.value,
        "facts": {_text(key): _fact(value) for key, value in item.facts.items()},
    }


def _read_evidence(plain: Mapping[str, Any]) -> Evidence:
    facts = dict(plain["facts"])
    return Evidence(plain["subject"], plain["inspected"], plain["unit"], plain["sha256"], Kind(plain["kind"]), facts)


def _place(where: Location | None) -> str | None:
    return None if where is None else clean(where)


def _read_place(text: str | None) -> Location | None:
    if text is None:
        return None
    parts = text.rsplit(":", 2)
    numbers = [int(part) for part in parts[1:] if part.isdigit()]
    path = ":".join(parts[: len(parts) - len(numbers)])
    return Location(path, *numbers)


def _number(number: Any) -> int | float | str:
    """JSON has no NaN and no infinity: such a number is told by its name."""
    if isinstance(number, int) and not isinstance(number, bool):
        return int(number)
    return float(number) if math.isfinite(number) else str(float(number))


def _read_number(plain: float | str) -> float:
    return float(plain) if isinstance(plain, str) else plain


def _fact(value: object) -> Fact:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float) and math.isfinite(value):
        return float(value)
    return _text(value)


def _text(value: object) -> str:
    return clean(value)


def _lines(value: str) -> str:
    return "\n".join(clean(line) for line in value.split("\n"))
