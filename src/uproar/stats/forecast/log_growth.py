"""Growth with the logarithm of age: the rate falls as one over the age."""

from __future__ import annotations

import math

from uproar.stats.forecast.readings import DAY, Floats, gain


def forecast(hours: Floats, counts: Floats, ahead: float) -> float:
    """The count `ahead` hours after the last reading, growing by equal steps in the logarithm of age, scaled to the last day.

    Args:
        hours: Times of the readings, rising, shape (n,); the first stands for the opening.
        counts: What was read, never falling, shape (n,).
        ahead: Hours after the last reading.
    """
    age, last = float(hours[-1] - hours[0]), float(hours[-1])
    window = min(DAY, age / 2)
    return float(counts[-1]) + gain(hours, counts, last - window, last) * math.log((age + ahead) / age) / math.log(age / (age - window))
