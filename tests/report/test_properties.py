import pytest

from pytest_prodready.core.estimate import Estimate
from pytest_prodready.core.evidence import Evidence
from pytest_prodready.core.location import Location
from pytest_prodready.core.measurement import at_least, at_most
from pytest_prodready.core.outcome import Outcome
from pytest_prodready.core.verdict import Verdict
from pytest_prodready.report.properties import properties


def verdict(*measurements: object, name: str | None = "api", reason: str = "no") -> Verdict:
    return Verdict(
        gate="performance.latency",
        declaration=name,
        outcome=Outcome.UNPROVEN,
        location=Location("prodready.yaml"),
        reason=reason,
        measurements=measurements,  # type: ignore[arg-type]  # built for tests only
        evidence=(Evidence("POST /score", 500, "requests"),),
    )


def test_each_plain_fact_is_a_pair_of_texts_of_its_own() -> None:
    p95 = at_most("p95", Estimate(0.2124, 0.2, 0.23, 500), 0.25, unit="s")
    hits = at_least("hits", Estimate(0.91, 0.88, 0.94, 500), 0.9, unit="share")
    assert properties(verdict(p95, hits)) == [
        ("prodready.gate", "performance.latency"),
        ("prodready.outcome", "unproven"),
        ("prodready.declaration", "api"),
        ("prodready.p95", "0.2124"),
        ("prodready.p95.bound", "0.23"),
        ("prodready.p95.limit", "0.25"),
        ("prodready.hits", "0.91"),
        ("prodready.hits.bound", "0.88"),
        ("prodready.hits.limit", "0.9"),
    ]


def test_a_gap_has_no_declaration() -> None:
    assert [name for name, _ in properties(verdict(name=None))] == ["prodready.gate", "prodready.outcome"]


@pytest.mark.parametrize("odd", [float("nan"), float("inf")])
def test_a_number_that_is_none_is_told_by_name(odd: float) -> None:
    assert ("prodready.x", str(odd)) in properties(verdict(at_most("x", odd, 1, unit="rows")))


def test_hostile_names_are_cleaned_and_bounded() -> None:
    ((name, _), *_) = properties(verdict(at_most("\x1b\u202e\n" + "x" * 200, 1, 2, unit="rows")))[3:]
    assert name.startswith(r"prodready.\x1b\u202e\nxxx")
    assert len(name) <= len("prodready.") + 80
