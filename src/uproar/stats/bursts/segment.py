"""Where a burst begins and ends: the stretch of intervals that a raised rate explains best."""

from __future__ import annotations

import math
from collections.abc import Sequence

_ROUNDS = 4  # the raised rate settles in two or three; more changes no interval


def segment(counts: Sequence[int], expected: Sequence[float], inside: int) -> tuple[int, int]:
    """The stretch around one interval that a rate raised by one factor explains best.

    Two rates stand against each other: the expectation m, and f times the expectation. An interval with count x speaks for the second with the log-likelihood ratio
    x log f - m (f - 1); the stretch is the one with the highest sum that holds the interval `inside` (Kadane's algorithm to both sides). f starts as the ratio at
    `inside` and is then the ratio over the stretch, until neither changes: a two-state automaton with Poisson counts, fitted by segments. So a burst goes on while
    its counts are nearer to its own mean than to what is usual; a quiet night within it is bridged where what follows outweighs it, and a trickle ends it.

    Args:
        counts: Accounts in each interval.
        expected: Accounts expected in each, above 0.
        inside: An interval within the burst.

    Returns:
        First and last interval of the stretch, both inclusive.

    Example:
        >>> segment([0, 1, 0, 20, 30, 0, 25, 10, 0, 1, 0], [0.5] * 11, 4)
        (3, 7)

    References:
        J. Kleinberg (2003), Bursty and hierarchical structure in streams, Data Mining and Knowledge Discovery 7, section 4 (two rates, two states).
    """
    first = last = inside
    factor = max(2.0, (counts[inside] + 0.5) / expected[inside])
    for _ in range(_ROUNDS):
        before = (first, last)
        gain, cost = math.log(factor), factor - 1
        worth = [count * gain - mean * cost for count, mean in zip(counts, expected, strict=True)]
        first = inside - _reach(worth[inside - 1 :: -1]) if inside else 0
        last = inside + _reach(worth[inside + 1 :])
        if (first, last) == before:
            break
        # A term with hardly any past would give a factor without bound on a single count: half an account is its error.
        factor = max(2.0, (sum(counts[first : last + 1]) + 0.5) / (sum(expected[first : last + 1])))
    return first, last


def _reach(worth: Sequence[float]) -> int:
    """How many of the leading values have the highest sum."""
    best = total = 0.0
    reach = 0
    for steps, value in enumerate(worth, start=1):
        total += value
        if total > best:
            best, reach = total, steps
    return reach
