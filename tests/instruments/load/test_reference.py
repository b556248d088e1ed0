import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_prodready.instruments.load.reference import reference_times, spread


def test_the_work_is_done_several_times() -> None:
    times = reference_times()
    assert len(times) == 9
    assert all(time > 0 for time in times)


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ([1.0] * 9, 0.0),
        ([1.0] * 8 + [50.0], 0.0),
        ([0.8, 0.9, 1.0, 1.1, 1.2], 0.2),
        ([1.0] * 5 + [2.0] * 5, 2 / 3),
        ([1.0], 0.0),
        ([], 0.0),
    ],
)
def test_the_spread_is_between_the_quartiles(times: list[float], expected: float) -> None:
    assert spread(times) == pytest.approx(expected)


@given(st.lists(st.floats(0.001, 10), min_size=2), st.floats(0.1, 10))
def test_a_machine_twice_as_fast_has_the_same_spread(times: list[float], factor: float) -> None:
    assert spread([time * factor for time in times]) == pytest.approx(spread(times))
    assert spread(times) >= 0
