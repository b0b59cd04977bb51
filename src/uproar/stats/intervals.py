"""Intervals for shares and means."""

from __future__ import annotations

import math
from statistics import NormalDist


def z_value(confidence: float) -> float:
    """Two-sided normal quantile of a confidence.

    Example:
        >>> round(z_value(0.95), 3)
        1.96
    """
    return NormalDist().inv_cdf(0.5 + confidence / 2)


def t_value(confidence: float, degrees: int) -> float:
    """Two-sided quantile of Student's t, within 0.3 % from 3 degrees of freedom on (exact for 1 and 2).

    Example:
        >>> [round(t_value(0.95, n), 2) for n in (1, 2, 4, 10, 1000)]
        [12.71, 4.3, 2.78, 2.23, 1.96]

    References:
        G. W. Hill (1970), Algorithm 396: Student's t-quantiles, CACM 13(10).
    """
    tail = 1 - confidence
    if degrees == 1:
        return 1 / math.tan(tail * math.pi / 2)
    if degrees == 2:
        return math.sqrt(2 / (tail * (2 - tail)) - 2)
    a = 1 / (degrees - 0.5)
    b = 48 / (a * a)
    c = ((20_700 * a / b - 98) * a - 16) * a + 96.36
    d = ((94.5 / (b + c) - 3) / b + 1) * math.sqrt(a * math.pi / 2) * degrees
    y = (d * tail) ** (2 / degrees)
    if y > 0.05 + a:
        x = -z_value(confidence)
        y = x * x
        if degrees < 5:
            c += 0.3 * (degrees - 4.5) * (x + 0.6)
        c = (((0.05 * d * x - 5) * x - 7) * x - 2) * x + b + c
        y = (((((0.4 * y + 6.3) * y + 36) * y + 94.5) / c - y - 3) / b + 1) * x
        y = math.expm1(a * y * y)
    else:
        y = ((1 / (((degrees + 6) / (degrees * y) - 0.089 * d - 0.822) * (degrees + 2) * 3) + 0.5 / (degrees + 4)) * y - 1) * (
            degrees + 1
        ) / (degrees + 2) + 1 / y
    return math.sqrt(degrees * y)


def share_interval(hits: int, n: int, confidence: float = 0.95) -> tuple[float, float]:
    """Wilson's score interval for a share.

    Args:
        hits: How many of them.
        n: Of how many; at least 1.
        confidence: Of the interval.

    Returns:
        Low and high, within [0, 1].

    Example:
        >>> [round(bound, 3) for bound in share_interval(0, 10)]
        [0.0, 0.278]

    References:
        E. B. Wilson (1927), JASA 22(158); recommended by Brown, Cai and DasGupta (2001), Statistical Science 16(2).
    """
    z = z_value(confidence)
    share = hits / n
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    # At the ends the bound is 0 or 1 exactly; rounding would put it a hair inside, and the share itself outside its interval.
    return (0.0 if hits == 0 else max(0.0, centre - half)), (1.0 if hits == n else min(1.0, centre + half))


def mean_interval(n: int, mean: float, variance: float, confidence: float = 0.95) -> tuple[float, float]:
    """Student's interval for the mean of values in [0, 1], kept within [0, 1].

    Args:
        n: Values; at least 2.
        mean: Their mean.
        variance: Their sample variance (n - 1 below the line).
        confidence: Of the interval.

    Example:
        >>> [round(bound, 3) for bound in mean_interval(25, 0.5, 0.04)]
        [0.417, 0.583]
    """
    half = t_value(confidence, n - 1) * math.sqrt(_least_variance(n, mean, variance) / n)
    return max(0.0, mean - half), min(1.0, mean + half)


def _least_variance(n: int, mean: float, variance: float) -> float:
    """The sample variance, or that of one unlike value among n + 1: a few equal grades do not make the next one certain."""
    return max(variance, mean * (1 - mean) / (n + 1))


def difference_interval(first: tuple[int, float, float], second: tuple[int, float, float], confidence: float = 0.95) -> tuple[float, float]:
    """Welch's interval for the difference of two means, first minus second, of values in [0, 1].

    Args:
        first: Number (at least 2), mean and sample variance of the one.
        second: The same of the other.
        confidence: Of the interval.

    Returns:
        Low and high, within [-1, 1].

    Example:
        >>> [round(bound, 3) for bound in difference_interval((50, 0.9, 0.01), (50, 0.4, 0.04))]
        [0.437, 0.563]

    References:
        B. L. Welch (1947), Biometrika 34(1-2).
    """
    (n, mean, variance), (m, other, spread) = first, second
    a, b = _least_variance(n, mean, variance) / n, _least_variance(m, other, spread) / m
    gap = mean - other
    if a + b == 0:
        return gap, gap
    # Shares of the total, so that the squares of tiny variances cannot vanish.
    p, q = a / (a + b), b / (a + b)
    degrees = max(1, int(1 / (p * p / (n - 1) + q * q / (m - 1))))
    half = t_value(confidence, degrees) * math.sqrt(a + b)
    return max(-1.0, gap - half), min(1.0, gap + half)
