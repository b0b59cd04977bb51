"""Whether events follow each other more evenly than independent ones would."""

from __future__ import annotations

import math


def evenness_chance(gaps: int, log_sum: float) -> float:
    """Chance that independent events of a steady rate leave gaps at least so even; a rate that changes makes gaps less even, never more.

    Args:
        gaps: How many; at least 2.
        log_sum: Sum over them of the logarithm of the mean gap over the gap; 0 where all are equal, about 0.58 a gap for independent events.

    Returns:
        The lower tail of Moran's statistic, a probability in [0, 1].

    Example:
        >>> round(evenness_chance(16, 16 * 0.577), 2), evenness_chance(16, 16 * 0.02) < 1e-8
        (0.6, True)

    References:
        P. A. P. Moran (1951), "The random division of an interval, part II", JRSS B 13(1): twice the sum, over Bartlett's factor, is chi-squared with
        one degree of freedom less than there are gaps.
    """
    half = max(log_sum, 0.0) / (1 + (gaps + 1) / (6 * gaps))
    shape = (gaps - 1) / 2
    if half <= 0:
        return 0.0
    # Chi-squared below x is gamma(shape) below x / 2; the series is short where it matters, far below the mean.
    total = term = 1.0
    k = 1
    while term > total * 1e-12 and k < 10_000:
        term *= half / (shape + k)
        total += term
        k += 1
    return min(1.0, math.exp(shape * math.log(half) - half - math.lgamma(shape + 1) + math.log(total)))
