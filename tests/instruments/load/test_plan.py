from hypothesis import given
from hypothesis import strategies as st

from pytest_prodready.instruments.load.plan import Ask, HttpPlan, PredictPlan, Samples

times = st.floats(0, 100)
counts = st.dictionaries(st.text(), st.integers(1, 99), max_size=4)
samples = st.builds(
    Samples,
    response=st.lists(times),
    lateness=st.lists(times),
    failures=counts,
    reference=st.lists(times),
    offered=st.integers(0, 99),
    answered=st.integers(0, 99),
    asked_again=st.integers(0, 99),
    seconds=times,
)


@given(st.lists(st.builds(Ask, st.binary(), st.integers(100, 599))), times)
def test_a_plan_arrives_as_it_was_sent(asks: list[Ask], rate: float) -> None:
    plan = HttpPlan(host="127.0.0.1", port=80, asks=asks, rate=rate, seconds=1, warm_up_s=0, timeout_s=2)
    assert HttpPlan.parse(plan.dump()) == plan


def test_rows_arrive_as_they_were_sent() -> None:
    rows = [{"name": "Ünal", "tenure": 3, "share": 0.1, "left": None}]
    plan = PredictPlan(predict="m:f", rows=rows, rate=1.5, seconds=1, warm_up_s=0, timeout_s=2)
    assert PredictPlan.parse(plan.dump()) == plan


@given(samples)
def test_samples_arrive_as_they_were_sent(one: Samples) -> None:
    assert Samples.parse(one.dump()) == one


@given(samples, samples)
def test_pooling_adds_and_throws_nothing_away(one: Samples, other: Samples) -> None:
    pooled = Samples()
    for batch in (one, other):
        pooled.pool(batch)
    assert pooled.response == one.response + other.response
    assert pooled.lateness == one.lateness + other.lateness
    assert pooled.reference == one.reference + other.reference
    assert pooled.lost == one.lost + other.lost == sum(pooled.failures.values())
    assert set(pooled.failures) == set(one.failures) | set(other.failures)
    for name in ("offered", "answered", "asked_again", "seconds"):
        assert getattr(pooled, name) == getattr(one, name) + getattr(other, name)
