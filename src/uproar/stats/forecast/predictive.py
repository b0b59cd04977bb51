"""What a counter will read: quantiles at any hour ahead, and when it will reach a mark."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from uproar.stats.forecast.growth_law import CHANGE_ORG
from uproar.stats.forecast.readings import DAY, Floats, course_of_day, days
from uproar.stats.forecast.relaxation import State, follow, paths

QUANTILES: Final = (0.05, 0.25, 0.5, 0.75, 0.95)
_SPAN: Final = 30  # days that a future is judged by, at least: how likely a week is does not hang on how far ahead was asked
_USUAL: Final = 0.95  # share of petitions whose growth is nothing that a future has to answer for


@dataclass(frozen=True, slots=True)
class Predictive:
    """Drawn futures of one counter.

    Attributes:
        count: The last reading.
        gained: Signatures gained after each whole day from it, shape (draws, days).
        course: Share of a day's gain after each of its hours, shape (25,).
        state: What the draws started from.
        mean_growth: Mean log growth still to come of petitions of its count and age.
    """

    count: float
    gained: Floats
    course: Floats
    state: State
    mean_growth: float

    def quantiles(self, ahead: float, probabilities: Sequence[float] = QUANTILES) -> list[float]:
        """Quantiles of the count `ahead` hours after the last reading; within a day it follows the day's own course.

        Args:
            ahead: Hours, from 0 to 24 times the days drawn.
            probabilities: In (0, 1).
        """
        day = min(int(ahead / DAY), self.gained.shape[1] - 1)
        drawn = self.gained[self._likely(day + 1)]
        before = drawn[:, day - 1] if day else np.zeros(len(drawn))
        share = float(np.interp(ahead - DAY * day, np.arange(25.0), self.course))
        # Half a draw is no signature: quantiles of whole numbers are whole numbers.
        at = np.floor(before + share * (drawn[:, day] - before) + 0.5)
        return [self.count + float(value) for value in np.quantile(at, probabilities, method="inverted_cdf")]

    def hours_to(self, mark: float, within: float, probabilities: Sequence[float] = QUANTILES) -> tuple[float, list[float]]:
        """When the counter reaches a mark.

        Args:
            mark: A count above the last reading.
            within: Hours to look ahead, at most 24 times the days drawn; rounded up to whole days.
            probabilities: In (0, 1).

        Returns:
            The chance that it does within that time, and quantiles of the hours until then, infinite where it does not.
        """
        needed, last_day = mark - self.count, math.ceil(within / DAY - 1e-9)
        drawn = self.gained[self._likely(last_day), :last_day]
        day = (drawn < needed).sum(axis=1)
        reached = day < last_day
        row, last = np.arange(len(day))[reached], day[reached]
        before = np.where(last > 0, drawn[row, last - 1], 0.0)
        share = (needed - before) / (drawn[row, last] - before)
        hours = np.full(len(day), math.inf)
        hours[reached] = DAY * last + np.interp(share, self.course, np.arange(25.0))
        ordered = np.quantile(hours, probabilities, method="inverted_cdf")
        return float(reached.mean()), [float(value) for value in ordered]

    def _likely(self, after: int) -> NDArray[np.int64]:
        """Draws, chosen anew so that growth beyond what 95 in 100 petitions see is as rare as the growth law makes it.

        A petition's own past does not tell how many people there are left to sign; what others of its count and age came to does. Judged after so many days.
        """
        growth = np.log1p(self.gained[:, max(after, _SPAN) - 1] / max(self.count, 1.0)) / self.mean_growth
        edges = np.cumsum(np.exp(-np.maximum(growth + math.log(1 - _USUAL), 0.0)))
        draws = len(growth)
        return np.asarray(np.searchsorted(edges, edges[-1] * (np.arange(draws) + 0.5) / draws), dtype=np.int64)


def predict(hours: Floats, counts: Floats, ahead: float, opened: float | None = None) -> Predictive:
    """Forecast a counter from its readings.

    Args:
        hours: Times of the readings, rising, shape (n,); they span some time.
        counts: What was read, never falling, shape (n,).
        ahead: Hours to look ahead.
        opened: When the counter was opened, in the same hours; without it, the first reading.

    Example:
        >>> hours = np.arange(0.0, 73.0)
        >>> low, _, median, _, high = predict(hours, 200 * hours, 24.0).quantiles(24.0)
        >>> low < median < high, 17_000 < median < 20_000
        (True, True)
    """
    cut = days(hours, counts, opened)
    state = follow(cut)
    drawn = paths(state, max(_SPAN, math.ceil(ahead / DAY - 1e-9)))
    count, age = float(counts[-1]), cut.age + (len(cut.gains) - 0.5) * cut.hours / DAY
    return Predictive(count, drawn, course_of_day(hours, counts), state, CHANGE_ORG.mean(max(count, 1.0), age))
