"""How far petitions of a count and an age went on to grow: a law over many petitions, for one of which little is known yet.

The logarithm of final / count is exponential, as for anything that grows in proportion to itself and stops by chance; its mean falls with the count and the age.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

_STEPS: Final = 50  # scoring steps; ten are enough on any data seen
_LEAST: Final = 0.02  # log growth below which a count is as good as final; keeps logarithms finite


@dataclass(frozen=True, slots=True)
class GrowthLaw:
    """The mean log growth still to come is exp(constant + by_count * log(count) + by_age * log(age in days)).

    Attributes:
        constant, by_count, by_age: Coefficients.
    """

    constant: float
    by_count: float
    by_age: float = 0.0

    def quantile(self, probability: float, count: float, age: float = 1.0, at_least: float = 0.0) -> float:
        """The final count that is not passed with this probability.

        Args:
            probability: In (0, 1).
            count: Signatures now; above 0.
            age: Days since the opening; above 0.
            at_least: What the final count is known to reach; growth beyond it follows the same law.

        Example:
            >>> round(CHANGE_ORG.quantile(0.5, 35, 3.0)), round(CHANGE_ORG.quantile(0.95, 35, 3.0))
            (148, 17941)
        """
        return max(count, at_least) * math.exp(-self.mean(count, age) * math.log1p(-probability))

    def mean(self, count: float, age: float = 1.0) -> float:
        """Mean logarithm of final / count, for a count (above 0) at an age (days, above 0)."""
        return math.exp(self.constant + self.by_count * math.log(count) + self.by_age * math.log(age))


# Fitted by `fit` to 287 petitions of Change.org with timed milestones (5 signatures to 785,663 when collected, 2022-08-14), at 6, 12, 24, 72, 168, 720 and 2,160
# hours after their creation, where they were older than 1.5 times that: 1,869 pairs of the last milestone reached (half of the first where none was) and the total.
# `benchmarks/petitions.py` fits it again.
CHANGE_ORG: Final = GrowthLaw(1.27, -0.098, -0.171)
CHANGE_ORG_UP_TO: Final = 30_000  # the highest count it was fitted at, at an age of one day


def fit(counts: ArrayLike, finals: ArrayLike, ages: ArrayLike | None = None, at_least: float = 0.0) -> GrowthLaw:
    """Fit the law by maximum likelihood.

    Args:
        counts: Signatures at some age, above 0, shape (n,).
        finals: Signatures in the end, shape (n,).
        ages: Days since the opening, shape (n,); None where all are of one age, in which case age has no coefficient.
        at_least: The finals were chosen for reaching this many.

    References:
        Fisher scoring for an exponential mean with a logarithmic link: P. McCullagh, J. Nelder (1989), Generalized Linear Models, section 2.5.

    Example:
        >>> law = fit([10, 10, 1000, 1000], [20, 500, 2000, 50000])
        >>> round(law.quantile(0.5, 10)), round(law.quantile(0.5, 1000))
        (50, 5002)
    """
    now = np.asarray(counts, dtype=np.float64)
    growth = np.maximum(np.log(np.asarray(finals, dtype=np.float64) / np.maximum(now, at_least)), 0.0) + _LEAST
    columns = [np.ones_like(now), np.log(now)] + ([] if ages is None else [np.log(np.asarray(ages, dtype=np.float64))])
    design = np.column_stack(columns)
    found = np.zeros(design.shape[1])
    found[0] = math.log(growth.mean())
    for _ in range(_STEPS):
        mean = np.exp(design @ found)
        found = np.linalg.lstsq(design, design @ found + (growth - mean) / mean, rcond=None)[0]
    return GrowthLaw(*(float(value) for value in found))
