"""Write numbers, intervals and times as a newsroom prints them: rounded to what is known, zone always at hand."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

MINUS: Final = "\u2212"
_DAY: Final = timedelta(days=1)


def local(at: datetime, zone: str) -> datetime:
    """The same moment on the clocks of `zone`; UTC where the calendar ends (years 1 and 9999)."""
    try:
        return at.astimezone(ZoneInfo(zone))
    except OverflowError:
        return at.astimezone(UTC)


def count(value: float) -> str:
    """A count with thousands marked.

    Example:
        >>> count(18432), count(-3)
        ('18,432', '−3')
    """
    return f"{round(value):,}".replace("-", MINUS)


def number(value: float) -> str:
    """A measured number to three figures; whole where it is large.

    Example:
        >>> number(41.2694), number(7.5921), number(0.04312), number(1203.4), number(0)
        ('41.3', '7.59', '0.0431', '1,203', '0')
    """
    size = abs(value)
    if value == round(value) or size >= 100:
        return count(value)
    decimals = 1 if size >= 10 else 2 if size >= 1 else 3 if size >= 0.1 else 4
    return f"{value:,.{decimals}f}".replace("-", MINUS)


def in_a_hundred(chance: float) -> str:
    """A chance as so many in a hundred, or in a thousand where it is small.

    Example:
        >>> in_a_hundred(0.037), in_a_hundred(0.004), in_a_hundred(2e-9)
        ('4 in 100', '4 in 1,000', 'fewer than 1 in 1,000')
    """
    if chance < 0.001:
        return "fewer than 1 in 1,000"
    return f"{chance * 100:.0f} in 100" if chance >= 0.01 else f"{chance * 1000:.0f} in 1,000"


def ratio(value: float) -> str:
    """How many times, to two figures.

    Example:
        >>> ratio(0.0443), ratio(0.875), ratio(1.62), ratio(38.4), ratio(120)
        ('0.044', '0.88', '1.6', '38', '120')
    """
    return count(round(value)) if abs(value) >= 10 else f"{value:.2g}".replace("-", MINUS)


def ratios(value: float, low: float, high: float) -> tuple[str, str, str]:
    """A ratio and its bounds, to one figure where the bounds lie a factor of ten or more apart, else to two.

    A bound near 1 has two always: it decides whether anything changed.

    Example:
        >>> ratios(0.0443, 0.00104, 2.13), ratios(0.66, 0.0182, 28.9), ratios(1.62, 0.964, 2.8)
        (('0.04', '0.001', '2'), ('0.7', '0.02', '30'), ('1.6', '0.96', '2.8'))
        >>> ratios(0.21, 0.05, 0.964)
        ('0.2', '0.05', '0.96')
    """
    if high < 10 * low:
        return ratio(value), ratio(low), ratio(high)
    least, most = (ratio(bound if 0.5 <= bound < 2 else float(f"{bound:.1g}")) for bound in (low, high))
    return ratio(float(f"{value:.1g}")), least, most


def rough(value: float, *, up: bool = False) -> str:
    """A bound to two figures, rounded so that it stays one.

    Example:
        >>> rough(3783.75), rough(34022.3, up=True), rough(26.5), rough(0.0432, up=True)
        ('3,700', '35,000', '26', '0.044')
    """
    if not value:
        return "0"
    step = 10.0 ** (math.floor(math.log10(abs(value))) - 1)
    # A hair's breadth, so that 0.3 / 0.1 is not rounded to the next figure.
    bound = (math.ceil(value / step - 1e-9) if up else math.floor(value / step + 1e-9)) * step
    return count(bound) if abs(bound) >= 10 else f"{bound:.2g}".replace("-", MINUS)


def percent(share: float) -> str:
    """A share as a percentage; with a decimal where it is near 0 or 1, so that neither is claimed by rounding.

    Example:
        >>> percent(0.6249), percent(0.0041), percent(0.9962), percent(1.0), percent(0.00001)
        ('62%', '0.4%', '99.6%', '100%', 'under 0.1%')
    """
    hundred = 100 * share
    if 0 < hundred < 0.1:
        return "under 0.1%"
    if 99.9 < hundred < 100:
        return "over 99.9%"
    fine = 0 < hundred < 1 or 99 < hundred < 100
    return f"{hundred:.1f}%" if fine else f"{hundred:.0f}%".replace("-", MINUS)


def points(share: float) -> str:
    """A difference of shares in points of a hundred, with its sign.

    Example:
        >>> points(0.4613), points(-0.02), points(0.0)
        ('+46.1', '−2.0', '0.0')
    """
    return f"{100 * share:+.1f}".replace("-", MINUS) if round(1000 * share) else "0.0"


def day(at: datetime, zone: str) -> str:
    """A day in full.

    Example:
        >>> day(datetime(2026, 3, 12, 8, tzinfo=UTC), "Europe/Berlin")
        'Thursday 12 March 2026'
    """
    here = local(at, zone)
    return f"{here:%A} {here.day} {here:%B} {here.year}"


def clock(at: datetime, zone: str) -> str:
    """The time of day in `zone`, to the minute."""
    return f"{local(at, zone):%H:%M}"


def moment(at: datetime, zone: str) -> str:
    """A moment as a sentence says it, without its zone.

    Example:
        >>> moment(datetime(2026, 3, 12, 8, tzinfo=UTC), "Europe/Berlin")
        'Thursday 12 March 2026 at 09:00'
    """
    return f"{day(at, zone)} at {clock(at, zone)}"


def short(at: datetime, zone: str) -> str:
    """A moment as a table says it, without its zone.

    Example:
        >>> short(datetime(2026, 3, 12, 8, tzinfo=UTC), "Europe/Berlin")
        '12 Mar 2026, 09:00'
    """
    here = local(at, zone)
    return f"{here.day} {here:%b} {here.year}, {here:%H:%M}"


def offset(at: datetime, zone: str) -> str:
    """How far the clocks of `zone` were from UTC at that moment.

    Example:
        >>> offset(datetime(2026, 3, 12, 8, tzinfo=UTC), "Europe/Berlin")
        'UTC+01:00'
    """
    shift = local(at, zone).utcoffset() or timedelta()
    minutes = round(shift.total_seconds() / 60)
    return f"UTC{'+' if minutes >= 0 else MINUS}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def period(start: datetime | None, end: datetime | None, zone: str) -> str:
    """A stretch of time as a table says it: one moment, one whole day, or both ends.

    Example:
        >>> berlin = "Europe/Berlin"
        >>> period(datetime(2026, 3, 11, 23, tzinfo=UTC), datetime(2026, 3, 12, 23, tzinfo=UTC), berlin)
        '12 Mar 2026 (whole day)'
        >>> period(datetime(2026, 3, 12, 8, tzinfo=UTC), None, berlin)
        'from 12 Mar 2026, 09:00'
    """
    if start is None and end is None:
        return ""
    if start is None or end is None:
        return f"until {short(end, zone)}" if end is not None else f"from {short(start, zone)}" if start is not None else ""
    if start == end:
        return short(start, zone)
    first, last = local(start, zone), local(end, zone)
    if _is_midnight(first) and _is_midnight(last):
        days = (last.date() - first.date()).days
        if days == 1:
            return f"{first.day} {first:%b} {first.year} (whole day)"
        last -= timedelta(days=1)
        return f"{first.day} {first:%b} {first.year} to {last.day} {last:%b} {last.year} (whole days)"
    if first.date() == last.date():
        return f"{short(start, zone)} to {last:%H:%M}"
    return f"{short(start, zone)} to {short(end, zone)}"


def between(start: datetime, end: datetime, zone: str) -> str:
    """A stretch of time as a sentence says it, with its zone.

    Example:
        >>> between(datetime(2026, 3, 13, 7, 5, tzinfo=UTC), datetime(2026, 3, 13, 19, 40, tzinfo=UTC), "Europe/Berlin")
        'between 08:05 and 20:40 on Friday 13 March 2026 (Europe/Berlin)'
        >>> between(datetime(2020, 3, 20, tzinfo=UTC), datetime(2020, 5, 4, tzinfo=UTC), "UTC")
        'from Friday 20 March 2020 to Sunday 3 May 2020 (UTC)'
    """
    if start < end and _is_midnight(local(start, zone)) and _is_midnight(local(end, zone)):
        last = local(end, zone) - timedelta(days=1)
        return (
            f"on {day(start, zone)} ({zone})"
            if day(start, zone) == day(last, zone)
            else f"from {day(start, zone)} to {day(last, zone)} ({zone})"
        )
    if day(start, zone) == day(end, zone):
        return f"between {clock(start, zone)} and {clock(end, zone)} on {day(start, zone)} ({zone})"
    return f"between {moment(start, zone)} and {moment(end, zone)} ({zone})"


def length(span: timedelta) -> str:
    """A length of time in its largest sensible unit.

    Example:
        >>> length(timedelta(hours=1)), length(timedelta(hours=65)), length(timedelta(minutes=20)), length(timedelta(days=12))
        ('1 hour', '65 hours', '20 minutes', '12 days')
    """
    hours = span.total_seconds() / 3600
    if hours < 1:
        return plural(round(hours * 60), "minute")
    return plural(round(hours), "hour") if hours < 96 else plural(round(hours / 24), "day")


def plural(n: float, noun: str) -> str:
    """A count with its noun.

    Example:
        >>> plural(1, "review"), plural(1200, "review")
        ('1 review', '1,200 reviews')
    """
    return f"{count(n)} {noun}{'' if n == 1 else 's'}"


def times(n: int) -> str:
    """How often.

    Example:
        >>> times(2), times(12)
        ('twice', '12 times')
    """
    return {1: "once", 2: "twice"}.get(n, f"{count(n)} times")


def groups(sizes: Sequence[int], most: int = 4) -> str:
    """Groups by their size, the largest first.

    Example:
        >>> groups((25,)), groups((25, 8, 3)), groups((40, 25, 20, 9, 9, 3)), groups(())
        ('1 group of 25', '3 groups of 25, 8 and 3', '6 groups, the largest of 40, 25, 20 and 9', '')
    """
    if not sizes:
        return ""
    told = listed([count(size) for size in sizes[:most]])
    return f"{plural(len(sizes), 'group')}{', the largest' if len(sizes) > most else ''} of {told}"


def listed(items: list[str]) -> str:
    """Items as a sentence lists them.

    Example:
        >>> listed(["a"]), listed(["a", "b", "c"])
        ('a', 'a, b and c')
    """
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""


def _is_midnight(at: datetime) -> bool:
    return (at.hour, at.minute, at.second, at.microsecond) == (0, 0, 0, 0)
