"""Random numbers that are the same on every machine.

Only `Generator.random` is asked, whose bits are fixed by the algorithm, and everything else is made of it with integers: logarithms and
powers differ in their last bit between processors, and one such bit would change a file.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Ints: TypeAlias = NDArray[np.int64]


class Draws:
    """One stream of random numbers; each file has its own, so that a change to one leaves the others as they were.

    Args:
        seed: Seed of the whole story.
        stream: Number of the file.

    Example:
        >>> Draws(7, 0).below(10, 5).tolist() == Draws(7, 0).below(10, 5).tolist()
        True
    """

    def __init__(self, seed: int, stream: int) -> None:
        self._generator = np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, stream])))

    def below(self, limit: int | Ints, size: int) -> Ints:
        """Whole numbers from 0 to `limit` - 1, all equally likely; `limit` may be one number for each."""
        return np.floor(self._generator.random(size) * limit).astype(np.int64)

    def chance(self, percent: int, size: int) -> NDArray[np.bool_]:
        """True with a chance of `percent` in 100."""
        return self.below(100, size) < percent

    def pick(self, weights: Ints | Sequence[int], size: int) -> Ints:
        """Positions in `weights`, each as likely as its whole-numbered weight."""
        sums = np.cumsum(np.asarray(weights, np.int64))
        return np.searchsorted(sums, self.below(int(sums[-1]), size), side="right").astype(np.int64)

    def order(self, size: int) -> Ints:
        """The numbers below `size` in random order."""
        return np.argsort(self._generator.random(size), kind="stable").astype(np.int64)


def between(knots: Sequence[tuple[int, int]], places: Ints) -> Ints:
    """Read a line through `knots` at `places`, in whole numbers; 0 outside.

    Args:
        knots: Places and values, places rising; two knots at one place make a step.
        places: Where to read it.

    Example:
        >>> between([(0, 10), (10, 20)], np.array([-1, 0, 5, 10])).tolist()
        [0, 10, 15, 0]
    """
    values = np.zeros(len(places), np.int64)
    for (start, low), (end, high) in pairwise(knots):
        inside = (places >= start) & (places < end)
        values[inside] = low + (high - low) * (places[inside] - start) // max(1, end - start)
    return values
