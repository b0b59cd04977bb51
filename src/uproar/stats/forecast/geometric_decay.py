"""A rate that falls by the same share every day."""

from __future__ import annotations

from uproar.stats.forecast.readings import DAY, Floats, gain


def forecast(hours: Floats, counts: Floats, ahead: float) -> float:
    """The count `ahead` hours after the last reading, if each day gains the share of the day before that the last one did, at most all of it.

    Args:
        hours: Times of the readings, rising, shape (n,).
        counts: What was read, never falling, shape (n,).
        ahead: Hours after the last reading.
    """
    last = float(hours[-1])
    window = min(DAY, float(last - hours[0]) / 2)
    latest, earlier = gain(hours, counts, last - window, last), gain(hours, counts, last - 2 * window, last - window)
    kept = min(1.0, latest / earlier) if earlier > 0 else 1.0
    steps = ahead / window
    grown = latest * steps if kept == 1.0 else latest * kept * (1 - kept**steps) / (1 - kept)
    return float(counts[-1]) + grown
