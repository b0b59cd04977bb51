"""Chance of a count, given what is expected and how much it varies."""

from __future__ import annotations

import math

from uproar.stats.intervals import z_value

_LARGE = 50.0


def tail_probability(count: int, mean: float, variance: float) -> float:
    """Chance of at least `count`, for a count of this mean and variance.

    Negative binomial where the variance exceeds the mean (counts of posts always vary more than Poisson), Poisson otherwise.

    Args:
        count: What was seen.
        mean: What was expected; above 0.
        variance: Of the expected count.

    Returns:
        A probability in [0, 1]; never below 1e-300, so that its logarithm is finite.

    Example:
        >>> round(tail_probability(3, 1.0, 1.0), 4), round(tail_probability(3, 1.0, 3.0), 4), tail_probability(0, 1.0, 1.0)
        (0.0803, 0.134, 1.0)
    """
    if count <= 0:
        return 1.0
    over = variance - mean
    # Terms are summed upwards from `count`: below the mean it is shorter, and safe, to sum the other side.
    if count <= mean:
        return max(1e-300, 1.0 - math.fsum(_chance(k, mean, over) for k in range(count)))
    total, k = 0.0, count
    term = _chance(k, mean, over)
    while term > total * 1e-12 and term > 0.0:
        total += term
        k += 1
        term = _chance(k, mean, over)
    return min(1.0, max(1e-300, total))


def usual_range(mean: float, variance: float, confidence: float = 0.95) -> tuple[int, int]:
    """Least and greatest count that is nothing unusual, for a count of this mean and variance.

    Args:
        mean: What is expected; above 0.
        variance: Of the count.
        confidence: Share of counts within, at least.

    Example:
        >>> usual_range(4.0, 4.0), usual_range(0.01, 0.01)
        ((1, 8), (0, 0))
    """
    aside = (1 - confidence) / 2
    if mean > _LARGE:
        # Sums of so many terms cost seconds; a gamma quantile is then right to within a few counts.
        shape = mean * mean / max(variance, mean)
        z = z_value(confidence)
        lower, upper = (mean * (1 - 1 / (9 * shape) + side * z / (3 * math.sqrt(shape))) ** 3 for side in (-1, 1))
        return max(0, math.floor(lower)), math.ceil(upper)
    low = high = int(mean)
    while low > 0 and 1 - tail_probability(low, mean, variance) > aside:
        low -= 1
    while tail_probability(high + 1, mean, variance) > aside:
        high += 1
    return low, high


def rate_bounds(events: float, confidence: float = 0.95) -> tuple[float, float]:
    """How far a rate learnt from so many events may lie from its estimate, as factors of it.

    Args:
        events: Events it was learnt from, half an event included (Jeffreys' prior); above 0.
        confidence: Of the bounds.

    Returns:
        Low and high factor; the low one is 0 where so few events bound nothing from below.

    Example:
        >>> [round(bound, 2) for bound in rate_bounds(100)], [round(bound, 1) for bound in rate_bounds(0.5)]
        ([0.81, 1.21], [0.0, 4.9])

    References:
        Gamma posterior of a Poisson rate; its quantiles by E. B. Wilson and M. M. Hilferty (1931), PNAS 17(12).
    """
    z = z_value(confidence)
    low, high = (max(0.0, 1 - 1 / (9 * events) + side * z / (3 * math.sqrt(events))) ** 3 for side in (-1, 1))
    return low, high


def _chance(k: int, mean: float, over: float) -> float:
    if over <= mean * 1e-9:
        return math.exp(k * math.log(mean) - mean - math.lgamma(k + 1))
    size = mean * mean / over
    return math.exp(
        math.lgamma(k + size)
        - math.lgamma(size)
        - math.lgamma(k + 1)
        + size * math.log(size / (size + mean))
        + k * math.log(mean / (size + mean))
    )
