"""Tail probabilities of the two tests of drift."""

import math


def chi_squared_tail(value: float, freedom: int) -> float:
    """The probability that chi-squared with `freedom` degrees of freedom is at least `value`.

    The finite sums for whole degrees of freedom: M. Abramowitz and I. Stegun, "Handbook of Mathematical Functions",
    26.4.4 and 26.4.5. Terms are exponentiated one by one, so that large degrees of freedom do not overflow.
    """
    if value <= 0 or freedom < 1:
        return 1.0
    half, log_half = value / 2, math.log(value) - math.log(2)
    offset = 0.5 if freedom % 2 else 0.0
    tail = math.erfc(math.sqrt(half)) if freedom % 2 else 0.0
    powers = (index + offset for index in range(freedom // 2))
    tail += math.fsum(math.exp(power * log_half - half - math.lgamma(power + 1)) for power in powers)
    return min(1.0, tail)


def kolmogorov_tail(distance: float, n: int, m: int) -> float:
    """The probability that two samples of one distribution lie at least `distance` apart (Kolmogorov-Smirnov D).

    The asymptotic series with the correction for finite samples of M. A. Stephens, "Use of the Kolmogorov-Smirnov,
    Cramér-von Mises and related statistics without extensive tables", JRSS B 32 (1970) 115-122.
    """
    if distance <= 0 or n < 1 or m < 1:
        return 1.0
    root = math.sqrt(n * m / (n + m))
    scaled = (root + 0.12 + 0.11 / root) * distance
    if scaled < 0.3:  # noqa: PLR2004 - the tail is 1 to five digits, where the series converges slowly
        return 1.0
    terms = ((-1) ** (k - 1) * math.exp(-2 * (k * scaled) ** 2) for k in range(1, 101))
    return min(1.0, max(0.0, 2 * math.fsum(terms)))
