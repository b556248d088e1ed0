"""What a person reads when a promise does not hold: the first line says it, the rest says where and what next."""

import shlex
import textwrap
from collections.abc import Iterable, Iterator, Sequence

from pytest_prodready.core.estimate import Estimate
from pytest_prodready.core.evidence import Evidence
from pytest_prodready.core.hostile import clean
from pytest_prodready.core.measurement import Measurement, Standing
from pytest_prodready.core.outcome import Outcome
from pytest_prodready.core.verdict import Verdict
from pytest_prodready.core.wording import said
from pytest_prodready.policy.waivers import MANIFEST_GATE

_SHOWN, _INDENT = 4, 12
_WIDTH = 200
"""Two and a half lines of a narrow terminal: enough for a path, a number and an example."""


def failure_text(verdict: Verdict, node: str) -> str:
    """At most about a dozen lines, each short enough to be read on a narrow terminal; foreign text is cleaned."""
    return "\n".join([headline(verdict), *_body(verdict, node)])


def headline(verdict: Verdict) -> str:
    """The line that stands alone in summaries and annotations."""
    unproven = verdict.outcome is Outcome.UNPROVEN and not verdict.reason.startswith("cannot evaluate")
    return ("unproven: " if unproven else "") + clean(verdict.reason)


def wrapped(text: str, width: int) -> list[str]:
    """The text's lines for a terminal of this width; a command to copy and a line of YAML stay whole."""
    return [part for line in text.split("\n") for part in _wrapped(line, width)]


def _wrapped(line: str, width: int) -> list[str]:
    first = line.lstrip()
    if len(line) <= width or first.removeprefix("next").lstrip().startswith(("pytest --", "prodready ")):
        return [line]
    indent = " " * _INDENT if line.startswith("  ") else "  "
    return textwrap.wrap(
        line,
        max(width, 2 * _INDENT),
        subsequent_indent=indent,
        drop_whitespace=True,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _body(verdict: Verdict, node: str) -> Iterator[str]:
    broken = [item for item in verdict.measurements if item.standing is not Standing.HOLDS]
    yield from _labelled("where", _places(verdict, broken))
    for measurement in broken[:1]:
        yield from _labelled("bound", _bound(measurement))
        yield from _labelled("details", measurement.details[1:_SHOWN])
    yield from _labelled("also", [_placed(item) for item in broken[1:_SHOWN]])
    yield from _labelled("", [f"and {len(broken) - _SHOWN} more, in the report"] if len(broken) > _SHOWN else [])
    yield from _labelled("details", verdict.details[:12])
    yield from _labelled("looked at", [_evidence(verdict.evidence)] if verdict.evidence else [])
    yield from _labelled("fix", [line for line in verdict.fix.split("\n") if line])
    yield from _labelled("next", _next(verdict, node))


def _labelled(label: str, lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield f"  {label:<{_INDENT - 2}}{clean(line, width=_WIDTH)}"
        label = ""


def _places(verdict: Verdict, broken: Sequence[Measurement]) -> list[str]:
    mend = broken[0].where if broken else None
    if mend is None or mend == verdict.location:
        return [str(verdict.location)]
    return [f"{mend}, declared at {verdict.location}"]


def _bound(measurement: Measurement) -> list[str]:
    value = measurement.value
    if not isinstance(value, Estimate):
        return ["the limit is the default"] if measurement.limit_is_default else []
    method = f", {value.method}" if value.method else ""
    default = "; the limit is the default" if measurement.limit_is_default else ""
    return [f"one-sided {value.confidence:.0%}{method}{default}"]


def _next(verdict: Verdict, node: str) -> list[str]:
    if verdict.gate == MANIFEST_GATE:
        return [f"prodready check {verdict.location.path}"]
    return [f"pytest --prodready {shlex.quote(node)}", f"prodready explain {verdict.gate}"]


def _placed(measurement: Measurement) -> str:
    line = said(measurement)
    return line if measurement.where is None else f"{measurement.where}  {line}"


def _evidence(evidence: tuple[Evidence, ...]) -> str:
    most = max(evidence, key=lambda one: one.inspected)
    line = f"{most.subject}: {most.inspected:,} {most.unit}"
    if most.sha256:
        line += f", sha256 {most.sha256[:8]}…"
    return line if len(evidence) == 1 else f"{line}, and {len(evidence) - 1} more"
