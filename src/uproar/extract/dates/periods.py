"""Calendar arithmetic on local wall-clock intervals: a day, a week, a season, turned to UTC through the zone's own rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

# Local hours of the parts of a day; 24 is the next midnight. News says "Thursday night" for the evening of Thursday.
PARTS: Final = {
    "early": (0, 9), "early morning": (0, 6), "morning": (6, 12), "midday": (11, 13), "noon": (12, 13), "lunchtime": (12, 14),
    "afternoon": (12, 18), "evening": (18, 24), "night": (18, 24), "late": (18, 24), "overnight": (0, 6),
}  # fmt: skip
# TimeML's codes for the parts of a day; "early" and "late" name none.
PART_CODES: Final = {
    "early morning": "TMO", "morning": "TMO", "midday": "T12:00", "noon": "T12:00", "lunchtime": "TMI", "afternoon": "TAF",
    "evening": "TEV", "night": "TNI", "overnight": "TNI",
}  # fmt: skip
SEASON_CODES: Final = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
# First month and day, last day of each northern season: from the meteorological start to the astronomical end, because
# people say "this summer" from 1 June to the equinox.
SEASONS: Final = {
    "spring": ((3, 1), (6, 20)), "summer": ((6, 1), (9, 22)), "autumn": ((9, 1), (12, 20)), "fall": ((9, 1), (12, 20)),
    "winter": ((12, 1), (3, 20)),
}  # fmt: skip
_SOUTHERN: Final = {"spring": "autumn", "summer": "winter", "autumn": "spring", "fall": "spring", "winter": "summer"}
GRAINS: Final = {
    "second": "hour", "minute": "hour", "hour": "hour", "day": "day", "night": "part_of_day", "week": "week", "fortnight": "week",
    "weekend": "day", "month": "month", "quarter": "season", "year": "year", "decade": "vague", "century": "vague",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Period:
    """A local wall-clock interval without a zone, start inclusive, end exclusive.

    Attributes:
        start: Its first moment.
        end: The first moment after it.
        grain: How finely it was named, as in `TimeExpression.grain`.
        value: Its ISO 8601 or TimeML name ("2020-09-10", "2020-W37", "2020-SU", "2020-09-10TNI"), or "" where it has none.
    """

    start: datetime
    end: datetime
    grain: str
    value: str = ""

    def to_utc(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """The same interval in UTC, with the zone's own change of clocks in it.

        Example:
            >>> start, end = day(date(2020, 10, 25)).to_utc(ZoneInfo("Europe/London"))
            >>> end - start
            datetime.timedelta(days=1, seconds=3600)
        """
        if zone.key == "UTC":
            return self.start.replace(tzinfo=UTC), self.end.replace(tzinfo=UTC)
        return self.start.replace(tzinfo=zone).astimezone(UTC), self.end.replace(tzinfo=zone).astimezone(UTC)


_MIDNIGHT: Final = time()


def _midnight(at: date) -> datetime:
    return datetime.combine(at, _MIDNIGHT)


def day(at: date) -> Period:
    """One whole day."""
    return Period(_midnight(at), _midnight(at + timedelta(days=1)), "day", at.isoformat())


def part(at: date, name: str) -> Period:
    """A part of one day, such as its morning.

    Example:
        >>> part(date(2020, 9, 10), "night").end
        datetime.datetime(2020, 9, 11, 0, 0)
    """
    first, last = PARTS[name]
    value = at.isoformat() + PART_CODES.get(name, "")
    return Period(_midnight(at) + timedelta(hours=first), _midnight(at) + timedelta(hours=last), "part_of_day", value)


def days(first: date, count: int, grain: str, value: str = "") -> Period:
    """`count` whole days from `first` on."""
    return Period(_midnight(first), _midnight(first + timedelta(days=count)), grain, value)


def _iso_week(at: date) -> str:
    year, number, _ = at.isocalendar()
    return f"{year:04d}-W{number:02d}"


def week(at: date) -> Period:
    """The week from Monday on that holds `at`."""
    return days(at - timedelta(days=at.weekday()), 7, "week", _iso_week(at))


def month(year: int, number: int) -> Period:
    """One calendar month.

    Example:
        >>> month(2020, 12).end
        datetime.datetime(2021, 1, 1, 0, 0)
    """
    start, end = datetime(year, number, 1), datetime(year + number // 12, number % 12 + 1, 1)  # noqa: DTZ001 -- local by design
    return Period(start, end, "month", f"{year:04d}-{number:02d}")


def months(year: int, number: int, count: int, grain: str, value: str = "") -> Period:
    """`count` calendar months, the first of which is `number` of `year`."""
    last = number - 1 + count
    end = datetime(year + last // 12, last % 12 + 1, 1)  # noqa: DTZ001 -- local by design
    return Period(month(year, number).start, end, grain, value)


def years(year: int, count: int = 1) -> Period:
    """`count` calendar years from `year` on; a decade and a century are named by their first digits."""
    named = f"{year:04d}"
    return months(year, 1, 12 * count, "year" if count == 1 else "vague", named if count == 1 else named[: 3 if count == 10 else 2])


def season(name: str, year: int, *, southern: bool = False) -> Period:
    """The season that starts in `year`.

    Example:
        >>> season("summer", 2020).start
        datetime.datetime(2020, 6, 1, 0, 0)
    """
    (first_month, first_day), (last_month, last_day) = SEASONS[_SOUTHERN[name] if southern else name]
    end_year = year + (last_month < first_month)
    end = date(end_year, last_month, last_day) + timedelta(days=1)
    value = f"{year:04d}-{SEASON_CODES[name]}"
    return Period(_midnight(date(year, first_month, first_day)), _midnight(end), "season", value)


def shift_months(at: date, count: int) -> date:
    """The same day `count` months away, or the last day of that month where it has no such day.

    Example:
        >>> shift_months(date(2020, 3, 31), -1)
        datetime.date(2020, 2, 29)
    """
    index = at.year * 12 + at.month - 1 + count
    year, number = divmod(index, 12)
    last = (month(year, number + 1).end - timedelta(days=1)).day
    return date(year, number + 1, min(at.day, last))


def away(at: date, count: int, unit: str) -> Period:
    """The period of one unit's grain that lies `count` units from `at` (negative: before).

    A span of weeks, months or years back names a day only roughly, so it is the week, month or year that is named.

    Example:
        >>> away(date(2020, 9, 11), -3, "day").start
        datetime.datetime(2020, 9, 8, 0, 0)
    """
    if unit in ("day", "night"):
        return day(at + timedelta(days=count))
    if unit in ("week", "fortnight", "weekend"):
        there = at + timedelta(weeks=count * (2 if unit == "fortnight" else 1))
        return weekend(there) if unit == "weekend" else week(there)
    if unit in ("month", "quarter"):
        there = shift_months(at, count * (3 if unit == "quarter" else 1))
        return quarter(there.year, (there.month - 1) // 3 + 1) if unit == "quarter" else month(there.year, there.month)
    if unit == "year":
        return years(at.year + count)
    size = 10 if unit == "decade" else 100
    return years((at.year // size + count) * size, size)


def weekend(at: date) -> Period:
    """Saturday and Sunday of the week that holds `at`."""
    return days(at - timedelta(days=at.weekday()) + timedelta(days=5), 2, "day", _iso_week(at) + "-WE")


def quarter(year: int, number: int) -> Period:
    """One calendar quarter."""
    return months(year, 3 * number - 2, 3, "season", f"{year:04d}-Q{number}")
