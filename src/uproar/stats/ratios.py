"""How many times as often something happens in one group as in another."""

from __future__ import annotations

import math

from uproar.stats.intervals import z_value


def rate_ratio(hits: float, n: int, other_hits: float, other_n: int, confidence: float = 0.95) -> tuple[float, float, float]:
    """Ratio of two shares, with an interval on the logarithmic scale; half a hit is added to either side, which draws a ratio from few hits towards 1.

    Args:
        hits: How many of the first group; fractions where each member has one vote to spread. Votes vary less than whole hits, so the interval is then wide.
        n: Size of the first group; at least 1.
        other_hits: How many of the second group.
        other_n: Size of the second group; at least 1.
        confidence: Of the interval.

    Returns:
        The ratio, first over second, and its low and high bound.

    Example:
        >>> [round(bound, 2) for bound in rate_ratio(20, 100, 10, 100)]
        [1.95, 0.98, 3.89]
        >>> rate_ratio(3, 10, 0, 10)[1] < 1
        True

    References:
        Half a hit added: H. M. Pettigrew, J. J. Gart and D. G. Thomas (1986), "The bias and higher cumulants of the logarithm of a binomial variate",
        Biometrika 73(2).
    """
    a, n_a, b, n_b = hits + 0.5, n + 0.5, other_hits + 0.5, other_n + 0.5
    middle = math.log(a / n_a) - math.log(b / n_b)
    half = z_value(confidence) * math.sqrt(max(0.0, 1 / a - 1 / n_a) + max(0.0, 1 / b - 1 / n_b))
    return math.exp(middle), math.exp(middle - half), math.exp(middle + half)
