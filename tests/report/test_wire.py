import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_prodready.core.estimate import Estimate
from pytest_prodready.core.evidence import Evidence, Kind
from pytest_prodready.core.location import Location
from pytest_prodready.core.measurement import Measurement, Relation
from pytest_prodready.core.outcome import Outcome
from pytest_prodready.core.verdict import UnfoundedVerdict, Verdict
from pytest_prodready.report.wire import decode, encode

words = st.text(st.characters(codec="utf-8", categories=("L", "N", "P")), max_size=12)
numbers = st.one_of(st.integers(-(10**9), 10**9), st.floats(allow_nan=False))
places = st.one_of(
    st.none(), st.builds(Location, st.sampled_from(["a.yaml", "b/c.md"]), st.integers(1, 99), st.integers(1, 9))
)
estimates = st.builds(
    lambda value, n: Estimate(value, value - 1, value + 1, n), st.floats(-1e6, 1e6), st.integers(1, 9)
)
measurements = st.builds(
    Measurement,
    words,
    st.one_of(numbers, estimates),
    st.sampled_from(Relation),
    numbers,
    words,
    places,
    st.tuples(words),
    st.booleans(),
)
facts = st.dictionaries(
    words,
    st.one_of(st.none(), st.booleans(), words, st.integers(), st.floats(allow_nan=False, allow_infinity=False)),
    max_size=3,
)
evidence = st.builds(
    Evidence, words, st.integers(0, 10**6), words, st.one_of(st.none(), words), st.sampled_from(Kind), facts
)
verdicts = st.builds(
    Verdict,
    gate=words,
    declaration=st.one_of(st.none(), words),
    outcome=st.just(Outcome.UNPROVEN),
    location=places.filter(bool),
    required=st.booleans(),
    reason=words.filter(bool),
    fix=words,
    details=st.tuples(words, words),
    measurements=st.lists(measurements, max_size=3).map(tuple),
    evidence=st.lists(evidence, max_size=3).map(tuple),
)


@given(verdicts)
def test_a_verdict_comes_back_as_it_left(verdict: Verdict) -> None:
    crossed = json.loads(json.dumps(encode(verdict), allow_nan=False))
    assert decode(crossed) == verdict


@pytest.mark.parametrize("odd", [math.nan, math.inf, -math.inf])
def test_what_json_cannot_say_is_told_by_name(odd: float) -> None:
    verdict = Verdict(
        gate="data.x",
        declaration=None,
        outcome=Outcome.UNPROVEN,
        location=Location("prodready.yaml"),
        reason="no number",
        measurements=(Measurement("x", odd, Relation.AT_MOST, 1, "s"),),
    )
    plain = encode(verdict)
    assert plain["measurements"][0]["value"] == str(odd)
    assert plain["measurements"][0]["holds"] is False
    assert str(decode(plain).measurements[0].value) == str(odd)


def test_an_outcome_that_was_improved_on_the_way_is_refused() -> None:
    verdict = Verdict(
        gate="data.x", declaration=None, outcome=Outcome.UNPROVEN, location=Location("prodready.yaml"), reason="no rows"
    )
    with pytest.raises(UnfoundedVerdict, match="nothing was looked at"):
        decode({**encode(verdict), "outcome": "passed"})


def test_foreign_objects_and_hostile_text_become_plain_text() -> None:
    verdict = Verdict(
        gate="data.x",
        declaration="y",
        outcome=Outcome.UNPROVEN,
        location=Location("prodready.yaml"),
        reason="\x1b[2J\u202e",
        evidence=(Evidence("x", 1, "rows", facts={"path": object()}),),  # type: ignore[dict-item]
    )
    plain = encode(verdict)
    assert plain["reason"] == r"\x1b[2J\u202e"
    assert plain["evidence"][0]["facts"]["path"].startswith("<object object")
