"""The gain of each day as a rate that relaxes: after a wave it falls with a power of time, departs from that for some days, and may be raised again.

The logarithm of a day's gain moves by three things: a power-law relaxation since the last wave, a slope of its own that dies away (a damped trend), and chance. Which
exponent, how lasting and how lively a slope fit is judged day by day on this petition (dynamic model averaging over 27 filters); how large chance is, and how often
new waves come, is learnt from its own past too, starting from what other petitions do. What may come is drawn, path by path.

References:
    R. Crane, D. Sornette (2008), Robust dynamic classes revealed by measuring the response function of a social system, PNAS 105(41), 15649: the three exponents.
    E. Gardner, E. McKenzie (1985), Forecasting trends in time series, Management Science 31(10), 1237: damped trends.
    A. Raftery, M. Karny, P. Ettler (2010), Online prediction under model uncertainty via dynamic model averaging, Technometrics 52(1), 52.
    M. West, J. Harrison (1997), Bayesian Forecasting and Dynamic Models, chapters 4, 10 and 11: the filter, heavy tails, and interventions at breaks.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import product
from typing import Final

import numpy as np

from uproar.stats.forecast.readings import DAY, Days, Floats

# Crane & Sornette's classes with their theta = 0.4: endogenous-critical 1 - 2 theta, exogenous-critical 1 - theta, exogenous-subcritical 1 + theta.
_EXPONENTS: Final = (0.2, 0.6, 1.4)
# The range of damping in use: R. Hyndman, G. Athanasopoulos, Forecasting: Principles and Practice (3rd ed.), section 8.2.
_DAMPINGS: Final = (0.8, 0.9, 0.98)
_SLOPE_SD: Final = (0.05, 0.15, 0.3)  # of a slope's daily change, in log units: from steady to lively
_MODELS: Final = np.array(list(product(_EXPONENTS, _DAMPINGS, _SLOPE_SD)))
_OFFSET: Final = 1.0  # days; within its first day a relaxation cannot be told from its start
_NOISE_SD: Final = 0.2  # of one day's gain about its rate, in log units, beyond that of counting: weekdays differ by about a fifth
_LEVEL_SD: Final = 0.2  # of the rate's daily change
_FORGET: Final = 0.95  # weight of a model's past a day later; Raftery et al. use 0.95 to 0.99
_BREAK: Final = 9.0  # squared standard errors at which a day is a break: three of them
_TAIL: Final = 4.0  # degrees of freedom of chance: days are heavy-tailed
_SCALE_DAYS: Final = 5.0  # days that the expected size of chance weighs against this petition's own
# New waves. In the first 60 days of 287 petitions of Change.org (16,641 petition-days between timed milestones) the log gain rose by over 0.5 within a day on 0.8 % of
# days, by 0.83 more on average; by over 1 on 0.4 %, by 1.0 more. Milestones smooth what lies between them, hence the round numbers on the upper side.
_WAVES_A_DAY: Final = 0.01
_WAVE_DAYS: Final = 20.0  # days that this rate weighs against this petition's own
_WAVE_SIZE: Final = 1.0
_RHYTHM_VARIANCE: Final = 0.5  # of the log rate over the hours of a day: what less than a day of readings leaves open
_MOST_A_DAY: Final = 1e8  # more people than sign anything in a day
# Of a signature, so that a day without one has a logarithm. Of a petition that nobody signs it is taken off again: else it would gain half a signature a day for ever.
_HALF: Final = 0.5
_WEEK: Final = 7
_ASLEEP: Final = 1.0  # signatures in the last week


@dataclass(frozen=True, slots=True)
class State:
    """What is known of a petition's rate after its last reading.

    Attributes:
        level, slope: Log gain of the last day and its slope, one a model, shape (27,).
        level_variance, covariance, slope_variance: Of the two, shape (27,).
        weights: Of the models; they sum to 1.
        since_wave: Days since the last wave, or since the opening.
        scale: How large chance has been, in what was expected of it.
        waves_a_day: How often a new wave comes.
        asleep: Whether the last week brought at most one signature.
    """

    level: Floats
    slope: Floats
    level_variance: Floats
    covariance: Floats
    slope_variance: Floats
    weights: Floats
    since_wave: float
    scale: float
    waves_a_day: float
    asleep: bool

    @property
    def exponent(self) -> float:
        """The mean exponent of the relaxation."""
        return float(self.weights @ _MODELS[:, 0])


def follow(days: Days) -> State:
    """Filter the days of a petition, oldest first.

    Args:
        days: Its gains.

    Returns:
        The state after the last of them.
    """
    exponent, damping, slope_sd = _MODELS.T
    logs, since = np.log(days.gains + _HALF), days.age
    level, slope, weights = np.full(len(_MODELS), logs[0]), np.zeros(len(_MODELS)), np.zeros(len(_MODELS))
    vague = _RHYTHM_VARIANCE * (1 - days.hours / DAY)
    p, q, r = (
        np.full(len(_MODELS), _NOISE_SD**2 + _LEVEL_SD**2 + 1 / (days.gains[0] + 1) + vague),
        np.zeros(len(_MODELS)),
        slope_sd**2 / (1 - damping**2),
    )
    chance, seen, waves = _SCALE_DAYS, _SCALE_DAYS, 0
    for log in logs[1:]:
        level, slope = level + slope - exponent * math.log((since + 1 + _OFFSET) / (since + _OFFSET)), damping * slope
        since += 1
        p, q, r = p + 2 * q + r + _LEVEL_SD**2, damping * (q + r), damping**2 * r + slope_sd**2
        # A count of few varies by 1 / mean in its logarithm.
        noise = _NOISE_SD**2 + 1 / (np.exp(np.minimum(level, log)) + 1)
        miss, variance = log - level, p + noise
        share = _normalised(weights)
        mean = float(share @ miss)
        spread = float(share @ (variance + miss**2)) - mean**2
        weights = _FORGET * weights - 0.5 * np.log(variance) - (_TAIL + 1) / 2 * np.log1p(miss**2 / variance / _TAIL)
        far = mean**2 / spread
        if far > _BREAK * max(chance / seen, 0.25):
            # The rate is somewhere else: let go of where it was, and where it rose count the relaxation anew.
            p = p + miss**2
            variance = p + noise
            if mean > 0:
                since, waves = 0.5, waves + 1
        chance, seen = chance + min(far, _BREAK), seen + 1
        by_level, by_slope = p / variance, q / variance
        level, slope = level + by_level * miss, slope + by_slope * miss
        p, q, r = p - by_level * p, q - by_slope * p, r - by_slope * q
    waves_a_day = (_WAVE_DAYS * _WAVES_A_DAY + waves) / (_WAVE_DAYS + len(logs))
    asleep = len(logs) >= _WEEK and float(days.gains[-_WEEK:].sum()) <= _ASLEEP + 1e-9
    return State(level, slope, p, q, r, _normalised(weights), since, math.sqrt(chance / seen), waves_a_day, asleep)


def paths(state: State, ahead: int, draws: int = 2000, seed: int = 0) -> Floats:
    """Draw what may come: the gain so far after each of the days ahead.

    Slopes that rise are not carried on: growth that fed on itself would have no end, and new waves are drawn by themselves. What chance and waves add from here on dies
    away again, as slopes do; added up for good, half a year of it spanned a factor of a hundred million on the petitions of Change.org.

    Args:
        state: What is known.
        ahead: Days to draw; at least 1.
        draws: Paths.
        seed: Of the draws: the same state gives the same paths.

    Returns:
        Signatures gained since the last reading, shape (draws, ahead), whole numbers.
    """
    chance = np.random.default_rng(seed)
    edges = np.cumsum(state.weights)
    model = np.minimum(np.searchsorted(edges, (np.arange(draws) + 0.5) / draws), len(_MODELS) - 1)
    exponent, damping, _ = _MODELS[model].T
    size = state.scale * np.sqrt(_TAIL / chance.chisquare(_TAIL, draws))
    first, second = chance.standard_normal((2, draws))
    level_sd = np.sqrt(state.level_variance[model])
    tied = state.covariance[model] / level_sd
    free = np.sqrt(np.maximum(state.slope_variance[model] - tied**2, 0.0))
    level = state.level[model] + level_sd * first * size
    slope = np.minimum(state.slope[model], 0.0) + (tied * first + free * second) * size
    since, raised, total = state.since_wave, np.zeros(draws), np.zeros(draws)
    out = np.empty((draws, ahead))
    for day in range(ahead):
        level, slope = level + slope - exponent * math.log((since + 1 + _OFFSET) / (since + _OFFSET)), damping * slope
        since += 1
        by_level, by_day = chance.standard_normal((2, draws)) * size
        wave = chance.random(draws) < state.waves_a_day
        raised = damping * raised + _LEVEL_SD * by_level + wave * chance.exponential(_WAVE_SIZE, draws)
        expected = np.exp(np.minimum(level + raised + _NOISE_SD * by_day, math.log(_MOST_A_DAY)))
        total = total + chance.poisson(np.maximum(expected - _HALF, 0.0) if state.asleep else expected)
        out[:, day] = total
    return out


def _normalised(log_weights: Floats) -> Floats:
    weights = np.exp(log_weights - log_weights.max())
    return np.asarray(weights / weights.sum(), dtype=np.float64)
