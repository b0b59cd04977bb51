"""Rolling-origin evaluation: forecast a counter from each of its pasts, and compare with what it read later."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from uproar.stats.forecast import geometric_decay, log_growth, naive, power_decay
from uproar.stats.forecast.predictive import QUANTILES, predict
from uproar.stats.forecast.readings import DAY, Floats, kept

# What each method is asked for: readings (hours, counts) and hours ahead in, quantiles of the count out, or a single count from a method that knows no interval.
Method = Callable[[Floats, Floats, float], Sequence[float]]


def _relaxation(hours: Floats, counts: Floats, ahead: float) -> Sequence[float]:
    return predict(hours, counts, ahead).quantiles(ahead)


def _points(forecast: Callable[[Floats, Floats, float], float]) -> Method:
    return lambda hours, counts, ahead: [forecast(hours, counts, ahead)]


OURS: Final = "relaxation"
METHODS: Final[Mapping[str, Method]] = {
    OURS: _relaxation,
    "naive": _points(naive.forecast),
    "log growth": _points(log_growth.forecast),
    "power decay": _points(power_decay.forecast),
    "geometric decay": _points(geometric_decay.forecast),
}
HORIZONS: Final = (24.0, 72.0, 168.0)
_LATE: Final = 0.25  # a reading that comes up to a quarter of the horizon late still judges the forecast, which is then made for its hour


@dataclass(frozen=True, slots=True)
class Score:
    """One forecast and what came of it.

    Attributes:
        method: Its name.
        horizon: Hours ahead, as asked for.
        origin: Hours from the first reading to the one it was made from.
        error: Log of forecast median / count.
        increment_error: Log of (forecast gain + 1) / (gain + 1).
        pinball: Mean pinball loss of the log count over the quantiles 5, 25, 50, 75 and 95 %; a single count serves as all of them.
        covered: Whether the count lay within the 90 % interval; None without one.
    """

    method: str
    horizon: float
    origin: float
    error: float
    increment_error: float
    pinball: float
    covered: bool | None


@dataclass(frozen=True, slots=True)
class Summary:
    """The forecasts of one method at one horizon.

    Attributes:
        method, horizon: Which.
        origins: How many forecasts were judged.
        error: Median absolute log error of the count.
        increment_error: Median absolute log error of the gain.
        pinball: Mean pinball loss of the log count.
        coverage: Share of counts within the 90 % interval; None without one.
    """

    method: str
    horizon: float
    origins: int
    error: float
    increment_error: float
    pinball: float
    coverage: float | None


def origins(hours: Floats, every: float = DAY) -> Iterator[int]:
    """The readings to forecast from: the last one at each step of age, from the first step on, each once.

    Args:
        hours: Times of the readings, rising, shape (n,).
        every: Hours from one step to the next.

    Example:
        >>> list(origins(np.array([0.0, 20.0, 23.0, 47.0, 80.0])))
        [2, 3]
    """
    before = -1
    for step in np.arange(hours[0] + every, hours[-1], every):
        index = int(np.searchsorted(hours, step, side="right")) - 1
        # A reading from long before the first step is no origin for it: there is less than a step to go by.
        if index > before and hours[index] - hours[0] >= 0.9 * every:
            before = index
            yield index


def backtest(
    hours: Floats, counts: Floats, methods: Mapping[str, Method] = METHODS, horizons: Sequence[float] = HORIZONS, every: float = DAY
) -> list[Score]:
    """Forecast a counter from each of its pasts by every method, at the same origins and for the same readings.

    No truth is interpolated: the target is the first reading at the horizon, or up to a quarter of it later, and the forecast is made for its hour.

    Args:
        hours: Times of the readings, rising, shape (n,).
        counts: What was read, shape (n,); what is taken back later counts until it is.
        methods: By name.
        horizons: Hours ahead.
        every: Hours between origins.
    """
    found = []
    for index in origins(hours, every):
        known, past = hours[: index + 1], kept(counts[: index + 1])
        for horizon in horizons:
            due = hours[index] + horizon
            target = int(np.searchsorted(hours, due - 1e-9))
            if target == len(hours) or hours[target] > due + _LATE * horizon:
                continue
            for name, method in methods.items():
                quantiles = method(known, past, float(hours[target] - hours[index]))
                found.append(_score(name, horizon, float(known[-1] - hours[0]), quantiles, float(past[-1]), float(counts[target])))
    return found


def _score(method: str, horizon: float, origin: float, quantiles: Sequence[float], base: float, count: float) -> Score:
    median = quantiles[len(quantiles) // 2]
    error = math.log(max(median, 1.0) / max(count, 1.0))
    increment_error = math.log((max(median - base, 0.0) + 1) / (max(count - base, 0.0) + 1))
    covered = quantiles[0] <= count <= quantiles[-1] if len(quantiles) > 1 else None
    every = quantiles if len(quantiles) > 1 else [median] * len(QUANTILES)
    return Score(method, horizon, origin, error, increment_error, pinball(every, count), covered)


def pinball(quantiles: Sequence[float], count: float) -> float:
    """Mean pinball loss of the logarithms of quantiles (5, 25, 50, 75 and 95 %) for a count; smaller is better.

    References:
        T. Gneiting, A. Raftery (2007), Strictly proper scoring rules, JASA 102(477), section 6.

    Example:
        >>> round(pinball([100.0] * 5, 200.0), 3)
        0.347
    """
    losses = []
    for probability, quantile in zip(QUANTILES, quantiles, strict=True):
        miss = math.log(max(count, 1.0) / max(quantile, 1.0))
        losses.append(max(probability * miss, (probability - 1) * miss))
    return math.fsum(losses) / len(losses)


def summaries(scores: Sequence[Score]) -> list[Summary]:
    """Scores by method and horizon, in the order in which they first come."""
    groups: dict[tuple[float, str], list[Score]] = {}
    for score in scores:
        groups.setdefault((score.horizon, score.method), []).append(score)
    return [_summary(group) for _, group in sorted(groups.items(), key=lambda item: item[0][0])]


def _summary(group: Sequence[Score]) -> Summary:
    known = [score.covered for score in group if score.covered is not None]
    return Summary(
        group[0].method,
        group[0].horizon,
        len(group),
        float(np.median([abs(score.error) for score in group])),
        float(np.median([abs(score.increment_error) for score in group])),
        math.fsum(score.pinball for score in group) / len(group),
        sum(known) / len(known) if known else None,
    )
