import math
import warnings
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from pytest_prodready.instruments.statistics.agreement import cohens_kappa

LABEL = st.sampled_from("abc")


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(LABEL, LABEL), min_size=1, max_size=40))
def test_kappa_is_that_of_sklearn(pairs):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        expected = cohen_kappa_score(*zip(*pairs, strict=True))
    if math.isnan(expected):
        with pytest.raises(ValueError, match="kappa needs two different labels"):
            cohens_kappa(Counter(pairs))
        return
    found = cohens_kappa(Counter(pairs))
    assert found.value == pytest.approx(expected, abs=1e-12)
    assert -1 <= found.low <= found.value <= found.high <= 1
    assert found.n == len(pairs)


@pytest.mark.parametrize("n", [30, 100, 500])
@pytest.mark.parametrize(("base", "kept"), [(0.5, 0.9), (0.5, 0.6), (0.2, 0.8)])
def test_nineteen_of_twenty_lower_bounds_lie_below_what_is_true(n, base, kept):
    random = np.random.default_rng(11)
    # The second annotator keeps the first one's label, or else draws one: kappa is the share that is kept.
    beyond = 0
    for _ in range(1000):
        one = random.random(n) < base
        other = np.where(random.random(n) < kept, one, random.random(n) < base)
        counts = Counter(zip(one.tolist(), other.tolist(), strict=True))
        try:
            beyond += cohens_kappa(counts).low > kept
        except ValueError:
            continue
    # 5 % of 1,000 are 50; three standard deviations more are 71, and small samples are skewed.
    assert beyond <= (71 if n >= 100 else 85)


def test_the_bound_of_many_is_the_asymptotic_one():
    random = np.random.default_rng(2)
    cells, shares = [("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")], [0.4, 0.15, 0.05, 0.4]
    spread = np.std(
        [
            cohens_kappa(dict(zip(cells, drawn.tolist(), strict=True))).value
            for drawn in random.multinomial(2000, shares, 3000)
        ]
    )
    found = cohens_kappa(dict(zip(cells, [800, 300, 100, 800], strict=True)))
    assert found.high - found.value == pytest.approx(1.645 * spread, rel=0.05)
    assert found.value - found.low == pytest.approx(1.645 * spread, rel=0.1)


def test_all_agree_and_yet_few_prove_little():
    assert cohens_kappa({("a", "a"): 3, ("b", "b"): 3}).low < 0.4
    assert cohens_kappa({("a", "a"): 300, ("b", "b"): 300}).low > 0.98
    with pytest.raises(ValueError, match="at least one pair"):
        cohens_kappa({})
