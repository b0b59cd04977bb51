"""Which counts stand out of their own kind, where nothing but those counts says how far they usually spread."""

from __future__ import annotations

import math
from typing import Any, Final, TypeAlias

import numpy as np

from uproar.stats.counts import tail_probability

Array: TypeAlias = np.ndarray[Any, Any]

LEAST_VALUES: Final = 20  # with fewer, half of them are too few to learn a scale from
_TAIL: Final = 0.1  # the tail is the uppermost tenth, as is usual for peaks over a threshold
_EXACT_BELOW: Final = 1000  # a sum of so many terms takes a thousandth of a second
_LEAST_TAIL: Final = 20  # or so many values, where a tenth is fewer; never more than half
_LEARNT: Final = 0.75  # share of the tail from which its scale is learnt; the rest may be out of line without hiding itself
_MEDIAN_SQUARE: Final = 0.4549  # median of chi-squared with one degree of freedom


def log_excess(count: Array, expected: Array, known: Array, usual: Array | None = None) -> Array:
    """How far counts lie above what is expected of them, on the logarithmic scale and in units of their usual spread.

    Args:
        count: What was counted.
        expected: What was expected of it; at least 0, same shape.
        known: Events from which each expectation was learnt; same shape.
        usual: Which of them say what is usual, a mask; without it, all.

    Returns:
        Logarithm of the ratio, half an event added on either side, over its spread; same shape. The spread is Poisson's own, and beside it what the
        counts with the larger expectations vary beyond it about their middle (by medians, so that few outliers do not widen it).

    Example:
        >>> np.round(log_excess(np.array([10, 10, 10, 40]), np.full(4, 10.0), np.full(4, 100)), 1).tolist()
        [0.0, 0.0, 0.0, 4.2]

    References:
        Half an event: J. B. S. Haldane (1956), "The estimation and significance of the logarithm of a ratio of frequencies", Annals of Human Genetics 20.
    """
    ratio = np.log((count + 0.5) / (expected + 0.5))
    by_chance = 1 / (expected + 0.5) + (expected / (expected + 0.5)) ** 2 / (known + 0.5)
    usual = np.ones(len(count), bool) if usual is None else usual
    telling = usual & (expected >= max(1.0, float(np.median(expected[usual]))))
    around = ratio[telling] - np.median(ratio[telling]) if telling.any() else np.zeros(1)
    beyond = np.median(around**2) / _MEDIAN_SQUARE - np.median(by_chance[telling]) if telling.any() else 0.0
    return np.asarray(ratio / np.sqrt(by_chance + max(0.0, float(beyond))))


def expected_by_chance(values: Array, usual: Array | None = None, least: int = LEAST_VALUES) -> Array:
    """How many values as far out as each are expected by chance alone, if the tail is exponential.

    The scale of the tail is learnt from its lower three quarters (censored sampling): up to 2.5 % of all values may be out of line without widening the scale
    that they are judged by. Where the values are logarithms of ratios, an exponential tail is a power law of the ratios, which ratios of counts with
    gamma over-dispersion have; a lighter tail makes the judgement stricter than said, never laxer.

    Args:
        values: Of one kind.
        usual: Which of them the tail is learnt from, a mask; without it, all.
        least: With fewer usual ones, the scale is learnt from all of these, as an exponential law on either side of their middle.

    Returns:
        Expected numbers, same shape, already corrected for how many usual values there are: 0.05 means one false alarm in twenty such sets. Values outside
        the uppermost quarter of the tail have the size of that quarter.

    Example:
        >>> usual = -np.log(np.arange(1, 101) / 101)
        >>> np.round(expected_by_chance(np.append(usual, 12.0))[[50, -1]], 3).tolist()
        [5.0, 0.006]

    References:
        Peaks over a threshold: J. Pickands (1975), Annals of Statistics 3(1). Given the r lowest of m exponential values, their total time on test over the
        scale is gamma(r), and the excesses above are new exponential values: B. Epstein and M. Sobel (1953), "Life testing", JASA 48(263).
    """
    learnt_from = values if usual is None else values[usual]
    size = len(learnt_from)
    if size < least:
        middle = np.median(learnt_from)
        total, beyond = float(np.abs(learnt_from - middle).sum()), np.maximum(values - middle, 0.0)
        rarer = np.exp((1 - size) * np.log1p(beyond / total)) if total > 0 else (beyond <= 0).astype(float)
        return np.asarray(size / 2 * rarer)
    tail = min(size // 2, max(int(size * _TAIL), _LEAST_TAIL))
    learnt = int(tail * _LEARNT)
    above = np.sort(learnt_from)[size - tail - 1 :]  # the threshold, then the tail
    excess = above[1:] - above[0]
    edge = excess[learnt - 1]
    total = float(excess[:learnt].sum() + (tail - learnt) * edge)
    beyond = np.maximum(values - above[0] - edge, 0.0)
    if total <= 0:
        return np.where(beyond > 0, 0.0, float(tail - learnt))
    return np.asarray((tail - learnt) * np.exp(-learnt * np.log1p(beyond / total)))


def chance_of_count(count: float, expected: float, known: float) -> float:
    """Chance of at least `count` where the rate behind `expected` was itself learnt from `known` events, by Poisson's law alone.

    Args:
        count: What was counted.
        expected: What was expected of it; above 0.
        known: Events from which that was learnt.

    Returns:
        The tail of the negative binomial that a gamma posterior with half an event (Jeffreys' prior) gives; of counts over a thousand, of the gamma law of the
        same mean and variance.

    Example:
        >>> round(chance_of_count(10, 10.0, 1000), 2), chance_of_count(0, 10.0, 1000)
        (0.54, 1.0)
        >>> round(chance_of_count(1000, 1000.0, 1e9), 2)
        0.5

    References:
        Gamma tail: E. B. Wilson and M. M. Hilferty (1931), PNAS 17(12).
    """
    if count < _EXACT_BELOW:
        return tail_probability(int(count), expected, expected + expected * expected / (known + 0.5))
    shape = 1 / (1 / expected + 1 / (known + 0.5))
    root = (count / expected) ** (1 / 3)
    return 0.5 * math.erfc((root - 1 + 1 / (9 * shape)) * 3 * math.sqrt(shape) / math.sqrt(2))
