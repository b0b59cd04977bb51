"""A rate that falls with a fixed power of age."""

from __future__ import annotations

from typing import Final

from uproar.stats.forecast.readings import DAY, Floats, gain

_EXPONENT: Final = 1.2
_OFFSET: Final = 6.0  # hours


def forecast(hours: Floats, counts: Floats, ahead: float) -> float:
    """The count `ahead` hours after the last reading, at a rate of (age + 6 h) ** -1.2, scaled to the last day.

    Args:
        hours: Times of the readings, rising, shape (n,); the first stands for the opening.
        counts: What was read, never falling, shape (n,).
        ahead: Hours after the last reading.
    """
    age, last = float(hours[-1] - hours[0]), float(hours[-1])
    window = min(DAY, age)
    scale = gain(hours, counts, last - window, last) / (_total(age) - _total(age - window))
    return float(counts[-1]) + scale * (_total(age + ahead) - _total(age))


def _total(age: float) -> float:
    return -float((age + _OFFSET) ** (1 - _EXPONENT))
