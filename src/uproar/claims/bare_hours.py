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

_ONE: Final = rf"(?:{HOUR}(?:\s?[ap]\.?m\b\.?)?|noon|midday|midnight)(?:\so[’']clock)?"
_PART: Final = r"(?:\s(?:in\sthe|at)\s(?P<{}>morning|afternoon|evening|night))?"
RANGE: Final = (
    rf"\b(?:between|from)\s(?:about\s|around\s)?(?P<one>{_ONE})(?!\d){_PART.format('part1')}"
    rf"\s(?:and|to|until|till)\s(?:about\s|around\s)?(?P<two>{_ONE})(?![\w:.]*\d){_PART.format('part2')}"
)
_RANGE_BEFORE: Final = re.compile(rf"{RANGE}(?:,?\sin\sthe\s(?P<small>small|early|wee)\shours)?,?(?:\s(?:on|of))?\s$", re.IGNORECASE)
_RANGE_AFTER: Final = re.compile(rf",?\s{RANGE}(?!\s(?:people|signatures|names|points|per\s?cent|thousand|hundred))\b", re.IGNORECASE)
_SMALL: Final = re.compile(r"\b(?:small|early|wee) hours of\s$", re.IGNORECASE)
# Hours of the clock, first and last, that a part of a day has: a night's are those before its midnight.
_PARTS: Final = {"small": (0, 7), "morning": (0, 12), "afternoon": (12, 19), "evening": (16, 24), "night": (18, 24), "later": (12, 24)}


def two_hours_of(text: str, date: TimeExpression, zone: str) -> TimeExpression | None:
    """A day, or a part of one, cut to the two hours beside it: "between six o'clock and noon on Thursday", "Thursday evening, from seven to ten".

    Which half of the day they are of is told by the part of it, by noon or midnight at an end, or not at all: then None.

    Args:
        text: The text.
        date: A day or a part of one.
        zone: IANA zone of its hours.
    """
    if (
        date.grain not in ("day", "part_of_day")
        or date.from_at is None
        or date.to_at is None
        or date.to_at - date.from_at > timedelta(hours=26)
    ):
        return None
    lead = text[max(0, date.span[0] - 110) : date.span[0]]
    found = _RANGE_BEFORE.search(lead)
    span = (date.span[0] - len(found[0]), date.span[1]) if found is not None else date.span
    said = "small" if found is not None and found["small"] else None
    if found is None and (found := _RANGE_AFTER.match(text, date.span[1])) is not None:
        span = (date.span[0], found.end())
        said = "small" if _SMALL.search(lead) else None
    if found is None:
        return None
    words = date.text.lower()
    said = said or next((part for part in ("morning", "afternoon", "evening", "night") if part in words), None)
    said = said or ("morning" if date.grain == "part_of_day" and "overnight" in words else None)
    ends = _ends(found, said)
    if ends is None:
        return None
    midnight = date.from_at.astimezone(ZoneInfo(zone)).replace(hour=0, minute=0, second=0, microsecond=0)
    start, end = ((midnight + timedelta(hours=hour)).astimezone(UTC) for hour in ends)
    return replace(date, text=text[slice(*span)], span=span, from_at=start, to_at=end, grain="part_of_day", role="at")


def _ends(found: re.Match[str], said: str | None) -> tuple[int, int] | None:
    """Two hours of a day from their words: the nearest such pair, where the words leave only one half of the day."""
    firsts = _hours_of(found["one"], found["part1"] or (None if found["part2"] and not said else said), first=True)
    seconds = _hours_of(found["two"], found["part2"] or said, first=False)
    pairs = sorted((end - start, start, end) for start in firsts for end in seconds if start < end)
    clear = re.search(r"[ap]\.?m\b", found["one"] + found["two"], re.IGNORECASE) is not None
    told = said or clear or found["part1"] or found["part2"] or not (len(firsts) == len(seconds) == 2)
    return (pairs[0][1], pairs[0][2]) if pairs and told else None


def _hours_of(words: str, part: str | None, *, first: bool) -> list[int]:
    word = words.lower().partition(" ")[0]
    if (half := re.search(r"(?<=[\d\s])([ap])\.?m", words.lower())) is not None:
        word, part = re.split(r"\s|[ap]\.?m", words.lower())[0], {"a": "morning", "p": "later"}[half[1]]
    if word in ("noon", "midday"):
        return [12]
    if word == "midnight":
        return [0] if first else [24]
    number = (HOURS.get(word) or int(word)) % 12
    low, high = _PARTS[part.lower()] if part else (0, 24)
    return [hour for hour in (number, number + 12) if low <= hour <= high]


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


_TO_HOUR: Final = re.compile(
    rf"\b(?P<range>(?:between|from)\s(?:about\s|around\s)?(?P<one>\d{{1,2}}:\d\d(?:\s?[ap]\.?m\.?)?"
    rf"|{_ONE})(?!\d){_PART.format('part1')}\s(?:and|to|until|till)\s)$",
    re.IGNORECASE,
)


def from_hour_to(text: str, date: TimeExpression, zone: str) -> TimeExpression | None:
    """A moment with the hour from which it is told: "from six to noon on Thursday", "between 2 and 6 a.m. on Thursday"; None where none stands before it.

    Args:
        text: The text.
        date: The moment at which it ends.
        zone: IANA zone of the hours.
    """
    found = _TO_HOUR.search(text[max(0, date.span[0] - 60) : date.span[0]])
    if found is None or date.from_at is None or date.grain != "hour" or (BARE_CLOCK.fullmatch(date.text) and "publication" in date.reason):
        return None
    end = date.from_at.astimezone(ZoneInfo(zone))
    clock, minutes, half = re.match(r"(\d{1,2}|[a-z]+)(?::(\d\d))?\s?([ap]\b|[ap](?=\.?m))?", found["one"].lower()).groups()  # type: ignore[union-attr]  # an hour begins so
    hour = {"noon": 12, "midday": 12}.get(clock) or HOURS.get(clock) or (0 if clock == "midnight" else int(clock))
    part = (found["part1"] or "").lower() or {"a": "morning", "p": "evening"}.get(half or "", "")
    told = part or clock in ("noon", "midday", "midnight") or hour > 12
    hour = hour % 12 + (12 if part in ("afternoon", "evening", "night") else 0) if part else hour
    begun = end.replace(hour=hour % 24, minute=int(minutes or 0))
    while begun >= end:
        begun -= DAY
    while not told and end - begun > timedelta(hours=12):
        begun += timedelta(hours=12)
    span = (date.span[0] - len(found["range"]), date.span[1])
    start = begun.astimezone(UTC)
    return replace(date, text=text[slice(*span)], span=span, from_at=start, to_at=date.from_at, grain="part_of_day", role="at", reason="")
