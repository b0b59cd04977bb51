"""No growth: the count stays what it is."""

from __future__ import annotations

from uproar.stats.forecast.readings import Floats


def forecast(hours: Floats, counts: Floats, ahead: float) -> float:  # noqa: ARG001  # every method takes the same
    """The count `ahead` hours after the last reading, if nobody signs any more.

    Args:
        hours: Times of the readings, rising, shape (n,).
        counts: What was read, never falling, shape (n,).
        ahead: Hours after the last reading.
    """
    return float(counts[-1])
