"""What share a new member of a cohort may have, learnt from the few members there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from uproar.stats.beta import Floats, binomial_tail, log_beta

# Shares are held on a grid that is even in log-odds: from 1 in 22,000 to all but that, in steps of 0.025 (a tenth of the error that 1,000 hits leave is 0.003,
# but no expectation here rests on more than a few hundred effective draws).
_LOG_ODDS: Final = np.linspace(-10.0, 10.0, 801)
SHARES: Final[Floats] = 1.0 / (1.0 + np.exp(-_LOG_ODDS))
_MEANS: Final = 1.0 / (1.0 + np.exp(-np.linspace(-8.0, 5.0, 53)))
_SPREADS: Final = np.geomspace(0.002, 0.6, 20)
_NEGLIGIBLE: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Belief:
    """What is believed of a share: a weight on each of `SHARES`, in all 1.

    Attributes:
        weights: One a grid share.
    """

    weights: Floats

    def updated(self, hits: float, draws: float) -> Belief:
        """After so many hits among so many draws, which may be weighted and need not be whole."""
        log = np.log(np.maximum(self.weights, 1e-300)) + hits * np.log(SHARES) + (draws - hits) * np.log1p(-SHARES)
        raised = np.exp(log - log.max())
        return Belief(raised / raised.sum())

    def tail(self, hits: float, draws: float) -> float:
        """Chance of at least so many hits among so many draws."""
        return float(np.clip(self.weights @ binomial_tail(hits, draws, SHARES), 0.0, 1.0))

    def quantile(self, level: float) -> float:
        """The share below which it lies with this chance."""
        return float(np.interp(level, np.cumsum(self.weights), SHARES))


def ignorance() -> Belief:
    """What is believed of a share when nothing is known: Jeffreys' prior.

    Example:
        >>> round(ignorance().quantile(0.5), 2)
        0.5
    """
    weights = np.sqrt(SHARES * (1 - SHARES))
    return Belief(weights / weights.sum())


def new_member(cohort: Sequence[tuple[int, int]], elsewhere: Sequence[Sequence[tuple[int, int]]] = ()) -> Belief:
    """What share a further member of a cohort may have.

    Each member's share is a draw from one beta distribution, its hits are binomial. The distribution's mean and spread are not fitted but averaged over, by how
    well each pair explains the members, so that few members give a wide belief. The mean has Jeffreys' prior. The spread (the variance of the members' shares over that
    of a single draw) is taken as equally likely on every order of magnitude: beside seven members that flags about as often as stated (`benchmarks/reviews.py --parts
    simulated`), where the best-fitting spread alone flagged half as often again and a uniform one a third as often. Other cohorts with means of their own tell of the
    spread only.

    Args:
        cohort: Hits and draws of each member; at least one member.
        elsewhere: The same of other cohorts, whose members differ from each other as much, about another mean.

    Example:
        >>> belief = new_member([(5, 100), (8, 100), (2, 100), (6, 100)])
        >>> round(belief.quantile(0.5), 2), belief.tail(40, 100) < 0.05 < belief.tail(10, 100)
        (0.05, True)

    References:
        M. J. Daniels (1999), A prior for the variance in hierarchical models, Canadian Journal of Statistics 27(3); A. Gelman et al. (2013), Bayesian Data Analysis,
        3rd ed., section 5.3 (the beta-binomial model of several experiments).
    """
    precision = 1 / _SPREADS - 1
    a, b = np.outer(_MEANS, precision), np.outer(1 - _MEANS, precision)
    prior = 0.5 * (np.log(_MEANS) + np.log1p(-_MEANS))[:, None]
    usual = log_beta(a, b)

    def fit(members: Sequence[tuple[int, int]]) -> Floats:
        return np.asarray(prior + sum(log_beta(a + hits, b + draws - hits) - usual for hits, draws in members))

    log = fit(cohort)
    for other in elsewhere:
        theirs = fit(other)
        log = log + theirs.max() + np.log(np.exp(theirs - theirs.max()).sum(axis=0))[None, :]
    pairs = np.exp(log - log.max())
    kept = pairs > _NEGLIGIBLE
    # The densities of all pairs that matter, on the grid; even steps of log-odds bring a factor share * (1 - share).
    shapes = a[kept][:, None] * np.log(SHARES)[None, :] + b[kept][:, None] * np.log1p(-SHARES)[None, :]
    densities = np.exp(shapes - shapes.max(axis=1, keepdims=True))
    weights = (pairs[kept] / densities.sum(axis=1)) @ densities
    return Belief(weights / weights.sum())
