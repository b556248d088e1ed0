"""When requests are meant to be sent: an open loop, which never waits for an answer."""

import random
from collections.abc import Iterator


def constant(rate: float, seconds: float) -> Iterator[float]:
    """Evenly spaced moments, in seconds from the start."""
    return (index / rate for index in range(round(rate * seconds)))


def poisson(rate: float, seconds: float, seed: int) -> Iterator[float]:
    """Moments of independent users: exponential gaps, the same ones for the same seed."""
    draw = random.Random(seed)  # noqa: S311 - arrivals, not secrets
    moment = draw.expovariate(rate)
    while moment < seconds:
        yield moment
        moment += draw.expovariate(rate)
