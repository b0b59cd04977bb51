"""Readings away from a counter's own course: single ones that disagree, and a second counter under one name."""

from __future__ import annotations

from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np

from uproar.stats.outliers import chance_of_count, expected_by_chance, log_excess

Array: TypeAlias = np.ndarray[Any, Any]

RATE: Final = 0.001  # share of the excursions told that may be ordinary steps; of a single one, the number expected in a whole series
_AROUND: Final = 10  # readings on either side over which a counter's own growth is taken, and the most that an excursion lasts
_LARGEST: Final = 2  # of the steps around, how many are passed over
_LEAST_STEPS: Final = 4  # with fewer, nothing says how far a counter's own steps spread
_TAIL_FROM: Final = 100  # with fewer, the uppermost tenth of them is too few for a tail of its own
_GAP: Final = 4  # times the usual time between readings: anything may have happened in a longer one
_LEVELS: Final = 3  # excursions of one size, from which on two counters are meant and no slip


class Excursion(NamedTuple):
    """Readings away from a counter's own course, which it returns to.

    Attributes:
        before: Place of the last reading on the course.
        after: Place of the first that is back on it.
        step: Place of the step down, to or from the readings between.
        size: How far away they are.
        above: Whether they lie above the course.
        chance: How many such rises its own steps would bring in the whole series.
    """

    before: int
    after: int
    step: int
    size: float
    above: bool
    chance: float


class Mixed(NamedTuple):
    """Two counters under one name.

    Attributes:
        first: Place of the first reading that may be of either: ten before the first that is away from the others, or the first of all.
        last: Place of the last such reading: ten after the last return, or the last of all.
        steps: Steps down from the one to the other.
        apart: How far they lie apart, by the median.
        chance: The largest of the three smallest chances of its excursions.
    """

    first: int
    last: int
    steps: frozenset[int]
    apart: float
    chance: float


def excursions(moments: Array, counts: Array) -> list[Excursion]:
    """Readings that leave a counter's course and return to it by a step up beyond what its own steps allow: other readings stood between.

    A removal is none: what comes after it comes at the counter's own pace, and to a course lower by what was removed. So a step up counts only if (a) it is rarer
    than `RATE` among the steps of the series without these readings, by their own tail and by Poisson's law, about the pace of the ten on either side (the two largest
    left out; of all such steps up, a share of `RATE` may be ordinary ones), and (b) the counter, once back, stands where its own pace would have brought it, to
    within half of that step.

    Args:
        moments: When each of n readings was made, ascending, none twice.
        counts: What it showed.

    Example:
        >>> [tuple(one)[:5] for one in excursions(np.arange(9), np.array([100, 120, 139, 15, 180, 201, 219, 240, 90]))]
        [(2, 4, 2, 150.6, False)]

    References:
        The share of false ones: Y. Benjamini and Y. Hochberg (1995), JRSS B 57(1).
    """
    if not (np.diff(counts) < 0).any():
        return []
    kept, found = _candidates(counts)
    if not found:
        return []
    # The course without them: its steps say what is usual, whether or not they are excursions.
    length, grown = np.diff(moments[kept]), np.diff(counts[kept])
    sound = (grown >= 0) & (length <= _GAP * np.median(np.diff(moments)))
    if sound.sum() < _LEAST_STEPS:
        return []
    gained = np.maximum(grown, 0)
    known, span = _around(gained, length)
    pace = (known + 0.5) / span
    before, first, last, after = np.array(found).T
    above = counts[first] > counts[before]
    start, end = np.where(above, before, last), np.where(above, first, after)
    place = np.searchsorted(kept, before, side="right") - 1
    own = pace[place] * (moments[end] - moments[start])
    size = counts[end] - counts[start] - own
    off = counts[after] - counts[before] - pace[place] * (moments[after] - moments[before])
    count = np.concatenate((gained[sound], counts[end] - counts[start])).astype(float)
    expected, learnt = np.concatenate(((pace * length)[sound], own)), np.concatenate((known[sound], known[place]))
    usual = np.arange(len(count)) < sound.sum()
    chances = expected_by_chance(log_excess(count, expected, learnt, usual), usual, _TAIL_FROM)[~usual]
    rise = moments[end] - moments[start]
    returns = np.flatnonzero((np.abs(off) * 2 <= size) & (rise <= _GAP * np.median(np.diff(moments))) & (chances < 1))
    for at in returns.tolist():
        alone = sound.sum() * chance_of_count(float(counts[end[at]] - counts[start[at]]), float(own[at]), float(known[place[at]]))
        chances[at] = max(chances[at], alone)
    # Of k that are each as rare, k times as many may be expected by chance.
    ranked = returns[np.argsort(chances[returns])]
    within = np.flatnonzero(chances[ranked] <= RATE * np.arange(1, len(ranked) + 1))
    return sorted(
        Excursion(
            int(before[at]),
            int(after[at]),
            int((after if above[at] else first)[at] - 1),
            round(float(size[at]), 1),
            bool(above[at]),
            float(chances[at]),
        )
        for at in ranked[: within[-1] + 1 if len(within) else 0].tolist()
    )


def _candidates(counts: Array) -> tuple[Array, list[tuple[int, int, int, int]]]:
    """Readings without those that lie all above or all below what is read before and after them; and of these the last before, first, last, first after.

    The shorter ones first: of two counters read in turns, the one that is read less often is away.
    """
    kept = np.arange(len(counts))
    found: list[tuple[int, int, int, int]] = []
    for length in range(1, _AROUND + 1):
        if len(kept) < length + 2:
            break
        read = counts[kept]
        between = np.lib.stride_tricks.sliding_window_view(read[1:-1], length)
        before, after = read[: -length - 1], read[length + 1 :]
        free = 0
        gone: list[int] = []
        for place in np.flatnonzero((after >= before) & ((between.max(axis=1) < before) | (between.min(axis=1) > after))).tolist():
            if place >= free:
                free = place + length + 1
                gone += range(place + 1, free)
                found.append((int(kept[place]), int(kept[place + 1]), int(kept[free - 1]), int(kept[free])))
        kept = np.delete(kept, gone)
    return kept, found


def _around(gained: Array, length: Array) -> tuple[Array, Array]:
    """Growth of the ten steps on either side of each, and the time it took, without the two that grew most: a step to another counter is no pace."""
    reach = ((_AROUND, _AROUND),)
    growth, times = (
        np.lib.stride_tricks.sliding_window_view(np.pad(part, reach, constant_values=empty), 2 * _AROUND + 1)
        for part, empty in ((gained, -1), (length, 0))
    )
    others = np.delete(growth, _AROUND, axis=1)
    rest = np.argpartition(others, -_LARGEST, axis=1)[:, :-_LARGEST]
    return (
        np.maximum(np.take_along_axis(others, rest, axis=1), 0).sum(axis=1),
        np.take_along_axis(np.delete(times, _AROUND, axis=1), rest, axis=1).sum(axis=1),
    )


def on_course(moments: Array, counts: Array) -> Array:
    """Which readings are on the counter's own course: all but those of excursions; a mask of shape (n,).

    Example:
        >>> on_course(np.arange(7), np.array([100, 120, 139, 9000, 180, 201, 219])).tolist()
        [True, True, True, False, True, True, True]
    """
    mask = np.ones(len(counts), bool)
    for one in excursions(moments, counts):
        mask[one.before + 1 : one.after] = False
    return mask


def mixed(moments: Array, counts: Array, found: list[Excursion] | None = None) -> Mixed | None:
    """Whether readings go to and fro between two counters: three excursions or more, of one size to within a factor of two.

    Args:
        moments: When each of n readings was made, ascending, none twice.
        counts: What it showed.
        found: Its excursions, where they are known.

    Example:
        >>> counts = np.array([1000, 50, 1021, 53, 1040, 55, 1062, 58, 1080, 60, 1102, 63])
        >>> mixed(np.arange(12), counts).apart, mixed(np.arange(12), np.sort(counts))
        (994.5, None)
    """
    found = excursions(moments, counts) if found is None else found
    if len(found) < _LEVELS:
        return None
    sizes = np.array([one.size for one in found])
    apart = float(np.median(sizes))
    alike = np.sort([one.chance for one in found if apart / 2 <= one.size <= apart * 2])
    if len(alike) < _LEVELS:
        return None
    # Steps as large are from the one to the other too, though no reading shows their return.
    steps = np.diff(counts)
    downs = {one.step for one in found} | set(np.flatnonzero((steps < -apart / 2) & (steps > -apart * 2)).tolist())
    first = min(*(one.before for one in found), *downs)
    last = max(*(one.after for one in found), *(step + 1 for step in downs))
    away = float(np.median([-steps[step] for step in downs]))
    first, last = max(0, first - _AROUND), min(len(counts) - 1, last + _AROUND)
    return Mixed(first, last, frozenset(downs), away, float(alike[_LEVELS - 1]))
