import pytest

from pytest_prodready.core.estimate import Estimate
from pytest_prodready.core.measurement import Measurement, at_least, at_most, none_of
from pytest_prodready.core.wording import quantity, said


@pytest.mark.parametrize(
    ("number", "unit", "words"),
    [
        (0.231, "share", "23.1%"),
        (0.00039, "share", "0.039%"),
        (0.31, "s", "310 ms"),
        (1.25, "s", "1.25 s"),
        (7043, "rows", "7,043 rows"),
        (1234.56, "rows", "1,234.6 rows"),
    ],
)
def test_numbers_are_said_with_their_unit(number: float, unit: str, words: str) -> None:
    assert quantity(number, unit) == words


@pytest.mark.parametrize(
    ("measurement", "line"),
    [
        (
            at_most("p95", Estimate(0.31, 0.305, 0.322, 500), 0.2, unit="s"),
            "p95: 310 ms > 200 ms [305 ms, 322 ms], n=500",
        ),
        (at_most("p95", Estimate(0.1, 0.09, 0.11, 500), 0.2, unit="s"), "p95: 100 ms <= 200 ms [90 ms, 110 ms], n=500"),
        (
            none_of("invalid samples accepted", ["p.json"], unit="samples"),
            "invalid samples accepted: 1 > 0 samples; p.json",
        ),
        (at_least("words in 'Limits'", 3, 15, unit="words"), "words in 'Limits': 3 < 15 words"),
        (
            at_most("missing", Estimate(0.01, 0.005, 0.04, 100), 0.02, unit="share"),
            "missing: 1% <= 2% holds, but its bound 4% does not at n=100: needs n of about 900",
        ),
        (at_most("p95", float("nan"), 1, unit="s"), "p95: nan against 1 is no comparison of finite numbers"),
    ],
)
def test_a_measurement_is_said_in_one_line(measurement: Measurement, line: str) -> None:
    assert said(measurement) == line
