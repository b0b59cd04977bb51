"""Hours of the clock without a day: which day they are of, by the article and by the time beside them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from uproar.claims.anchors import BARE_CLOCK, DAY, HOURS
from uproar.extract.dates.find import TimeExpression

HOUR: Final = rf"(?:{'|'.join(HOURS)}|1[0-2]|[1-9])"
_TWO_BARE: Final = re.compile(
    rf"\b(?:between|from)\s(?P<hours>(?P<first>{HOUR}|noon|midday)(?:\so[’']clock)?\s(?:and|to|until|till)\s)$", re.IGNORECASE
)


def next_after(start: datetime, clock: TimeExpression, zone: str) -> TimeExpression:
    """A bare hour as the first such one after a moment: the midnight of "between Thursday 6 p.m. and midnight".

    Args:
        start: The moment.
        clock: The hour, resolved to some day.
        zone: IANA zone of the hour.
    """
    assert clock.from_at is not None  # noqa: S101 -- for the type checker
    hour, begun = clock.from_at.astimezone(ZoneInfo(zone)), start.astimezone(ZoneInfo(zone))
    at = begun.replace(hour=hour.hour, minute=hour.minute, second=0, microsecond=0)
    at = (at if at > begun else at + DAY).astimezone(UTC)
    return replace(clock, from_at=at, to_at=at + timedelta(minutes=1), reason="")


def two_bare_hours(text: str, date: TimeExpression, zone: str, published: datetime | None) -> TimeExpression:
    """Two bare hours as the last such stretch before the article: "between ten and midnight"; of two such hours of the clock the nearer one.

    Args:
        text: The text.
        date: The second hour; anything else, and an hour whose day is named, is given back as it is.
        zone: IANA zone of the hours.
        published: When the text was published.
    """
    hours = _TWO_BARE.search(text[max(0, date.span[0] - 40) : date.span[0]])
    if (
        hours is None
        or published is None
        or date.from_at is None
        or not BARE_CLOCK.fullmatch(date.text)
        or "publication" not in date.reason
    ):
        return date
    end = date.from_at.astimezone(ZoneInfo(zone))
    while end.astimezone(UTC) > published:
        end -= DAY
    word = hours["first"].lower()
    first = 12 if word in ("noon", "midday") else HOURS.get(word) or int(word)
    half = 24 if word in ("noon", "midday") else 12
    length = timedelta(hours=(end.hour - first) % half or half, minutes=end.minute)
    span = (date.span[0] - len(hours["hours"]), date.span[1])
    start = (end - length).astimezone(UTC)
    return replace(
        date, text=text[slice(*span)], span=span, from_at=start, to_at=end.astimezone(UTC), grain="part_of_day", role="at", reason=""
    )
