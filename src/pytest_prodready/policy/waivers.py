"""Waivers: a broken promise that somebody answers for, for a while, in the open."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from pytest_prodready.core.hostile import clean
from pytest_prodready.core.measurement import none_of
from pytest_prodready.core.outcome import Outcome
from pytest_prodready.core.problem import Problem
from pytest_prodready.core.verdict import Verdict
from pytest_prodready.declarations.waiver import Covers, Waiver

MANIFEST_GATE = "readiness.manifest"
"""What the manifest's own problems are judged under: no gate, so nothing that a waiver of the same manifest covers."""
NOTICE_DAYS = 14
"""How long before its end a waiver is told of: time for one sprint to remove its cause."""
_READABLE = ("gate", "owner", "reason", "expires", "covers")


def matches(pattern: str, gate_id: str, declaration: str | None) -> bool:
    """Whether a pattern, in which * stands for anything, names this gate with or without its declaration."""
    parts = re.compile(".*".join(re.escape(part) for part in pattern.split("*")))
    return any(parts.fullmatch(name) for name in (gate_id, f"{gate_id}[{declaration}]"))


def waive(verdict: Verdict, waivers: Iterable[Waiver], today: date) -> Verdict:
    """The verdict as the waivers leave it, on `today` in UTC.

    A failure under a valid waiver is WAIVED. An expired waiver changes nothing and is named with its owner.
    What cannot be evaluated is covered only where the waiver says so. A waiver on a passing gate fails it
    until the waiver is removed: left in place it would hide the next failure. A problem of the manifest is
    never waived: a waiver that cannot be taken as it stands would cover itself.
    """
    if verdict.gate == MANIFEST_GATE:
        return verdict
    for waiver in _sound(waivers):
        if matches(waiver.gate, verdict.gate, verdict.declaration):
            return _under(verdict, waiver, today)
    return verdict


def _under(verdict: Verdict, waiver: Waiver, today: date) -> Verdict:
    whose = f"the waiver of {clean(waiver.owner, width=60)}"
    if verdict.outcome is Outcome.PASSED:
        return _needless(verdict, waiver, whose)
    if waiver.expires < today:
        days = (today - waiver.expires).days
        return _add(verdict, f"{whose} expired on {waiver.expires}, {_days(days)} ago ({waiver.where})")
    if verdict.outcome is Outcome.UNPROVEN and Covers.UNPROVEN not in waiver.covers:
        return _add(verdict, f"{whose} covers failures, not what cannot be evaluated ({waiver.where})")
    who = f"waived by {clean(waiver.owner, width=60)} until {waiver.expires}: {clean(waiver.reason, width=120)}"
    return replace(verdict, outcome=Outcome.WAIVED, reason=who, details=(verdict.reason, *verdict.details))


def _add(verdict: Verdict, remark: str) -> Verdict:
    return replace(verdict, reason=f"{verdict.reason}; {remark}")


def _needless(verdict: Verdict, waiver: Waiver, whose: str) -> Verdict:
    found = none_of(
        "waivers on a gate that passes", [f"{waiver.where}: {waiver.gate}"], unit="waivers", where=waiver.where
    )
    return replace(
        verdict,
        outcome=Outcome.FAILED,
        reason=f"{verdict.subject} passes: {whose} at {waiver.where} is no longer needed",
        fix="remove the waiver, or narrow its pattern to what still fails",
        measurements=(*verdict.measurements, found),
    )


def idle_waivers(waivers: Iterable[Waiver], owed: Sequence[tuple[str, str | None]]) -> Iterator[Problem]:
    """A problem for each waiver that names nothing the run owes."""
    for waiver in _sound(waivers):
        if not any(matches(waiver.gate, gate_id, declaration) for gate_id, declaration in owed):
            yield Problem(
                waiver.at("gate"),
                "a waiver names no gate that this manifest owes",
                saw=clean(waiver.gate, width=80),
                fix="write the gate as the report does, such as performance.latency[api], or remove the waiver",
            )


def _sound(waivers: Iterable[Waiver]) -> Iterator[Waiver]:
    return (waiver for waiver in waivers if not set(_READABLE) & set(waiver.broken))


def ending_soon(waivers: Iterable[Waiver], today: date) -> Iterator[str]:
    """A line for each waiver whose last day is within the next fourteen."""
    for waiver in _sound(waivers):
        days = (waiver.expires - today).days
        if 0 <= days <= NOTICE_DAYS:
            whose = f"the waiver of {clean(waiver.owner, width=60)} on {clean(waiver.gate, width=80)}"
            yield f"{whose} ends in {_days(days)}"


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
