"""A fixed piece of work, timed beside every measurement: how much this machine's speed varies by itself."""

import time

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


def spread(times: list[float]) -> float:
    """How far apart the slow and the fast runs of the reference work lie, as a share of the median.

    From the first to the ninth decile: one interrupted run says nothing about the machine.
    """
    ordered = sorted(times)
    if not ordered:
        return 0.0
    low, middle, high = (ordered[int(len(ordered) * share)] for share in (0.1, 0.5, 0.9))
    return (high - low) / middle
