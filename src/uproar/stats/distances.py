"""Distances between distributions."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise


def wasserstein(first: Mapping[int, int], second: Mapping[int, int]) -> float:
    """First Wasserstein distance between two counted distributions: how far the mass has to move, on average.

    Args:
        first: Counts by place; not empty.
        second: Counts by place; not empty.

    Returns:
        The distance, in units of place.

    Example:
        >>> wasserstein({0: 1, 100: 1}, {100: 2})
        50.0

    References:
        The area between the cumulative distributions: S. S. Vallender (1974), Theory of Probability & Its Applications 18(4).
    """
    n, m = sum(first.values()), sum(second.values())
    places = sorted({*first, *second})
    area = behind = ahead = 0.0
    for place, following in pairwise(places):
        behind += first.get(place, 0) / n
        ahead += second.get(place, 0) / m
        area += abs(behind - ahead) * (following - place)
    return area
