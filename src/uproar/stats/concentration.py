"""How unevenly a total is spread over those who make it up; spreads come as counts: how many of them have 1, how many have 2, and so on."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

import numpy as np

_DRAWS: Final = 400  # the ends of a 95 % range are then the tenth from either end


def top_share(spread: Mapping[int, int], top: int) -> float:
    """Share of the whole that the `top` largest have.

    Args:
        spread: Size to how many have it; sizes above 0.
        top: How many; at least 1.

    Example:
        >>> top_share({5: 1, 1: 5}, 1), top_share({5: 1, 1: 5}, 3)
        (0.5, 0.7)
    """
    taken, left = 0, top
    for size in sorted(spread, reverse=True):
        number = min(left, spread[size])
        taken += number * size
        left -= number
    return taken / sum(size * number for size, number in spread.items())


def gini(spread: Mapping[int, int]) -> float:
    """Gini's coefficient: 0 where all have the same, near 1 where one has all.

    Args:
        spread: Size to how many have it; sizes above 0.

    Example:
        >>> gini({3: 7}), gini({1: 1, 3: 1})
        (0.0, 0.25)

    References:
        C. Gini (1912); as half the relative mean difference, computed from the sorted values.
    """
    members = sum(spread.values())
    before, ranked, total = 0, 0.0, 0
    for size in sorted(spread):
        number = spread[size]
        ranked += size * number * (before + (number + 1) / 2)  # the mean rank of equals
        before += number
        total += size * number
    return 2 * ranked / (members * total) - (members + 1) / members


def even_top_share(total: int, members: int, top: int) -> tuple[float, float, float]:
    """Share that the `top` largest would have by chance alone, if all members were alike and each had at least one.

    Args:
        total: Of how many things; at least `members`.
        members: Over how many they fell; at least 1.
        top: How many of the largest.

    Returns:
        The expected share and the ends of its central 95 %, from 400 draws with a fixed seed.

    Example:
        >>> even_top_share(100, 100, 1)
        (0.01, 0.01, 0.01)
        >>> [round(share, 2) for share in even_top_share(10_000, 1_000, 10)]
        [0.02, 0.02, 0.02]

    References:
        Independent Poisson counts are multinomial given their sum; those that are at least 1 are zero-truncated: F. N. David and N. L. Johnson (1952),
        "The truncated Poisson", Biometrics 8(4).
    """
    top = min(top, members)
    if total == members:
        return (top / members,) * 3
    rate = _truncated_rate(total / members)
    reach = 8 * math.sqrt(rate) + 20  # beyond it lies less than one in 10^14
    sizes = np.arange(math.ceil(rate + reach), max(0, int(rate - reach)), -1)
    logs = sizes * math.log(rate) - np.array([math.lgamma(size + 1) for size in sizes.tolist()])
    chances = np.exp(logs - logs.max())
    drawn = np.random.default_rng(0).multinomial(members, chances / chances.sum(), _DRAWS)
    taken = np.clip(top - (np.cumsum(drawn, axis=1) - drawn), 0, drawn)
    shares = (taken @ sizes) / (drawn @ sizes)
    low, high = np.quantile(shares, (0.025, 0.975))
    return float(shares.mean()), float(low), float(high)


def _truncated_rate(mean: float) -> float:
    """The Poisson rate of which the counts above 0 have this mean (above 1)."""
    low, high = 0.0, mean
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if middle < mean * -math.expm1(-middle) else (low, middle)
    return (low + high) / 2
