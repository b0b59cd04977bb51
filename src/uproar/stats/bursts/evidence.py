"""How much a count speaks for a burst: surprise against an expectation, the price of a short window, the mean of a count that is not 0."""

from __future__ import annotations

import math
from typing import Final

_NEVER_SEEN: Final = 1e-9


def surprise(count: float, expected: float, dispersion: float) -> float:
    """How far a count lies above its expectation: the log-likelihood ratio of a negative binomial, 0 at or below the expectation.

    A Chernoff bound: with mean `expected` and variance `expected + dispersion * expected ** 2`, a count this high or higher has a probability of at most
    exp(-surprise).

    Args:
        count: What was counted, at least 0.
        expected: Its mean, above 0.
        dispersion: Squared coefficient of variation of the underlying rate, above 0.

    Example:
        >>> round(surprise(10, 2.0, 1e-9), 3)  # Poisson: 10 * log(10 / 2) - 10 + 2
        8.094
        >>> surprise(2, 2.0, 0.1)
        0.0

    References:
        H. Chernoff (1952), Annals of Mathematical Statistics 23(4), 493-507.
    """
    if count <= expected:
        return 0.0
    shape = 1.0 / dispersion
    return count * math.log(count / expected) - (count + shape) * math.log1p((count - expected) / (expected + shape))


def penalised(evidence: float, window: int, longest: int) -> float:
    """The evidence of a window that is one of many: a shorter one had more chances to stand out.

    Args:
        evidence: Log-likelihood ratio, at least 0.
        window: Length of the window.
        longest: Length of the longest window that was looked at, which pays nothing; so does a longer one.

    Example:
        >>> round(penalised(20.0, 1, 24), 2), round(penalised(20.0, 24, 24), 2), penalised(1.0, 1, 24)
        (11.75, 20.0, 0.0)

    References:
        L. Duembgen, V. Spokoiny (2001), Multiscale testing of qualitative hypotheses, Annals of Statistics 29(1), 124-152.
    """
    price = math.sqrt(2 + 2 * math.log(max(1.0, longest / window))) - math.sqrt(2)
    return max(0.0, math.sqrt(2 * evidence) - price) ** 2 / 2


def given_used(mean: float, error: float) -> tuple[float, float]:
    """Mean of a Poisson count given that it is not 0, with the standard error that an error of its rate leaves.

    Example:
        >>> [round(value, 3) for value in given_used(1e-6, 1e-6)], [round(value, 3) for value in given_used(20.0, 2.0)]
        ([1.0, 0.0], [20.0, 2.0])
    """
    if mean < _NEVER_SEEN:
        return 1.0, 0.5 * error
    none = math.exp(-mean)
    used = -math.expm1(-mean)
    return mean / used, error * max(0.0, (used - mean * none) / used**2)
