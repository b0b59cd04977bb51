"""What the readings of one counter allow to be measured: none where two counters are mixed under its name, and not the readings away from its own course."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

import numpy as np

from uproar.findings import from_micros
from uproar.stats.excursions import excursions, mixed

Array: TypeAlias = np.ndarray[Any, Any]

ONE_COUNTER = "readings of one counter: a name of its own for each, --petition NAME"


def own_readings(
    moments: Array, counts: Array, zone: str, start: int | None = None, end: int | None = None
) -> tuple[Array, str | None, list[str]]:
    """Which readings are of the counter's own course, or why there is no such course.

    Args:
        moments: When each of n readings was made (microseconds), ascending, none twice.
        counts: What it showed.
        zone: IANA zone in which times are told.
        start: Only what is mixed from here on matters; without it, all.
        end: Only what is mixed up to here matters; without it, all.

    Returns:
        A mask of shape (n,); the reason where readings go to and fro between two counters in that time; a note where some readings are left out.
    """
    away = excursions(moments, counts)
    own = np.ones(len(counts), bool)
    two = mixed(moments, counts, away)
    if two is not None and (start is None or moments[two.last] >= start) and (end is None or moments[two.first] <= end):
        first, last = (when(int(moments[place]), zone) for place in (two.first, two.last))
        reason = f"two counters seem to be mixed under its name from {first} to {last}, about {two.apart:,.0f} apart: what was read there is no one count"
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


def when(micros: int, zone: str) -> str:
    """A moment as notes and reasons print it, on the clocks of a zone.

    Example:
        >>> when(1_553_121_300_000_000, "Europe/Paris")
        '2019-03-20 23:35 (Europe/Paris)'
    """
    return f"{from_micros(micros).astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M} ({zone})"


def length(micros: float) -> str:
    """A length of time in its largest sensible unit.

    Example:
        >>> length(5_900_000), length(60_000_000), length(1_260_000_000), length(34_560_000_000), length(1e12)
        ('5.9 seconds', '1 minute', '21 minutes', '9.6 hours', '12 days')
    """
    span = timedelta(microseconds=micros)
    for unit, name, most in (
        (timedelta(seconds=1), "second", 60.0),
        (timedelta(minutes=1), "minute", 60.0),
        (timedelta(hours=1), "hour", 96.0),
    ):
        size = span / unit
        if round(size, 1) < most:
            shown = f"{size:.1f}".removesuffix(".0") if size < 10 else f"{size:.0f}"
            return f"{shown} {name}{'' if shown == '1' else 's'}"
    return f"{span / timedelta(days=1):.0f} days"
