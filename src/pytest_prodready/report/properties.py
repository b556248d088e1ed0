"""A verdict as flat pairs of text: JUnit properties and whatever else reads pytest's user properties."""

from pytest_prodready.core.hostile import clean
from pytest_prodready.core.verdict import Verdict


def properties(verdict: Verdict) -> list[tuple[str, str]]:
    """One pair for each plain fact: gate, outcome, and each measurement's value, bound and limit."""
    pairs = [("prodready.gate", verdict.gate), ("prodready.outcome", verdict.outcome.value)]
    if verdict.declaration is not None:
        pairs.append(("prodready.declaration", verdict.declaration))
    for item in verdict.measurements:
        name = f"prodready.{clean(item.what, width=80)}"
        pairs += [
            (name, f"{item.point:g}"),
            (f"{name}.bound", f"{item.unfavourable:g}"),
            (f"{name}.limit", f"{item.limit:g}"),
        ]
    return pairs
