import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_prodready.instruments.load.schedule import constant


@given(st.floats(0.5, 1000), st.floats(0.01, 3))
def test_moments_are_even_and_as_many_as_the_rate_says(rate: float, seconds: float) -> None:
    moments = list(constant(rate, seconds))
    assert len(moments) == round(rate * seconds)
    assert moments == pytest.approx([number / rate for number in range(len(moments))])


def test_errors_do_not_add_up() -> None:
    assert list(constant(3, 1000))[2999] == 2999 / 3
