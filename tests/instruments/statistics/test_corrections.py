import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import false_discovery_control

from pytest_prodready.instruments.statistics.corrections import benjamini_hochberg, holm

PROBABILITIES = st.lists(st.floats(0, 1), min_size=1, max_size=30)


@given(PROBABILITIES)
def test_benjamini_hochberg_is_scipys(values: list[float]) -> None:
    assert benjamini_hochberg(values) == pytest.approx(list(false_discovery_control(values, method="bh")))


@given(PROBABILITIES, st.floats(0.001, 0.5))
def test_holm_rejects_what_its_steps_reject(values: list[float], level: float) -> None:
    rejected = set()
    for rank, (value, index) in enumerate(sorted((value, index) for index, value in enumerate(values))):
        if value * (len(values) - rank) > level:
            break
        rejected.add(index)
    assert {index for index, value in enumerate(holm(values)) if value <= level} == rejected


def test_a_worked_example() -> None:
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert benjamini_hochberg([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.04, 0.04])


def test_nothing_asked_nothing_corrected() -> None:
    assert (holm([]), benjamini_hochberg([])) == ([], [])
