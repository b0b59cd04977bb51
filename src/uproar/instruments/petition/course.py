"""What the readings of one counter allow to be measured: none where two counters are mixed under its name, and not the readings away from its own course."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np

from uproar.findings import from_micros
from uproar.stats.excursions import excursions, mixed

Array: TypeAlias = np.ndarray[Any, Any]

ONE_COUNTER = "readings of one counter: a name of its own for each, --petition NAME"


def own_readings(moments: Array, counts: Array, start: int | None = None, end: int | None = None) -> tuple[Array, str | None, list[str]]:
    """Which readings are of the counter's own course, or why there is no such course.

    Args:
        moments: When each of n readings was made (microseconds), ascending, none twice.
        counts: What it showed.
        start: Only what is mixed from here on matters; without it, all.
        end: Only what is mixed up to here matters; without it, all.

    Returns:
        A mask of shape (n,); the reason where readings go to and fro between two counters in that time; a note where some readings are left out.
    """
    away = excursions(moments, counts)
    own = np.ones(len(counts), bool)
    two = mixed(moments, counts, away)
    if two is not None and (start is None or moments[two.last] >= start) and (end is None or moments[two.first] <= end):
        first, last = (f"{from_micros(int(moments[place])):%Y-%m-%d %H:%M}" for place in (two.first, two.last))
        reason = f"two counters seem to be mixed under its name from {first} to {last} UTC, about {two.apart:,.0f} apart: what was read there is no one count"
        return own, reason, []
    for one in away:
        own[one.before + 1 : one.after] = False
    left = int((~own).sum())
    return (
        own,
        None,
        [f"{left} reading{'s' if left > 1 else ''} away from the counter's own course {'are' if left > 1 else 'is'} left out."]
        * bool(left),
    )
