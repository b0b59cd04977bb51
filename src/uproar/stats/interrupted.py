"""What followed a moment in a series, against what would have been expected had the series gone on as before.

The course before the moment is a Gaussian process: a level, a straight trend, a rhythm of the day, and noise of which a part lasts. Rates are modelled on the
logarithmic scale, so that a decay after a burst is a straight line there. How much noise there is and how long it lasts is not fitted but averaged over a grid,
each value weighed by how well it explains the course before: an autocorrelation fitted to two days comes out too small, and the interval with it.

References:
    K. H. Brodersen, F. Gallusser, J. Koehler, N. Remy and S. L. Scott (2015), "Inferring causal impact using Bayesian structural time-series models", Annals of
    Applied Statistics 9(1); J. L. Bernal, S. Cummins and A. Gasparrini (2017), "Interrupted time series regression for the evaluation of public health
    interventions: a tutorial", International Journal of Epidemiology 46(1); counts: N. E. Breslow and D. G. Clayton (1993), "Approximate inference in
    generalized linear mixed models", JASA 88(421).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import product
from statistics import NormalDist
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# For rates on the natural logarithm's scale; for means in units that make the largest noise the standard deviation of one value.
_LEVEL: Final = 10.0  # wide enough to say nothing
_SLOPE: Final = math.log(10) / 24  # an hour: a tenfold rise or fall in a day is an ordinary trend
_RHYTHM: Final = (1.0, 0.5, 0.25)  # the first three harmonics of the day, each half of the one before, as smooth rhythms have
_NOISE: Final = tuple(0.02 * 2**k for k in range(8))  # from 2 % to a factor of 13
_LASTING: Final = (0.99, 0.9, 0.6, 0.2)  # share of its variance that lasts
_LIVES: Final = (1.0, 2.0, 4.0, 8.0, 16.0, 32.0)  # how long, in blocks: from one to four days of blocks of three hours
_GRID: Final = tuple(product(_NOISE, _LASTING, _LIVES))
# The grid is even on the logarithm of the noise; before anything is seen every standard deviation is as likely as another (A. Gelman, 2006, Bayesian Analysis 1(3)).
_BELIEF: Final = np.log([size for size, _, _ in _GRID])
_STEPS: Final = 4  # Newton steps for counts
_ENDS: Final = (0.025, 0.975)


@dataclass(frozen=True, slots=True)
class Blocks:
    """A series in blocks of time, shapes (n,).

    Attributes:
        at: Middle of what was observed in the block, in hours.
        hours: How many hours of it were observed.
        total: Events in it, or the sum of its values.
        n: Values in it; not used for events.
    """

    at: Floats
    hours: Floats
    total: Floats
    n: Floats


@dataclass(frozen=True, slots=True)
class Effect:
    """What was observed after a moment and what was expected there; bounds hold 95 %.

    Attributes:
        value, low, high: Observed over expected (events), or observed less expected (means).
        observed: Events, or the mean, after the moment.
        expected, expected_low, expected_high: What the course before led to expect of them.
        course: Expected rate an hour, or mean, of each block before and then after; shape (n,).
        course_low, course_high: Bounds of what a block may show, shapes (n,); before the moment they say how far blocks lay from their course.
        noise: Place of the likeliest noise in the grid, for `noise` of the functions here.
    """

    value: float
    low: float
    high: float
    observed: float
    expected: float
    expected_low: float
    expected_high: float
    course: Floats
    course_low: Floats
    course_high: Floats
    noise: int


@dataclass(frozen=True, slots=True)
class _Seen:
    """The process given what was seen, one row a noise of the grid: mean and covariance (G, m) and (G, m, m), weight (G,)."""

    mean: Floats
    covariance: Floats
    weight: Floats


def blocks(start: Floats, end: Floats, total: Floats, n: Floats, edge: float, width: float) -> Blocks:
    """Join pieces of a series into blocks counted from an edge; a block without a piece is left out.

    Args:
        start: Where each piece begins, in hours, shape (m,).
        end: Where each ends, shape (m,).
        total: Events in each, or the sum of its values, shape (m,).
        n: Values in each, shape (m,).
        edge: Where a block begins, in hours.
        width: Length of a block, in hours.

    Example:
        >>> found = blocks(np.arange(4.0), np.arange(1.0, 5.0), np.array([1.0, 2, 3, 4]), np.ones(4), 0.0, 3.0)
        >>> found.at.tolist(), found.hours.tolist(), found.total.tolist()
        ([1.5, 3.5], [3.0, 1.0], [6.0, 4.0])
    """
    _, index = np.unique(np.floor(((start + end) / 2 - edge) / width), return_inverse=True)
    size = int(index.max(initial=-1)) + 1
    hours, middle, totals, values = (
        np.bincount(index, weights, size).astype(np.float64) for weights in (end - start, (start + end) / 2 * (end - start), total, n)
    )
    return Blocks(middle / hours, hours, totals, values)


def count_effect(before: Blocks, after: Blocks, width: float, noise: int | None = None) -> Effect:
    """How many times as many events followed as the course before leads to expect.

    Args:
        before: Events before the moment; at least one.
        after: Events after it.
        width: Length of a block, in hours.
        noise: The one noise to reckon with, as `Effect.noise` names it; None averages over all.

    Returns:
        The ratio; its interval holds the doubt about level, trend, rhythm and lasting noise, and the chance of the events after.

    Example:
        >>> hours = np.arange(-48.0, 24.0)
        >>> both = [blocks(h, h + 1, np.full(len(h), 50.0), h, 0.0, 3.0) for h in (hours[:48], hours[48:])]
        >>> found = count_effect(*both, 3.0)
        >>> 0.8 < found.low < found.value < found.high < 1.25
        True
    """
    n = len(before.at)
    prior = _prior(np.concatenate((before.at, after.at)), width, 1.0, _SLOPE, noise)
    level = math.log(before.total.sum() / before.hours.sum())
    course = np.log((before.total + 0.5) / before.hours) - level
    for _ in range(_STEPS):
        mean = before.hours * np.exp(course + level)
        # Counts far above their course would throw a Newton step out of bounds: one factor of e is enough for a step.
        working, known = course + np.clip((before.total - mean) / mean, -1.0, 1.0), 1 / mean
        seen = _given(prior, working, known)
        course = seen.weight @ seen.mean[:, :n]
    seen = _given(prior, working, known, whole=True)
    each = after.hours * np.exp(level + seen.mean[:, n:])
    share = each / each.sum(axis=1, keepdims=True)
    covariance = seen.covariance[:, n:, n:]
    variance = np.einsum("gi,gij,gj->g", share, covariance, share)
    # The sum of what varies about its course lies above the sum of the course: the second-order term of its logarithm.
    middle = np.log(each.sum(axis=1)) + 0.5 * (np.einsum("gi,gii->g", share, covariance) - variance)
    observed = float(after.total.sum())
    low, expected, high = (math.exp(_quantile(middle, variance, seen.weight, end)) for end in (_ENDS[0], 0.5, _ENDS[1]))
    # Half an event more keeps the interval finite where nothing followed, and stands for the chance of the events themselves.
    least, most = ((observed + 0.5) / math.exp(_quantile(middle, variance + 1 / (observed + 0.5), seen.weight, end)) for end in _ENDS[::-1])
    value = observed / expected
    course, aside = _summary(seen)
    course_, hours = np.exp(course + level), np.concatenate((before.hours, after.hours))
    aside = np.sqrt(aside**2 + 1 / (course_ * hours))
    reach = NormalDist().inv_cdf(_ENDS[1])
    return Effect(
        value, min(value, least) if observed else 0.0, max(value, most), observed, expected, low, high,
        course_, course_ * np.exp(-reach * aside), course_ * np.exp(reach * aside), int(seen.weight.argmax()),
    )  # fmt: skip


def mean_effect(before: Blocks, after: Blocks, width: float, variance: float, noise: int | None = None) -> Effect:
    """How far the mean of the values that followed lies from what the course before leads to expect.

    Args:
        before: Values before the moment, every block with at least one.
        after: Values after it, likewise.
        width: Length of a block, in hours.
        variance: Of one value about its block's mean; above 0.
        noise: The one noise to reckon with, as `Effect.noise` names it; None averages over all.

    Returns:
        The difference, observed less expected.

    Example:
        >>> hours = np.arange(-48.0, 24.0)
        >>> both = [blocks(h, h + 1, np.full(len(h), 5.0), np.full(len(h), 10.0), 0.0, 3.0) for h in (hours[:48], hours[48:])]
        >>> found = mean_effect(*both, 3.0, 0.04)
        >>> found.low < 0 < found.high, round(found.expected, 2)
        (True, 0.5)
    """
    n, spread, at = len(before.at), math.sqrt(variance), np.concatenate((before.at, after.at))
    # Values on a scale cannot drift off it: their mean varies by no more than one value does, and its trend by as much over the whole stretch.
    prior = _prior(at, width, spread / _NOISE[-1], spread / float(at[-1] - at[0]), noise)
    level = before.total.sum() / before.n.sum()
    seen = _given(prior, before.total / before.n - level, variance / before.n, whole=True)
    share = after.n / after.n.sum()
    middle = level + seen.mean[:, n:] @ share
    doubt = np.einsum("i,gij,j->g", share, seen.covariance[:, n:, n:], share)
    observed = float(after.total.sum() / after.n.sum())
    low, expected, high = (_quantile(middle, doubt, seen.weight, end) for end in (_ENDS[0], 0.5, _ENDS[1]))
    least, most = (observed - _quantile(middle, doubt + variance / after.n.sum(), seen.weight, end) for end in _ENDS[::-1])
    course, aside = _summary(seen)
    aside = NormalDist().inv_cdf(_ENDS[1]) * np.sqrt(aside**2 + variance / np.concatenate((before.n, after.n)))
    course = course + level
    return Effect(
        observed - expected, least, most, observed, expected, low, high, course, course - aside, course + aside, int(seen.weight.argmax())
    )


def _prior(at: Floats, width: float, spread: float, slope: float, noise: int | None) -> Floats:
    """Covariance of the process at these times for every noise of the grid, shape (G, m, m); `slope` an hour, the rest in units of `spread`."""
    apart = np.abs(at[:, None] - at[None, :])
    turns = 2 * np.pi / 24 * (at[:, None] - at[None, :])
    steady = _LEVEL**2 + sum(size**2 * np.cos((k + 1) * turns) for k, size in enumerate(_RHYTHM))
    lasting = {life: np.exp(-apart / (life * width)) for life in _LIVES}
    same = np.eye(len(at))
    grid = _GRID if noise is None else (_GRID[noise],)
    trend = slope**2 * np.outer(at, at)
    return np.asarray([trend + spread**2 * (steady + size**2 * (share * lasting[life] + (1 - share) * same)) for size, share, life in grid])


def _given(prior: Floats, values: Floats, variance: Floats, *, whole: bool = False) -> _Seen:
    """The process given values with known variances at its first times; the covariance only where it is wanted `whole`."""
    n = len(values)
    inverse = np.linalg.inv(prior[:, :n, :n] + np.diag(variance))
    pull = inverse @ values
    weight = 0.5 * np.linalg.slogdet(inverse)[1] - 0.5 * pull @ values
    if len(prior) == len(_GRID):
        weight = weight + _BELIEF
    weight = np.exp(weight - weight.max())
    covariance = prior - prior[:, :, :n] @ inverse @ prior[:, :n, :] if whole else prior[:, :0, :0]
    return _Seen(np.einsum("gmn,gn->gm", prior[:, :, :n], pull), covariance, weight / weight.sum())


def _summary(seen: _Seen) -> tuple[Floats, Floats]:
    """Mean and standard deviation of the averaged process at each of its times, shapes (m,)."""
    mean = seen.weight @ seen.mean
    variance = seen.weight @ (np.diagonal(seen.covariance, axis1=1, axis2=2) + (seen.mean - mean) ** 2)
    return mean, np.sqrt(np.maximum(0.0, variance))


def _quantile(means: Floats, variances: Floats, weights: Floats, level: float) -> float:
    """Quantile of a mixture of normal distributions, by halving."""
    heavy = weights > 1e-6
    parts = [
        (float(w), NormalDist(float(m), math.sqrt(max(v, 1e-18))))
        for m, v, w in zip(means[heavy], variances[heavy], weights[heavy], strict=True)
    ]
    low, high = (edge(part.inv_cdf(level) for _, part in parts) for edge in (min, max))
    total = sum(w for w, _ in parts)
    for _ in range(50):
        middle = (low + high) / 2
        below = sum(w * part.cdf(middle) for w, part in parts) < level * total
        low, high = (middle, high) if below else (low, middle)
    return (low + high) / 2
