"""The petition's counter, minute by minute, and the readings that somebody took of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import numpy as np

from uproar.simulate.draws import Draws, Ints, between
from uproar.simulate.story import PETITION_AT, TO_AT, iso, local

FILE: Final = "petition.csv"
REMOVED_AT: Final = local(14, 11)
REMOVED: Final = 380
GAP: Final = (local(13, 2), local(13, 7))
# Rungs of a common petition site's automatic goal: the next above the count.
RUNGS: Final = (1_000, 1_500, 2_500, 5_000, 7_500, 10_000, 15_000, 25_000, 35_000, 50_000, 75_000, 100_000, 150_000)

_EVERY: Final = 20  # minutes between readings, and up to four more
_MINUTES: Final = int((TO_AT - PETITION_AT).total_seconds()) // 60


def _minute(at: datetime) -> int:
    return int((at - PETITION_AT).total_seconds()) // 60


# The rate, in any unit: a burst, a night, a day that fades; the totals below set its height.
_KNOTS: Final = tuple(
    (_minute(at), rate)
    for at, rate in (
        (PETITION_AT, 300), (local(11, 20, 40), 3_000), (local(11, 21, 30), 9_000), (local(11, 22), 8_000), (local(12), 5_000),
        (local(12, 2), 1_500), (local(12, 6), 1_200), (local(12, 8), 4_500), (local(12, 10), 4_800), (local(12, 14), 3_200),
        (local(12, 17), 1_800), (local(12, 20), 700), (local(13), 250), (local(13, 3), 60), (local(13, 9), 200), (local(13, 20), 150),
        (local(14, 3), 30), (local(14, 12), 110), (local(15, 3), 25), (local(15, 14), 80), (TO_AT, 40),
    )
)  # fmt: skip
# Signatures by the end of Thursday and by the end of the story, the same within 200 for every seed: the articles name the first.
_THURSDAY: Final = 61_450
_END: Final = 64_200


@dataclass(frozen=True, slots=True)
class Counter:
    """The counter as it truly stood.

    Attributes:
        counts: Signatures at every minute from the opening on.
    """

    counts: tuple[int, ...]

    def at(self, at: datetime) -> int:
        """Signatures at a full minute."""
        return self.counts[_minute(at)]


def goal_of(count: int) -> int:
    """The goal that the site shows.

    Example:
        >>> goal_of(0), goal_of(61_450)
        (1000, 75000)
    """
    return next(rung for rung in RUNGS if rung > count)


def write_petition(out: Path, seed: int) -> Counter:
    """Write the readings and return the counter behind them."""
    draws = Draws(seed, 7)
    counter = _counter(draws)
    minutes = np.append(np.arange(0, _MINUTES - _EVERY, _EVERY), _MINUTES)
    minutes[1:-1] += draws.below(5, len(minutes) - 2)
    gap = (_minute(GAP[0]), _minute(GAP[1]))
    lines = ["time,count,goal"]
    for minute in minutes.tolist():
        if not gap[0] < minute < gap[1]:
            count = counter.counts[minute]
            lines.append(f"{iso(PETITION_AT + timedelta(minutes=minute))},{count},{goal_of(count)}")
    (out / FILE).write_bytes(("\n".join(lines) + "\n").encode())
    return counter


def _counter(draws: Draws) -> Counter:
    grains = between(_KNOTS, np.arange(_MINUTES)) * (50 + draws.below(101, _MINUTES))  # a minute is up to half above or below its rate
    midnight = _minute(local(13))
    by_thursday = _THURSDAY - 100 + int(draws.below(201, 1)[0])
    by_end = _END - 100 + int(draws.below(201, 1)[0]) + REMOVED
    before = _spread(grains[:midnight], by_thursday)
    after = by_thursday + _spread(grains[midnight:], by_end - by_thursday)
    counts = np.concatenate(([0], before, after))
    counts[_minute(REMOVED_AT) :] -= REMOVED
    return Counter(tuple(counts.tolist()))


def _spread(grains: Ints, total: int) -> Ints:
    sums = np.cumsum(grains)
    spread: Ints = sums * total // sums[-1]
    return spread
