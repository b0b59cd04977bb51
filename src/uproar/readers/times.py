"""Read times as files write them, to microseconds UTC."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from uproar.findings import to_micros

# Backlashes with records began with the web; a time outside these years is a damaged one.
EARLIEST: Final = datetime(1990, 1, 1, tzinfo=UTC)
_DAY: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DOTTED: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?")
_SLASHED: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\b")
# Seconds (9 or 10 digits), milliseconds (12, 13) or microseconds (15, 16) since 1970; 14 digits are YYYYMMDDhhmmss, as web archives write it.
_UNIX: Final = re.compile(r"(?:\d{9,10}|\d{12,13}|\d{15,16})(?:\.\d+)?", re.ASCII)
_UNIX_STEPS: Final = {9: 1, 10: 1, 12: 1e3, 13: 1e3, 15: 1e6, 16: 1e6}
_COMPACT: Final = re.compile(r"(\d{4})(\d\d)(\d\d)[T_ -]?(\d\d)(\d\d)(\d\d)?", re.ASCII)
_MONTHS: Final = "janfebmaraprmayjunjulaugsepoctnovdec"
_CLOCK: Final = r"(?:,?(?: at)? (?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?(?: ?(?P<half>[AaPp]\.?[Mm]\.?))?)?"
_MONTH_FIRST: Final = re.compile(r"(?P<month>[A-Za-z]{3,9})\.? (?P<day>\d{1,2}),? (?P<year>\d{4})" + _CLOCK)
_DAY_FIRST: Final = re.compile(r"(?P<day>\d{1,2})\.?[ -](?P<month>[A-Za-z]{3,9})\.?[ -](?P<year>\d{4})" + _CLOCK)
_X_V1: Final = "%a %b %d %H:%M:%S %z %Y"
_ABBREVIATIONS: Final = {
    "EST": -5,
    "EDT": -4,
    "CST": -6,
    "CDT": -5,
    "MST": -7,
    "MDT": -6,
    "PST": -8,
    "PDT": -7,
    "GMT": 0,
    "UTC": 0,
    "BST": 1,
}


class UnreadableTimeError(ValueError):
    """A time that cannot be read; the message says why, without the value, so that equal faults group."""


@lru_cache(maxsize=1 << 16)
def read_time(text: str, zone: str = "") -> tuple[int, int, bool]:
    """Read one time.

    Args:
        text: ISO 8601 with or without zone, "2020-09-10 21:00:00 EDT", "dd.mm.YYYY HH:MM[:SS]", "Sep 10, 2020 9:00 PM", "10 September 2020", X v1's own
            form, Unix seconds, milliseconds or microseconds, "20200910-2100", a memento's 14 digits, or a bare day.
        zone: IANA zone of a time that carries none; "" reads it as UTC. Of an hour that a clock shows twice the first is meant; one that it skips is
            read as if it had not.

    Returns:
        Start and end of what it names, in microseconds (a bare day is a day in the zone; a time is an instant, both equal), and whether it carried its own zone.

    Raises:
        UnreadableTimeError: It cannot be read, or is of no plausible year.

    Example:
        >>> read_time("1970-01-01T00:00:01Z")
        Traceback (most recent call last):
        uproar.readers.times.UnreadableTimeError: time before 1990
        >>> read_time("2020-09-10 21:00:00 EDT") == read_time("2020-09-11T01:00:00+00:00")
        True
        >>> start, end, zoned = read_time("2020-03-20")
        >>> (end - start) // 1_000_000, zoned
        (86400, False)
    """
    text = text.strip()
    if not text:
        raise UnreadableTimeError("no time")
    here = ZoneInfo(zone) if zone else UTC
    try:
        return _read(text, here)
    except UnreadableTimeError:
        raise
    except (ValueError, OverflowError, OSError) as error:
        raise UnreadableTimeError("time that cannot be read") from error


def _read(text: str, here: tzinfo) -> tuple[int, int, bool]:
    if _UNIX.fullmatch(text):
        number, digits = float(text), len(text.partition(".")[0])
        return _instant(datetime.fromtimestamp(number / _UNIX_STEPS[digits], UTC), zoned=True)
    if match := _DAY.fullmatch(text):
        return _day(date(*map(int, match.groups())), here)
    if match := _COMPACT.fullmatch(text):
        year, month, day, hour, minute, second = (int(part or 0) for part in match.groups())
        return _instant(datetime(year, month, day, hour, minute, second, tzinfo=here), zoned=False)
    if match := _DOTTED.fullmatch(text):
        day_read = date(int(match[3]), int(match[2]), int(match[1]))
        if match[4] is None:
            return _day(day_read, here)
        return _instant(datetime.combine(day_read, time(int(match[4]), int(match[5]), int(match[6] or 0)), here), zoned=False)
    if _SLASHED.match(text):
        raise UnreadableTimeError("time with slashes, whose day and month cannot be told apart: write it as 2020-09-10")
    if match := _MONTH_FIRST.fullmatch(text) or _DAY_FIRST.fullmatch(text):
        return _named_month(match.groupdict(), here)
    head, _, last = text.rpartition(" ")
    if last in _ABBREVIATIONS:
        return _instant(datetime.fromisoformat(head).replace(tzinfo=UTC) - timedelta(hours=_ABBREVIATIONS[last]), zoned=True)
    if text[:3].isalpha() and text[-4:].isdigit():
        return _instant(datetime.strptime(text, _X_V1), zoned=True)  # noqa: DTZ007 - its form holds %z
    at = datetime.fromisoformat(text)
    if len(text) <= len("2020-09-10"):
        return _day(at.date(), here)  # 20200910, 2020-W37-4
    return _instant(at if at.tzinfo else at.replace(tzinfo=here), zoned=at.tzinfo is not None)


def _named_month(parts: dict[str, str | None], here: tzinfo) -> tuple[int, int, bool]:
    month = _MONTHS.find((parts["month"] or "")[:3].casefold())
    if month < 0 or month % 3:
        raise UnreadableTimeError("time that cannot be read")
    day = date(int(parts["year"] or 0), month // 3 + 1, int(parts["day"] or 0))
    if parts["hour"] is None:
        return _day(day, here)
    hour = int(parts["hour"])
    if half := parts["half"]:
        if not 1 <= hour <= 12:
            raise UnreadableTimeError("time that cannot be read")
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    return _instant(datetime.combine(day, time(hour, int(parts["minute"] or 0), int(parts["second"] or 0)), here), zoned=False)


def _instant(at: datetime, *, zoned: bool) -> tuple[int, int, bool]:
    if at < EARLIEST:
        raise UnreadableTimeError("time before 1990")
    micros = to_micros(at)
    return micros, micros, zoned


def _day(day: date, here: tzinfo) -> tuple[int, int, bool]:
    start = datetime.combine(day, time(), here)
    end = datetime.combine(day + timedelta(days=1), time(), here)
    low, _, _ = _instant(start.astimezone(UTC), zoned=False)
    return low, to_micros(end.astimezone(UTC)), False
