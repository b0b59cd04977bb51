"""Times as the finders of claims need them: made shorter, joined or given their day by the words around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

from uproar.extract.dates import TimeExpression

_HOURS: Final = {word: hour for hour, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)}  # noqa: SIM905 -- reads better as words
_HOUR: Final = rf"(?:{'|'.join(_HOURS)}|1[0-2]|[1-9])"
_SMALL_HOURS: Final = re.compile(r"\b(?:small|early|wee) hours of\s$", re.IGNORECASE)
_NIGHT_TO: Final = re.compile(r"\b(?:night|overnight) (?:in)?to\s$", re.IGNORECASE)
# "Right through Thursday evening": all of it, not up to it.
_THROUGH: Final = re.compile(r"\b(?:all|right|straight|clear|clean|the whole way|all the way) through\s(?:the\s)?$", re.IGNORECASE)
_CLOCK: Final = re.compile(
    r"\b(?:at|by|about|around|until|since|from|shortly before|shortly after|just after|just before)\s(?:(?P<half>half past|a quarter past|a quarter to)\s)?"
    rf"(?P<hour>{_HOUR})(?:\so[’']clock)?(?:\son|\sin the \w+ of|\sin the)?\s$",
    re.IGNORECASE,
)
_CLOCK_OF_DAY: Final = re.compile(
    rf"\b(?:at|by|about|around|until|since)\s(?P<hour>{_HOUR})(?:\so[’']clock)?\sin\sthe\s(?P<part>morning|afternoon|evening)(?:\son|\sof)\s$",
    re.IGNORECASE,
)
_OF_DAY: Final = re.compile(r"\s(?P<what>midnight|noon|midday)\b", re.IGNORECASE)
_TWO_CLOCKS: Final = re.compile(
    rf"\b(?:between|from)\s(?P<first>{_HOUR}|noon)(?:\so[’']clock)?\s(?:and|to|until|till)\s(?P<second>{_HOUR}|noon"
    rf"|midnight)(?:\so[’']clock)?(?:\son|\sin the \w+ of)?\s$",
    re.IGNORECASE,
)
_MINUTES: Final = {"half past": 30, "a quarter past": 15, "a quarter to": -15}
_BARE_CLOCK: Final = re.compile(r"(?:midnight|noon|midday|\d{1,2}(?:[:.]\d\d)?\s?(?:am|pm|a\.m\.|p\.m\.)?)", re.IGNORECASE)
_JOINED: Final = re.compile(r"\s?(?:and|to|until|till|-|–|(?:struck |came |fell )?on)\s(?:about\s|around\s)?", re.IGNORECASE)
_ALL_WEEKEND: Final = re.compile(
    r"\b(?:(?:all|the (?:whole|entire|full)|(?:whole|entire|full)|this whole|all of the) weekend|weekend[- ]long)\b", re.IGNORECASE
)
_DAY: Final = timedelta(days=1)


def mended(text: str, dates: Sequence[TimeExpression], zone: str, published: datetime | None = None) -> list[TimeExpression]:
    """The times of a text in order, each as the words around it mean it.

    Args:
        text: The text.
        dates: Its expressions of time, in order.
        zone: IANA zone in which hours are read.
        published: When it was published; without it "all weekend" is no time.

    Example:
        >>> from uproar.extract.dates import find_dates
        >>> text = "It led from midnight to midnight on Thursday."
        >>> at = datetime(2026, 3, 16, 8, tzinfo=UTC)
        >>> [(one.text, f"{one.from_at:%a %H}", f"{one.to_at:%a %H}") for one in mended(text, find_dates(text, published_from=at), "UTC", at)]
        [('midnight to midnight on Thursday', 'Thu 00', 'Fri 00')]
    """
    out = [_narrowed(text, date, zone) for date in dates]
    out = _with_their_day(text, out, zone)
    if published is not None:
        for match in _ALL_WEEKEND.finditer(text):
            if not any(date.span[0] < match.end() and match.start() < date.span[1] for date in out):
                out.append(_weekend(match, published, zone))
    return sorted(out, key=lambda date: date.span)


def _narrowed(text: str, date: TimeExpression, zone: str) -> TimeExpression:
    """A time with what stands before it and makes it shorter: "the small hours of Thursday", "at nine on Thursday evening".

    Five hours are the small ones of a day; a clock's hour must lie in the part of the day that follows it.
    """
    before = text[max(0, date.span[0] - 48) : date.span[0]]
    if date.from_at is None or date.to_at is None:
        return date
    if date.role == "until" and _THROUGH.search(before):
        return replace(date, role="at")
    if date.grain == "day" and _SMALL_HOURS.search(before):
        return replace(date, to_at=date.from_at + timedelta(hours=5), grain="part_of_day")
    if date.grain == "day" and _NIGHT_TO.search(before):
        half = timedelta(hours=6)
        return replace(date, from_at=date.from_at - half, to_at=date.from_at + half, grain="part_of_day", role="at")
    if date.grain == "day" and (clock := _CLOCK_OF_DAY.search(before)) is not None:
        number = (_HOURS.get(clock["hour"].lower()) or int(clock["hour"])) % 12 + (0 if clock["part"].lower() == "morning" else 12)
        hour = (date.from_at.astimezone(ZoneInfo(zone)) + timedelta(hours=number)).astimezone(UTC)
        return replace(date, from_at=hour, to_at=hour + timedelta(minutes=1), grain="hour")
    if (
        date.grain == "day"
        and date.to_at - date.from_at <= timedelta(hours=26)
        and (of_day := _OF_DAY.match(text, date.span[1])) is not None
    ):
        hour = date.to_at if of_day["what"].lower() == "midnight" else date.from_at + (date.to_at - date.from_at) / 2
        span = (date.span[0], of_day.end())
        return replace(date, text=text[slice(*span)], span=span, from_at=hour, to_at=hour + timedelta(minutes=1), grain="hour")
    if date.grain != "part_of_day" or date.to_at - date.from_at <= timedelta(hours=1):
        return date
    if two := _TWO_CLOCKS.search(before):
        ends = [_at(two[name], date, zone) for name in ("first", "second")]
        if ends[0] is not None and ends[1] is not None and ends[0] < ends[1]:
            return replace(date, from_at=ends[0], to_at=ends[1], role="at")
        return date
    clock = _CLOCK.search(before)
    if clock is None or clock[0].lower().startswith(("shortly", "just", "from")):
        return date  # some minutes off, and nobody says how many
    at = _at(clock["hour"], date, zone, _MINUTES.get((clock["half"] or "").lower(), 0))
    return date if at is None else replace(date, from_at=at, to_at=at + timedelta(minutes=1), grain="hour")


def _at(hour: str, part: TimeExpression, zone: str, minutes: int = 0) -> datetime | None:
    """An hour of the clock in a part of a day; a morning holds its small hours, an evening ends with midnight."""
    assert part.from_at is not None  # noqa: S101 -- for the type checker
    assert part.to_at is not None  # noqa: S101 -- for the type checker
    start = part.from_at.astimezone(ZoneInfo(zone))
    midnight = start.replace(hour=0, minute=0)
    if "morning" in part.text.lower():
        start = midnight
    word = hour.lower()
    number = {"noon": 12, "midnight": 24}.get(word) or _HOURS.get(word) or int(word)
    for noon in (0, 12):
        at = midnight + timedelta(hours=number + noon, minutes=minutes)
        if start <= at < part.to_at or (word == "midnight" and at == part.to_at) or (word == "noon" and not noon):
            return at.astimezone(UTC)
    return None


def _with_their_day(text: str, dates: Sequence[TimeExpression], zone: str) -> list[TimeExpression]:
    """Bare hours joined to a time that names its day: they are of that day ("between midnight and noon on Thursday")."""
    out = list(dates)
    for place, (first, second) in enumerate(pairwise(dates)):
        if first.from_at is None or second.from_at is None or second.to_at is None or second.grain not in ("hour", "part_of_day", "day"):
            continue
        between = text[first.span[1] : second.span[0]]
        if not _BARE_CLOCK.fullmatch(first.text) or "publication" not in first.reason or not _JOINED.fullmatch(between):
            continue
        day = second.from_at.astimezone(ZoneInfo(zone)).replace(hour=0, minute=0)
        midnights = second.text.lower().startswith("midnight")
        if midnights:
            day -= _DAY  # "midnight on Thursday" is the one that ends it
        of_day = first.from_at.astimezone(ZoneInfo(zone))
        moment = (day + timedelta(hours=of_day.hour, minutes=of_day.minute)).astimezone(UTC)
        if between.strip().endswith("on"):
            # "As midnight struck on Thursday": the day gives way to the hour, and midnight is the one that ends it.
            moment += _DAY if of_day.hour == 0 else timedelta(0)
            out[place] = replace(first, from_at=moment, to_at=moment + timedelta(minutes=1), reason="")
            out[place + 1] = replace(second, from_at=moment, to_at=moment + timedelta(minutes=1), grain="hour")
        elif midnights and first.text.lower() == "midnight":
            span = (first.span[0], second.span[1])
            whole = replace(second, text=text[slice(*span)], span=span, from_at=moment, to_at=second.from_at, role="at", grain="day")
            return _with_their_day(text, [*out[:place], whole, *out[place + 2 :]], zone)
        else:
            out[place] = replace(first, from_at=moment, to_at=moment + timedelta(minutes=1), reason="")
    return out


def _weekend(match: re.Match[str], published: datetime, zone: str) -> TimeExpression:
    """The Saturday and Sunday that an article looks back on: those it was published on, or the last before."""
    today = published.astimezone(ZoneInfo(zone)).replace(hour=0, minute=0, second=0, microsecond=0)
    saturday = today - _DAY * ((today.weekday() - 5) % 7)
    return TimeExpression(match[0], match.span(), saturday.astimezone(UTC), (saturday + 2 * _DAY).astimezone(UTC))
