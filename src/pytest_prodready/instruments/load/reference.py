"""A fixed piece of work, timed beside every measurement: how much this machine's speed varies by itself."""

import statistics
import time
from collections.abc import Sequence

_ROUNDS, _REPEATS = 20_000, 9


def reference_times() -> list[float]:
    """Seconds of the same small computation, several times in a row."""
    return [_timed() for _ in range(_REPEATS)]


def _timed() -> float:
    started = time.perf_counter()
    total = 0
    for number in range(_ROUNDS):
        total += number * number % 7
    return time.perf_counter() - started


def spread(times: Sequence[float]) -> float:
    """How far apart the slow and the fast runs of the reference work lie, as a share of the median.

    From the first to the third quartile: that is how much the speed varies. A neighbour who takes the core for some
    milliseconds shows beyond them, and in the answers themselves, whose tail it lengthens and does not multiply.
    """
    if len(times) < 2:  # noqa: PLR2004 - one run has no spread
        return 0.0
    low, middle, high = statistics.quantiles(times, method="inclusive")
    return (high - low) / middle
