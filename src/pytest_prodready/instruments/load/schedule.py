"""When requests are meant to be sent: an open loop, which never waits for an answer."""

from collections.abc import Iterator


def constant(rate: float, seconds: float) -> Iterator[float]:
    """Evenly spaced moments, in seconds from the start."""
    return (index / rate for index in range(round(rate * seconds)))
