"""Intervals for shares, means and differences of means of values on a bounded scale, which hold at five values as at five million."""

from __future__ import annotations

import math
from collections.abc import Callable
from statistics import NormalDist
from typing import NamedTuple


class Sample(NamedTuple):
    """What an interval needs to know of some values in [0, 1].

    Attributes:
        n: How many they are.
        mean: Their mean.
        variance: Their sample variance (n - 1 below the line; 0 for one value).
        lowest: How many of them are 0.
        highest: How many of them are 1.
    """

    n: int
    mean: float
    variance: float
    lowest: int = 0
    highest: int = 0

    @classmethod
    def of_sums(cls, n: int, total: float, squares: float, lowest: int = 0, highest: int = 0) -> Sample:
        """The same from the sums of the values and of their squares.

        Example:
            >>> Sample.of_sums(2, 1.0, 1.0, 1, 1)
            Sample(n=2, mean=0.5, variance=0.5, lowest=1, highest=1)
        """
        mean = min(1.0, max(0.0, total / n))
        return cls(n, mean, max(0.0, (squares - n * mean * mean) / (n - 1)) if n > 1 else 0.0, lowest, highest)


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


def share_interval(hits: int, n: int, confidence: float = 0.95, population: int | None = None) -> tuple[float, float]:
    """Wilson's score interval for a share, mended where there are only one or two hits or misses.

    Over all outcomes of n draws it covers, at a nominal 95 %, between 90 and 99.5 % whatever the share (n = 5), 91 and 98.3 % (n = 20), 93 and 97.4 % (n = 200):
    `benchmarks/reviews_intervals.py`. Wilson's own falls to 83 % there.

    Args:
        hits: How many of them.
        n: Of how many; at least 1.
        confidence: Of the interval.
        population: Of how many these n were drawn, where that is known: all of them leave nothing uncertain.

    Returns:
        Low and high, within [0, 1].

    Example:
        >>> [round(bound, 3) for bound in share_interval(0, 10)]
        [0.0, 0.278]
        >>> [round(bound, 3) for bound in share_interval(30, 60, population=100)]
        [0.421, 0.579]

    References:
        E. B. Wilson (1927), JASA 22(158); the mending is that of L. D. Brown, T. T. Cai and A. DasGupta (2001), Statistical Science 16(2), section 4.1.1,
        with the least coverage set to 2 * confidence - 1. Finite population: W. G. Cochran (1977), Sampling Techniques, section 3.6.
    """
    return _score_interval(hits / n, n, n, z_value(confidence), confidence, population)


def mean_interval(sample: Sample, confidence: float = 0.95, population: int | None = None) -> tuple[float, float]:
    """Interval for the mean of values in [0, 1], which narrows where they agree and turns into that of a share where they lie at the ends.

    A share of n draws varies by mean * (1 - mean) / n, and nothing in [0, 1] varies more. The mean of grades varies by a part of that (the design effect of survey
    sampling), so that n grades tell as much about it as n / part draws. The part is not let below the chance that two of the grades lie at the same end: five tens
    say little of the zero that may come sixth, and there Student's interval covers 14 to 60 %. That fades as n grows, since n grades can have missed no more than
    about z * z / n of them at the other end. Nor is it let below 1 / n where all grades are equal. Between the normal quantile of a share and Student's of
    unlike grades it goes by that part.

    Args:
        sample: The values; at least 1.
        confidence: Of the interval.
        population: Of how many these were drawn, where that is known.

    Returns:
        Low and high, within [0, 1].

    Example:
        >>> [round(bound, 3) for bound in mean_interval(Sample(25, 0.5, 0.04))]
        [0.421, 0.579]
        >>> [round(bound, 3) for bound in mean_interval(Sample(5, 1.0, 0.0, highest=5))]
        [0.566, 1.0]

    References:
        Effective number of draws in a share's interval: E. L. Korn and B. I. Graubard (1998), Survey Methodology 24(2). The least part is ours; coverage over 21
        distributions is measured in `benchmarks/reviews_intervals.py`.
    """
    n, mean = sample.n, sample.mean
    most = mean * (1 - mean)
    part = min(1.0, sample.variance * (n - 1) / n / most) if most > 0 else 1.0
    z = z_value(confidence)
    if n > 1 and most > 0:
        alike = (sample.lowest * (sample.lowest - 1) + sample.highest * (sample.highest - 1)) / (n * (n - 1))
        part = max(part, alike * min(1.0, z * z / (n * most)))
    # A variance that rounding made of nothing is none: the sums of a million equal grades leave about 1e-10.
    part = max(part, 1 / n) if sample.variance < 1e-9 else part
    quantile = z if part >= 1 else part * z + (1 - part) * t_value(confidence, n - 1)
    return _score_interval(mean, n / part, n, quantile, confidence, population)


def difference_interval(first: Sample, second: Sample, confidence: float = 0.95) -> tuple[float, float]:
    """Interval for the difference of two means, first minus second, of values in [0, 1].

    Args:
        first: The one; at least 1 value.
        second: The other.
        confidence: Of the interval.

    Returns:
        Low and high, within [-1, 1].

    Example:
        >>> [round(bound, 3) for bound in difference_interval(Sample(50, 0.9, 0.01), Sample(50, 0.4, 0.04))]
        [0.435, 0.56]

    References:
        Composed of the two means' intervals: R. G. Newcombe (1998), Statistics in Medicine 17(8), for shares; G. Y. Zou and A. Donner (2008), Statistics in
        Medicine 27(10), for any.
    """
    (low, high), (other_low, other_high) = mean_interval(first, confidence), mean_interval(second, confidence)
    gap = first.mean - second.mean
    return (
        max(-1.0, gap - math.hypot(first.mean - low, other_high - second.mean)),
        min(1.0, gap + math.hypot(high - first.mean, second.mean - other_low)),
    )


def _score_interval(share: float, draws: float, n: int, z: float, confidence: float, population: int | None) -> tuple[float, float]:
    """Wilson's interval of a share of so many draws, mended, and narrowed where n values are a good part of all there are."""
    if population is not None:
        if n >= population:
            return share, share
        draws *= (population - 1) / (population - n)
    centre = (share + z * z / (2 * draws)) / (1 + z * z / draws)
    half = z / (1 + z * z / draws) * math.sqrt(share * (1 - share) / draws + z * z / (4 * draws * draws))
    low = min(share, centre - half, _least_rate(share * draws, confidence) / draws)
    high = max(share, centre + half, 1 - _least_rate((1 - share) * draws, confidence) / draws)
    if population is not None:
        # What was seen is certain: the rest may at worst all be 0, or all 1.
        low, high = max(low, share * n / population), min(high, 1 - (1 - share) * n / population)
    return max(0.0, low), min(1.0, high)


def _least_rate(hits: float, confidence: float) -> float:
    """The Poisson rate below which so many hits, one or two, would come in fewer than 2 * (1 - confidence) of all samples; no bound beyond two."""
    if hits > 2 + 1e-6:  # two hits may come as 2.0000000001 from sums
        return math.inf
    tail = 2 * (1 - confidence)
    one = -math.log(1 - tail)
    two = _root(lambda rate: 1 - math.exp(-rate) * (1 + rate) - tail)
    return hits * one if hits <= 1 else one + (hits - 1) * (two - one)


def _root(rising: Callable[[float], float]) -> float:
    """Where a function that rises over [0, 20] crosses 0, by halving."""
    low, high = 0.0, 20.0
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (low, middle) if rising(middle) > 0 else (middle, high)
    return low
