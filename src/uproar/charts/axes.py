"""Axes of time in the case's own zone, and the rule by which long series are shortened.

Vega knows two zones, UTC and that of the machine. Charts therefore place moments as milliseconds on a plain scale and write the labels here: midnight is the zone's
own, also on the days when clocks change.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import altair as alt

_HOURS: Final = (1, 3, 6, 12)
_DAYS: Final = (1, 2, 3, 4, 7, 14)
_MONTHS: Final = (1, 3, 6, 12, 24, 60, 120)
_LABEL_WIDTH: Final = 58  # px: "12 Mar" at 12 px, and air

HOUR: Final = timedelta(hours=1)


def millis(at: datetime) -> int:
    """Milliseconds since 1970-01-01 UTC: exact in a double, as Vega counts."""
    return (at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


def time_x(first: datetime, last: datetime, zone: str, width: int, field: str = "at") -> Any:
    """An x encoding over `first` to `last` whose ticks and labels are cut by the clocks of `zone`."""
    labels = ticks(first, last, zone, max(2, (width - 60) // _LABEL_WIDTH))
    table = json.dumps({str(at): text for at, text in labels})
    axis = alt.Axis(
        values=[at for at, _ in labels],
        labelExpr=f"{table}[datum.value]",
        title=f"Time ({zone})",
        labelOverlap=False,
        labelFlush=False,
        labelLineHeight=15,
    )
    return alt.X(f"{field}:Q", scale=alt.Scale(domain=[millis(first), millis(last)], nice=False, zero=False), axis=axis)


def ticks(first: datetime, last: datetime, zone: str, most: int) -> list[tuple[int, list[str]]]:
    """At most `most` moments on the clocks of `zone` between `first` and `last`, each with the lines of its label."""
    here = ZoneInfo(zone)
    start, end = first.astimezone(here), last.astimezone(here)
    found: list[datetime] = []
    for step in _steps():
        found = []
        for at in step(start):
            if at > end or len(found) > most:
                break
            if at >= start:
                found.append(at)
        if len(found) <= most:
            break
    hourly = any((at.hour, at.minute) != (0, 0) for at in found)
    return [(millis(at), _label(at, found[index - 1] if index else None, hourly)) for index, at in enumerate(found[: most + 1])]


def _steps() -> Iterator[Callable[[datetime], Iterator[datetime]]]:
    yield from (lambda start, n=n: _every_hours(start, n) for n in _HOURS)
    yield from (lambda start, n=n: _every_days(start, n) for n in _DAYS)
    yield from (lambda start, n=n: _every_months(start, n) for n in _MONTHS)


def _every_hours(start: datetime, n: int) -> Iterator[datetime]:
    # Wall-clock arithmetic within a zone: 06:00 is 06:00 on both sides of a clock change.
    at = start.replace(hour=start.hour - start.hour % n, minute=0, second=0, microsecond=0)
    while True:
        yield at
        at += timedelta(hours=n)


def _every_days(start: datetime, n: int) -> Iterator[datetime]:
    at = start.replace(hour=0, minute=0, second=0, microsecond=0)
    if n >= 7:  # weeks begin on Monday
        at -= timedelta(days=at.weekday())
    while True:
        yield at
        at += timedelta(days=n)


def _every_months(start: datetime, n: int) -> Iterator[datetime]:
    index = start.year * 12 + (start.month - 1)
    index -= index % n
    while index < 9999 * 12:
        yield start.replace(year=index // 12, month=index % 12 + 1, day=1, hour=0, minute=0, second=0, microsecond=0)
        index += n


def _label(at: datetime, before: datetime | None, hourly: bool) -> list[str]:
    if hourly:
        new_day = before is None or before.date() != at.date()
        return [f"{at:%H:%M}", f"{at.day} {at:%b}" if new_day else ""]
    new_year = before is None or before.year != at.year
    return [f"{at.day} {at:%b}", str(at.year) if new_year else ""]


def joined_note(wide: int, narrow: int, what: str) -> list[str]:
    """What to say where a mark stands for several: one sentence for both widths of a chart, none where nothing was joined.

    Args:
        wide: How many one mark of the wide chart stands for.
        narrow: The same of the narrow chart.
        what: The sentence without its end, with {} for the number.

    Example:
        >>> joined_note(1, 4, "a point pools {} days"), joined_note(2, 4, "a point pools {} days")
        (['On a narrow screen a point pools 4 days.'], ['A point pools 2 days (on a narrow screen 4).'])
        >>> joined_note(3, 3, "a point pools {} days"), joined_note(1, 1, "a point pools {} days")
        (['A point pools 3 days.'], [])
    """
    if wide == narrow == 1:
        return []
    if wide == 1:
        return [f"On a narrow screen {what.format(narrow)}."]
    said = what[0].upper() + what[1:].format(wide)
    return [f"{said}." if wide == narrow else f"{said} (on a narrow screen {narrow})."]


def shorten(
    rows: Sequence[dict[str, Any]], most: int, join: Callable[[Sequence[dict[str, Any]]], dict[str, Any]], step: timedelta | None = None
) -> tuple[list[dict[str, Any]], int]:
    """Join the rows that fall on the same point of the axis, so that `most` or fewer are left.

    Points are of time, not of so many rows: what lies before and after a gap stays on its own side of it.

    Args:
        rows: Rows with `at`, in order of time.
        most: How many points the axis has.
        join: Rows of one point in, one row out.
        step: Length of the series' intervals, so that a point covers whole ones; None where its times are any.

    Returns:
        The rows, and how many of the old ones a new one stands for at most; 1 where nothing was joined.

    Example:
        >>> day = datetime(2026, 3, 1, tzinfo=UTC)
        >>> old = [{"at": day, "n": 0}] + [{"at": day + timedelta(days=9, hours=k), "n": k} for k in range(4)]
        >>> [row["n"] for row in shorten(old, 3, lambda group: group[-1])[0]]
        [0, 3]
    """
    if len(rows) <= most:
        return list(rows), 1
    first, last = rows[0]["at"], rows[-1]["at"]
    step = step or (last - first) / max(1, most - 1) or HOUR
    # The nearest step: a day on which clocks change begins an hour beside it.
    places = [round((row["at"] - first) / step) for row in rows]
    n = -(-(places[-1] + 1) // most)
    groups = [[row for _, row in group] for _, group in itertools.groupby(zip(places, rows, strict=True), key=lambda pair: pair[0] // n)]
    return [join(group) for group in groups], max(map(len, groups))
