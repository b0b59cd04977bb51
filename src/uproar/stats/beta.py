"""The beta distribution, and with it the tail of the binomial, over whole arrays."""

from __future__ import annotations

import math
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]

_STEPS: Final = 400  # of the continued fraction; it needs about the root of the larger parameter, and stops when nothing changes
_TINY: Final = 1e-300
_lgamma = np.frompyfunc(math.lgamma, 1, 1)


def log_beta(a: npt.ArrayLike, b: npt.ArrayLike) -> Floats:
    """Logarithm of the beta function, element by element; both parameters above 0.

    Example:
        >>> float(log_beta(2.0, 3.0).round(6)) == round(math.log(1 / 12), 6)
        True
    """
    first, second = np.asarray(a, float), np.asarray(b, float)
    return np.asarray(_lgamma(first) + _lgamma(second) - _lgamma(first + second), float)


def beta_cdf(x: npt.ArrayLike, a: npt.ArrayLike, b: npt.ArrayLike) -> Floats:
    """Chance that a beta variable lies at or below x (the regularised incomplete beta function), element by element.

    Args:
        x: In [0, 1].
        a: First parameter, above 0.
        b: Second parameter, above 0.

    Example:
        >>> [float(value) for value in beta_cdf([0.0, 0.5, 0.9, 1.0], 2.0, 2.0).round(3)]
        [0.0, 0.5, 0.972, 1.0]

    References:
        DLMF 8.17.22, evaluated by the modified Lentz method: Press et al. (2007), Numerical Recipes, 3rd ed., section 6.4.
    """
    place, first, second = np.broadcast_arrays(np.asarray(x, float), np.asarray(a, float), np.asarray(b, float))
    # The fraction converges fast below the mean only; above it the other tail is taken.
    swap = place > (first + 1) / (first + second + 2)
    z, p, q = np.where(swap, 1 - place, place), np.where(swap, second, first), np.where(swap, first, second)
    with np.errstate(divide="ignore"):
        front = np.exp(p * np.log(z) + q * np.log1p(-z) - log_beta(p, q)) / p
    tail = np.clip(front * _fraction(z, p, q), 0.0, 1.0)
    return np.asarray(np.where(swap, 1 - tail, tail))


def _fraction(z: Floats, p: Floats, q: Floats) -> Floats:
    c = np.ones_like(z)
    d = 1 / _kept(1 - (p + q) * z / (p + 1))
    value = d.copy()
    for m in range(1, _STEPS):
        even = m * (q - m) * z / ((p + 2 * m - 1) * (p + 2 * m))
        d, c = 1 / _kept(1 + even * d), _kept(1 + even / c)
        value *= d * c
        odd = -(p + m) * (p + q + m) * z / ((p + 2 * m) * (p + 2 * m + 1))
        d, c = 1 / _kept(1 + odd * d), _kept(1 + odd / c)
        change = d * c
        value *= change
        if np.all(np.abs(change - 1) < 1e-12):
            break
    return value


def _kept(values: Floats) -> Floats:
    return np.where(np.abs(values) < _TINY, _TINY, values)


def binomial_tail(hits: float, n: float, share: npt.ArrayLike) -> Floats:
    """Chance of at least `hits` among n draws for each share; neither needs to be whole.

    Args:
        hits: At least this many, in [0, n].
        n: Draws, also a weighted number of them.
        share: Chance of a hit on each draw.

    Example:
        >>> [float(value) for value in binomial_tail(2, 3, [0.0, 0.5, 1.0]).round(3)]
        [0.0, 0.5, 1.0]
    """
    if hits <= 0:
        return np.ones_like(np.asarray(share, float))
    return beta_cdf(share, hits, n - hits + 1)
