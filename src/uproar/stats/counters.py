"""A counter read now and then: what its steps say of each other."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np

Array: TypeAlias = np.ndarray[Any, Any]


def whole_steps(moments: Array, growth: Array) -> Array:
    """Places of the readings between which a counter's steps may be compared.

    Readings closer than the median gap are joined (two logs that read within a second of each other), and so are those between which the counter stood still
    (a page that shows an older count for a while, then catches up).

    Args:
        moments: When each of n + 1 readings was made, ascending.
        growth: What each of the n steps between them brought; at least 0.

    Example:
        >>> whole_steps(np.array([0, 10, 11, 20, 21, 30, 40]), np.array([5, 0, 5, 0, 0, 9])).tolist()
        [0, 1, 3, 6]
    """
    least = float(np.median(np.diff(moments)))
    total = np.concatenate(([0], np.cumsum(growth)))
    kept = [0]
    for place, (moment, count) in enumerate(zip(moments.tolist(), total.tolist(), strict=True)):
        if count > total[kept[-1]] and moment - moments[kept[-1]] >= least:
            kept.append(place)
    return np.array(kept)


def longest_gap(moments: Array, kept: Array) -> Array:
    """The longest time without a reading within each step between the readings kept.

    Example:
        >>> longest_gap(np.array([0, 10, 11, 20, 90]), np.array([0, 2, 4])).tolist()
        [10, 70]
    """
    return np.asarray(np.maximum.reduceat(np.diff(moments), kept[:-1])) if len(kept) > 1 else np.array([])


def beside(moments: Array, growth: Array, *, drawn_on: bool = False) -> tuple[Array, Array]:
    """What each step would bring at the pace of the stretch of the same length just before it or just after it, whichever expects the more.

    So growth that lasts two readings is expected, at its onset as at its end, and only a step that is alone is not.

    Args:
        moments: When each of n + 1 readings was made, ascending.
        growth: What each of the n steps between them brought; at least 0.
        drawn_on: Whether a pace that falls away from the step is drawn on towards it, as a surge that fades by equal shares would: so its peak is expected too.

    Returns:
        Expected growth of each step, and the events that this is worth having been learnt from; nan where a side holds no readings over half the step's
        length: a step alone cannot be told there from the end, or the onset, of growth that lasts.

    Example:
        >>> [np.round(part, 1).tolist() for part in beside(np.arange(0, 40, 10), np.array([5, 50, 7]))]
        [[nan, 7.5, nan], [nan, 7.0, nan]]
        >>> beside(np.arange(0, 60, 10), np.array([9, 9, 400, 200, 100]), drawn_on=True)[0].round().tolist()[2]
        400.0
    """
    total = np.concatenate(([0], np.cumsum(growth)))
    start, end = moments[:-1], moments[1:]
    length = end - start
    place = np.arange(len(length))
    first, second = (np.maximum(np.searchsorted(moments, start - times * length, side="right") - 1, 0) for times in (1, 2))
    third, fourth = (np.minimum(np.searchsorted(moments, end + times * length, side="left"), len(moments) - 1) for times in (1, 2))
    sides = []
    for near, far in (((first, place), (second, first)), ((place + 1, third), (third, fourth))):
        (pace, gained), (pace_beyond, gained_beyond) = _pace(near, total, moments, length), _pace(far, total, moments, length)
        falls = (pace > pace_beyond) & drawn_on  # False where nothing is known beyond
        worth = 1 / (4 / (gained + 0.5) + 1 / (gained_beyond + 0.5))  # the error of twice one logarithm less the other
        sides.append((np.where(falls, pace * pace / np.where(falls, pace_beyond, 1), pace) * length, np.where(falls, worth, gained)))
    (before, known_before), (after, known_after) = sides
    expected = np.maximum(before, after)
    return expected, np.where(np.isnan(expected), np.nan, np.where(after > before, known_after, known_before))


def _pace(stretch: tuple[Array, Array], total: Array, moments: Array, length: Array) -> tuple[Array, Array]:
    """Growth over the time of each stretch, nan where it is shorter than half the step, and the growth."""
    gained, span = total[stretch[1]] - total[stretch[0]], moments[stretch[1]] - moments[stretch[0]]
    return (gained + 0.5) / np.where(span * 2 >= length, span, np.nan), gained
