import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_prodready.core.looking import CannotLook
from pytest_prodready.declarations.latency import Latency
from pytest_prodready.instruments.load.offered import at_share, demand_enough, enough, facts, failures, judged
from pytest_prodready.instruments.load.plan import Samples

BUDGET = Latency(p95=0.2, at=100, duration=1)
LENIENT = Latency(p95=0.2, at=100, duration=1, errors=0.1)


def samples(*response: float, lateness: float = 0.0001, reference: tuple[float, ...] = (1.0, 1.0), **counts) -> Samples:
    lost = counts.pop("failures", {})
    offered = len(response) + sum(count for why, count in lost.items() if why != "timeout")
    standard = {"offered": offered, "answered": len(response), "seconds": offered / 100, "failures": lost}
    return Samples([*response], [lateness] * offered, reference=[*reference], **(standard | counts))


def test_a_load_that_can_never_decide_is_refused_with_the_number_it_takes() -> None:
    short = Latency(p99=0.2, at=50, duration=1)
    with pytest.raises(
        CannotLook, match="^prodready.yaml:9: 50 requests cannot decide p99: it needs at least 299$"
    ) as met:
        demand_enough(short, "prodready.yaml:9")
    assert met.value.fix == "raise `for` to 6s at this rate, or the rate"


def test_four_batches_may_be_pooled_to_reach_it() -> None:
    demand_enough(Latency(p99=0.2, at=75, duration=1), "here")


@pytest.mark.parametrize(
    ("latency", "found", "done"),
    [
        (BUDGET, samples(*[0.1] * 58), False),
        (BUDGET, samples(*[0.1] * 59), True),
        (BUDGET, samples(*[0.1] * 59, 0.3), False),
        (BUDGET, samples(*[0.3] * 59), True),
        (BUDGET, samples(answered=0, failures={"econnrefused": 60}), True),
        (BUDGET, samples(*[0.1] * 59, 0.3, failures={"status 500": 1}), True),
        (BUDGET, samples(*[0.1] * 50, failures={"status 500": 10}), False),
        (LENIENT, samples(*[0.1] * 93, failures={"status 500": 7}), False),
        (LENIENT, samples(*[0.1] * 990, failures={"status 500": 10}), True),
        (LENIENT, samples(*[0.1] * 80, failures={"status 500": 20}), True),
    ],
)
def test_when_enough_is_known(latency: Latency, found: Samples, done: bool) -> None:
    assert enough(latency, found) is done


def test_what_was_shown() -> None:
    found = judged(LENIENT, samples(*[0.1] * 95, failures={"status 500": 3, "econnreset": 2}), ("golden/a.json: no",))
    assert (found.percentiles[0.95].value, found.percentiles[0.95].n) == (0.1, 95)
    assert (found.failed, found.n, found.wrong_answers) == (5, 100, ("golden/a.json: no",))
    assert found.failures == ("3 x status 500", "2 x econnreset")
    assert found.failed_share.value == 0.05


def reason(latency: Latency, found: Samples) -> CannotLook:
    with pytest.raises(CannotLook) as met:
        judged(latency, found, ())
    return met.value


def test_nothing_succeeded() -> None:
    met = reason(BUDGET, samples(answered=0, failures={"econnrefused": 60}))
    assert met.reason == "no request of 60 succeeded: there is nothing to take a percentile of"
    assert met.details == ("60 x econnrefused",)


def test_all_timed_out_is_slow_and_not_unknown() -> None:
    found = judged(BUDGET, samples(*[2.0] * 60, answered=0, failures={"timeout": 60}), ())
    assert (found.percentiles[0.95].low, found.failed) == (2.0, 60)


def test_too_few_answers() -> None:
    met = reason(BUDGET, samples(*[0.1] * 40, failures={"status 500": 60}))
    assert met.reason == "40 timed requests cannot decide, 59 could"


@pytest.mark.parametrize("took", [0.1, 0.201])
def test_a_generator_that_is_late_blames_nobody(took: float) -> None:
    met = reason(BUDGET, samples(*[took] * 100, lateness=0.0101))
    assert met.reason == (
        "the load generator could not keep up: 5 % of requests left 10.1 ms late or more, "
        "100 of 100 requests a second: nothing is said of the service"
    )


def test_a_generator_that_sends_less_blames_nobody() -> None:
    met = reason(BUDGET, samples(*[0.1] * 100, seconds=1.02))
    assert "98 of 100 requests a second" in met.reason


def test_a_service_too_slow_by_more_than_the_lateness_is_too_slow() -> None:
    found = judged(BUDGET, samples(*[0.3] * 100, lateness=0.05, seconds=2.0), ())
    assert found.percentiles[0.95].low == 0.3


def test_a_tiny_budget_allows_what_any_machine_needs() -> None:
    tiny = Latency(p95=0.002, at=100, duration=1)
    assert judged(tiny, samples(*[0.001] * 100, lateness=0.0009), ()).n == 100
    assert "could not keep up" in reason(tiny, samples(*[0.001] * 100, lateness=0.0011)).reason


def test_few_samples_of_a_median_are_enough_to_see_lateness() -> None:
    median = Latency(p50=0.2, at=20, duration=1)
    assert "could not keep up" in reason(median, samples(*[0.1] * 20, lateness=0.02)).reason


def test_a_noisy_machine_decides_what_is_clear_and_nothing_else() -> None:
    noisy = (1.0, 1.0, 1.5, 1.5)
    assert judged(BUDGET, samples(*[0.1] * 100, reference=noisy), ()).n == 100
    met = reason(BUDGET, samples(*[0.15] * 100, reference=noisy))
    assert met.reason == "the machine is too noisy to decide: the same work took 40% more or less beside the load"
    assert met.details == ("p95 150.0 to 150.0 ms, budget 200 ms",)


def test_the_numbers_of_the_evidence() -> None:
    told = facts(BUDGET, samples(*[number / 100 for number in range(1, 101)], asked_again=2))
    assert told == {
        "rate": 100,
        "answered": 100,
        "failed": 0,
        "asked_again": 2,
        "load_s": 1.0,
        "reference_spread": 0.0,
        "p50_s": 0.5,
        "p95_s": 0.95,
        "p99_s": 0.99,
        "lateness_p95_s": 0.0001,
        "lateness_p99_s": 0.0001,
    }
    assert "p50_s" not in facts(BUDGET, samples(answered=0, failures={"econnrefused": 9}))


def test_what_failed_is_told_most_frequent_first_and_clean() -> None:
    told = failures(Samples(failures={f"row {n}: \x1b[31m" + "x" * 300: n for n in range(1, 9)}))
    assert len(told) == 5
    assert told[0].startswith("8 x row 8: \\x1b[31mxxx")
    assert max(map(len, told)) < 150


@given(st.lists(st.floats(0, 9), min_size=1), st.floats(0.01, 1))
def test_at_share_leaves_no_more_than_the_rest_above(values: list[float], share: float) -> None:
    found = at_share(sorted(values), share)
    assert found in values
    assert sum(value > found for value in values) <= (1 - share) * len(values) + 1e-6
