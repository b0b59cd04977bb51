"""What an expression of time is read against, and what every shape of it needs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Final, TypeAlias
from zoneinfo import ZoneInfo

from uproar.extract.dates import patterns as shapes
from uproar.extract.dates.periods import Period
from uproar.extract.dates.tense import Outlook, Tense, outlook_at

NO_PUBLICATION: Final = "relative to the publication, which is not known"
Resolved: TypeAlias = tuple[Period | None, str]


@dataclass
class Reading:
    """What an expression is read against.

    Attributes:
        published: Bounds of the publication in local time, or None.
        place: The zone; an expression that names its own ("9 pm ET") replaces it.
        clause: The text, and the start and end of the expression in it, from which the tense is read where it is needed.
        anchor: Start of the earlier time that an anchored expression counts from, or None.
        day: The local day that the same sentence names before it, which a time of day without one is on, or None.
        quarter: The quarter of a year that is spoken of right before ("2020-Q3"), or "".
        era: The time long ago that is spoken of right before ("1998"), which may tell the year of a day without one, or "".
    """

    published: tuple[datetime, datetime] | None
    place: ZoneInfo
    clause: tuple[str, int, int]
    anchor: datetime | None
    day: date | None = None
    quarter: str = ""
    era: str = ""

    @cached_property
    def outlook(self) -> Outlook:
        """How the clause looks at the expression, and why that is in doubt."""
        return outlook_at(*self.clause)

    @property
    def tense(self) -> Tense:
        """Whether the clause looks ahead ("future") or back ("past"), or ""."""
        return self.outlook.tense

    @property
    def future(self) -> bool:
        """Whether the clause looks ahead."""
        return self.tense == "future"

    @property
    def day_only(self) -> bool:
        """Whether the publication is known no closer than to a day (23 hours, where the clocks change)."""
        return self.published is not None and self.published[1] - self.published[0] >= timedelta(hours=23)

    @property
    def today(self) -> date:
        """The local day of the publication."""
        if self.published is None:
            raise NotKnownError
        return self.published[0].date()


class NotKnownError(Exception):
    """The publication is needed and not known."""


def to_minute(at: datetime) -> str:
    """A local time to the minute, as a value of TimeML."""
    return at.strftime("%Y-%m-%dT%H:%M").rjust(16, "0")


def month_number(name: str) -> int:
    """The number of a month from its name or the first three letters of it."""
    return shapes.MONTH_NUMBER[name[:3].lower()]


YEAR_STEPS: Final = {"this": 0, "the": 0, "last": -1, "next": 1}


def third(period: Period, mod: str | None) -> Period:
    """The early, middle or late third of a period."""
    if not mod or mod.lower() not in ("early", "mid", "late"):
        return period
    step = (period.end - period.start) / 3
    first = {"early": 0, "mid": 1, "late": 2}[mod.lower()]
    start, end = period.start + first * step, period.start + (first + 1) * step
    start, end = (at.replace(hour=0, minute=0, second=0, microsecond=0) for at in (start, end))
    return Period(start, end, period.grain, period.value)


def publication(_: re.Match[str], reading: Reading) -> Resolved:
    """The moment of the publication itself: "now"."""
    if reading.published is None:
        raise NotKnownError
    start, end = (at.replace(tzinfo=None) for at in reading.published)
    return Period(start, max(end, start + timedelta(minutes=1)), "hour"), "the publication"


# Mean lengths in the Gregorian calendar, in days.
_DAYS: Final = {
    "day": 1, "night": 1, "week": 7, "weekend": 7, "fortnight": 14, "month": 30.4375, "quarter": 91.3125, "year": 365.25,
    "decade": 3652.5, "century": 36525,
}  # fmt: skip


def length_of(count: float, unit: str) -> timedelta:
    """So many of a unit, with the calendar's mean lengths."""
    return timedelta(**{unit + "s": count}) if unit in ("second", "minute", "hour") else timedelta(days=count * _DAYS[unit])
