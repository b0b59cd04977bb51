"""Distances between distributions, and how large chance alone would make them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from uproar.stats.intervals import Sample, difference_interval


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
    return math.fsum(abs(behind - ahead) * width for _, width, behind, ahead in _cumulative(first, second))


def wasserstein_by_chance(first: Mapping[int, int], second: Mapping[int, int]) -> float:
    """The distance to be expected between two draws of these sizes if both sides were alike: that of their joint distribution.

    At each place the difference of the two cumulative shares is then about normal around 0, and its size is on average sqrt(2 / pi) of its standard deviation.

    Args:
        first: Counts by place; not empty.
        second: Counts by place; not empty.

    Returns:
        The expected distance, in units of place.

    Example:
        >>> round(wasserstein_by_chance({0: 50, 100: 50}, {0: 50, 100: 50}), 2)
        5.64
    """
    n, m = sum(first.values()), sum(second.values())
    area = 0.0
    for _, width, behind, ahead in _cumulative(first, second):
        share = (behind * n + ahead * m) / (n + m)
        area += math.sqrt(max(0.0, share * (1 - share))) * width
    return area * math.sqrt(2 / math.pi * (1 / n + 1 / m))


def wasserstein_interval(
    first: Mapping[int, int], second: Mapping[int, int], ends: tuple[int, int], confidence: float = 0.95
) -> tuple[float, float]:
    """Interval for the distance between all that these are draws of.

    The distance is itself a difference of two means: of the places, mirrored wherever the second distribution lies below the first. So its interval is that of a
    difference. Where the first lies above everywhere, it is that of the places' own means. As the mirroring is drawn too, chance adds to a small distance; what it
    adds to none at all (`wasserstein_by_chance`) is taken off the low bound where the distributions cross.

    Args:
        first: Counts by place; not empty.
        second: Counts by place; not empty.
        ends: The least and the greatest place there can be.
        confidence: Of the interval.

    Returns:
        Low and high, in units of place, which hold the distance.

    Example:
        >>> [round(bound) for bound in wasserstein_interval({0: 50, 100: 50}, {100: 100}, (0, 100))]
        [40, 60]

    References:
        The derivative of the area between the cumulative distributions: E. del Barrio, E. Gine and C. Matran (1999), The Annals of Probability 27(2).
    """
    parts = list(_cumulative({**dict.fromkeys(ends, 0), **first}, second))
    signs = [(behind > ahead) - (behind < ahead) for _, _, behind, ahead in parts]
    # Where both are equal, as beyond all that was seen, the side of their neighbours is theirs.
    signs = _filled(_filled(signs)[::-1])[::-1]
    heights = {ends[0]: 0}
    for (place, width, _, _), sign in zip(parts, signs, strict=True):
        heights[place + width] = heights[place] + sign * width
    least = min(heights.values())
    span = max(heights.values()) - least
    if span == 0:
        return 0.0, wasserstein_by_chance(first, second)
    means = [_sample({place: (heights[place] - least) / span for place in counts}, counts) for counts in (second, first)]
    low, high = difference_interval(means[0], means[1], confidence)
    distance = (means[0].mean - means[1].mean) * span
    crossed = wasserstein_by_chance(first, second) if len(set(signs)) > 1 else 0.0
    return min(distance, max(0.0, low * span - crossed)), high * span


def _filled(signs: Sequence[int]) -> list[int]:
    """Each 0 as the one before it."""
    out: list[int] = []
    for sign in signs:
        out.append(sign or (out[-1] if out else 0))
    return out


def _sample(values: Mapping[int, float], counts: Mapping[int, int]) -> Sample:
    n = sum(counts.values())
    total = math.fsum(values[place] * count for place, count in counts.items())
    squares = math.fsum(values[place] ** 2 * count for place, count in counts.items())
    ends = [sum(count for place, count in counts.items() if values[place] == end) for end in (0.0, 1.0)]
    return Sample.of_sums(n, total, squares, ends[0], ends[1])


def _cumulative(first: Mapping[int, int], second: Mapping[int, int]) -> Iterator[tuple[int, int, float, float]]:
    """Each place but the last, how far the next one is, and the share of either side up to it."""
    n, m = sum(first.values()), sum(second.values())
    behind = ahead = 0
    for place, following in pairwise(sorted({*first, *second})):
        behind += first.get(place, 0)
        ahead += second.get(place, 0)
        yield place, following - place, behind / n, ahead / m
