"""Readings of a counter made ready for a forecast: cleaned of what was taken back, and cut into days before the last reading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

DAY: Final = 24.0
_MAX_DAYS: Final = 400  # older days say nothing of the rate now, and the filter walks through every one


@dataclass(frozen=True, slots=True)
class Days:
    """Gains of a counter in whole days, counted back from its last reading.

    Whole days hold the same hours each, so that the rhythm of day and night cancels out of them.

    Attributes:
        gains: Signatures per day, oldest first, shape (n,); n is at least 1.
        age: Age of the counter at the middle of the first of them, in days.
        hours: Length of each in hours: 24, or the whole span where it is shorter.
    """

    gains: Floats
    age: float
    hours: float


def kept(counts: ArrayLike) -> Floats:
    """Counts less what was taken back later: the highest series that never falls and never lies above a reading.

    Args:
        counts: Readings in order of time, shape (n,).

    Example:
        >>> kept([10, 30, 25, 40]).tolist()
        [10.0, 25.0, 25.0, 40.0]
    """
    values = np.asarray(counts, dtype=np.float64)
    return np.asarray(np.minimum.accumulate(values[::-1])[::-1], dtype=np.float64)


def gain(hours: Floats, counts: Floats, start: float, end: float) -> float:
    """Signatures gained from `start` to `end` (hours), on straight lines between readings."""
    before, after = np.interp([start, end], hours, counts)
    return float(after - before)


def days(hours: Floats, counts: Floats, opened: float | None = None) -> Days:
    """Cut readings into days before the last one.

    Args:
        hours: Times of the readings, rising, shape (n,); n is at least 2 and they span some time.
        counts: What was read, never falling, shape (n,).
        opened: When the counter was opened, in the same hours; without it, the first reading.

    Example:
        >>> days(np.array([0.0, 24.0, 48.0]), np.array([0.0, 50.0, 60.0])).gains.tolist()
        [50.0, 10.0]
    """
    last, first = float(hours[-1]), float(hours[0])
    count = min(int((last - first) / DAY + 1e-9), _MAX_DAYS)
    length = DAY if count else last - first
    edges = last - length * np.arange(max(count, 1), -1, -1)
    gains = np.diff(np.interp(edges, hours, counts)) * (DAY / length)
    start = min(first, opened) if opened is not None else first
    return Days(gains, (float(edges[0]) + length / 2 - start) / DAY, length)


def course_of_day(hours: Floats, counts: Floats) -> Floats:
    """Share of a day's gain that has come in after each of its 24 hours, counted from the hour of the last reading.

    The mean course of the last seven days, and one day without rhythm, each weighing the same.

    Returns:
        Shares, shape (25,), from 0 to 1.

    Example:
        >>> course_of_day(np.array([0.0, 6.0, 24.0]), np.array([0.0, 60.0, 60.0]))[[0, 6, 24]].round(3).tolist()
        [0.0, 0.625, 1.0]
    """
    grid = np.arange(25.0)
    courses = [grid / DAY]
    for day in range(1, min(7, int((hours[-1] - hours[0]) / DAY + 1e-9)) + 1):
        course = np.interp(hours[-1] - day * DAY + grid, hours, counts)
        if course[-1] > course[0]:
            courses.append((course - course[0]) / (course[-1] - course[0]))
    return np.asarray(np.mean(courses, axis=0), dtype=np.float64)
