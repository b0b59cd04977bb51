"""Times as the finders of claims need them: made shorter, joined or given their day by the words around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

from uproar.claims.anchors import BARE_CLOCK, DAY, HOURS, weekend
from uproar.claims.bare_hours import HOUR, from_hour_to, next_after, two_bare_hours, two_hours_of
from uproar.extract.dates.find import TimeExpression

_OPENS: Final = re.compile(r"\b(?:between|from)\s$", re.IGNORECASE)
_SMALL_HOURS: Final = re.compile(r"\b(?:small|early|wee) hours of\s$", re.IGNORECASE)
_NIGHT_TO: Final = re.compile(r"\b(?:night|overnight) (?:in)?to\s$", re.IGNORECASE)
# "Right through Thursday evening": all of it, not up to it.
_THROUGH: Final = re.compile(r"\b(?:all|right|straight|clear|clean|the whole way|all the way) through\s(?:the\s)?$", re.IGNORECASE)
_CLOCK: Final = re.compile(
    r"\b(?:at|by|about|around|until|since|from|shortly before|shortly after|just after|just before)\s(?:(?P<half>half past|(?:a )?quarter"
    r" (?:past|to)|(?:ten|twenty|five|twenty-five) (?:minutes )?(?:past|to))\s)?"
    rf"(?P<hour>{HOUR})(?:\so[’']clock)?(?:\son|\sin the \w+ of|\sin the)?\s$",
    re.IGNORECASE,
)
_CLOCK_OF_DAY: Final = re.compile(
    rf"\b(?:at|by|about|around|until|since)\s(?P<hour>{HOUR})(?:\so[’']clock)?\sin\sthe\s(?P<part>morning|afternoon|evening)(?:\son"
    rf"|\sof)\s$",
    re.IGNORECASE,
)
_OF_DAY: Final = re.compile(r"\s(?P<what>midnight|noon|midday)\b", re.IGNORECASE)
# Meals and light of a day, in hours of the clock, as wide as habits and seasons: "by breakfast time on Thursday".
_OF_THE_DAY: Final = {
    "breakfast": (6, 11), "lunch": (11, 15), "tea": (15, 19), "dinner": (17, 22), "supper": (17, 23), "bed": (20, 24), "dawn": (4, 9), "daybreak": (4, 9),
    "sunrise": (4, 9), "first light": (4, 9), "sunset": (15, 22), "dusk": (15, 22), "nightfall": (16, 23),
}  # fmt: skip
_MEAL_OR_LIGHT: Final = re.compile(
    r"\b(?:(?P<meal>breakfast|lunch|tea|dinner|supper|bed)(?:[- ]?time)?|(?P<light>dawn|daybreak|sunrise|first light|sunset|dusk"
    r"|nightfall))\s(?:on|of)\s$",
    re.IGNORECASE,
)
_PARTS: Final = {"morning": (6, 12), "afternoon": (12, 18), "evening": (18, 24)}
_ALL_PART: Final = re.compile(
    r"\b(?:all|all of|whole|entire|throughout|all through|through|during|in|over|for|of)\s(?:the\s)?(?P<part>morning|afternoon"
    r"|evening)\s(?:on|of)\s$",
    re.IGNORECASE,
)
_SOON_AFTER: Final = re.compile(r"\b(?:just|shortly|soon|right|minutes|moments)\s(?:after|past)\s$", re.IGNORECASE)
_ON_THE_HOUR: Final = re.compile(r"(?<![:.\d])\d{1,2}\s?[ap]\.?m", re.IGNORECASE)
_ABOUT_THEN: Final = re.compile(
    r"\b(?:around|about|roughly|approximately|circa|some time|shortly|just|soon|minutes|moments|after|past|before|between|and|to)\s$",
    re.IGNORECASE,
)
_NTHS: Final = (  # noqa: SIM905 -- a table of words reads better as words
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
    " twentieth twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
).split()  # fmt: skip
_NTH_OF: Final = re.compile(rf"\b(?P<nth>{'|'.join(sorted(_NTHS, key=len, reverse=True))})\sof\s$", re.IGNORECASE)
_ROUGHLY: Final = re.compile(r"\b(?:around|about|roughly|approximately|circa)\s$", re.IGNORECASE)
_ABOUT: Final = timedelta(minutes=30)  # "around ten" is said of any time that is nearer to ten than to nine or eleven
_LATE_OR_EARLY: Final = re.compile(r"\b(?P<half>late|early)\s(?:on\s)?$", re.IGNORECASE)
_NOT_UNTIL: Final = re.compile(r"(?:\bnot|\btook [^.;,]{2,40}?) until\s(?:the\s)?(?:late\s|early\s)?(?:on\s)?$", re.IGNORECASE)
_MINUTES: Final = {"half": 30, "quarter": 15, "five": 5, "ten": 10, "twenty": 20, "twenty-five": 25}
_JOINED: Final = re.compile(r"\s?(?:and|to|until|till|-|–|(?:struck |came |fell )?on)\s(?:about\s|around\s)?", re.IGNORECASE)
_DAY_THEN: Final = re.compile(r",?\s(?:at|by|around|about)?\s?", re.IGNORECASE)
_ALL_WEEKEND: Final = re.compile(
    r"\b(?:(?:all|the (?:whole|entire|full)|(?:whole|entire|full)|this whole|all of the) weekend|weekend[- ]long)\b", re.IGNORECASE
)


def mended(text: str, dates: Sequence[TimeExpression], zone: str, published: datetime | None = None) -> list[TimeExpression]:
    """The times of a text in order, each as the words around it mean it.

    Args:
        text: The text.
        dates: Its expressions of time, in order.
        zone: IANA zone in which hours are read.
        published: When it was published; without it "all weekend" is no time.

    Example:
        >>> from uproar.extract.dates.find import find_dates
        >>> text = "It led from midnight to midnight on Thursday."
        >>> at = datetime(2026, 3, 16, 8, tzinfo=UTC)
        >>> [(one.text, f"{one.from_at:%a %H}", f"{one.to_at:%a %H}") for one in mended(text, find_dates(text, published_from=at), "UTC", at)]
        [('from midnight to midnight on Thursday', 'Thu 00', 'Fri 00')]
    """
    out = [two_bare_hours(text, _narrowed(text, date, zone), zone, published) for date in dates]
    out = _with_their_day(text, out, zone)
    out = sorted([*out, *_of_the_same_day(text, out, zone)], key=lambda date: date.span)
    if published is not None:
        for match in _ALL_WEEKEND.finditer(text):
            if not any(date.span[0] < match.end() and match.start() < date.span[1] for date in out):
                out.append(weekend(match, published, zone))
    out = [date for date in out if not any(_inside(date.span, other.span) for other in out)]
    return sorted(out, key=lambda date: date.span)


def _inside(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether a time is a part of a longer one: the "midnight" of "Sunday midnight"."""
    return one != other and other[0] <= one[0] and one[1] <= other[1]


def _narrowed(text: str, date: TimeExpression, zone: str) -> TimeExpression:
    """A time with what stands before it and makes it shorter: "the small hours of Thursday", "at nine on Thursday evening".

    Five hours are the small ones of a day; a clock's hour must lie in the part of the day that follows it.
    """
    before = text[max(0, date.span[0] - 48) : date.span[0]]
    if date.from_at is None or date.to_at is None:
        return date
    if date.role == "until" and (_THROUGH.search(before) or _NOT_UNTIL.search(before)):
        return replace(date, role="at")  # "it was not until Friday": on Friday
    if date.role == "since" and _SOON_AFTER.search(before) and date.to_at - date.from_at <= timedelta(hours=1):
        return replace(date, role="at", to_at=date.from_at + timedelta(hours=1))
    if date.role != "since" and (cut := two_hours_of(text, date, zone) or from_hour_to(text, date, zone)) is not None:
        return cut
    if date.grain == "day" and (part := _ALL_PART.search(before)) is not None:
        # "All morning on Thursday": of that day its part.
        day = date.from_at.astimezone(ZoneInfo(zone))
        hours = [(day + timedelta(hours=hour)).astimezone(UTC) for hour in _PARTS[part["part"].lower()]]
        span = (date.span[0] - len(part[0]), date.span[1])
        return replace(date, text=text[slice(*span)], span=span, from_at=hours[0], to_at=hours[1], grain="part_of_day", role="at")
    if date.grain == "day" and (part := _MEAL_OR_LIGHT.search(before)) is not None:
        day = date.from_at.astimezone(ZoneInfo(zone))
        hours = [(day + timedelta(hours=hour)).astimezone(UTC) for hour in _OF_THE_DAY[(part["meal"] or part["light"]).lower()]]
        span = (date.span[0] - len(part[0]), date.span[1])
        return replace(date, text=text[slice(*span)], span=span, from_at=hours[0], to_at=hours[1], grain="part_of_day")
    if date.grain == "month" and (nth := _NTH_OF.search(before)) is not None:
        day = date.from_at.astimezone(ZoneInfo(zone)) + (_NTHS.index(nth["nth"].lower()) * DAY)
        start = day.replace(hour=0).astimezone(UTC)
        return replace(
            date,
            text=text[date.span[0] - len(nth[0]) : date.span[1]],
            span=(date.span[0] - len(nth[0]), date.span[1]),
            from_at=start,
            to_at=start + DAY,
            grain="day",
        )
    if (
        date.grain == "hour"
        and date.to_at - date.from_at == timedelta(hours=1)
        and _ON_THE_HOUR.search(date.text)
        and _ROUGHLY.search(before)
    ):
        return replace(date, from_at=date.from_at - _ABOUT, to_at=date.from_at + _ABOUT)
    if (
        date.grain == "hour"
        and date.to_at - date.from_at == timedelta(hours=1)
        and _ON_THE_HOUR.search(date.text)
        and not _ABOUT_THEN.search(before)
    ):
        return replace(date, to_at=date.from_at + timedelta(minutes=1))  # "at 10 p.m." is that moment, as "at ten" is
    if (
        date.grain == "day"
        and date.to_at - date.from_at <= timedelta(hours=26)
        and (late_or_early := _LATE_OR_EARLY.search(before)) is not None
    ):
        # Nobody says "late" before six in the evening, nor "early" after noon.
        late = late_or_early["half"].lower() == "late"
        start, end = (date.to_at - timedelta(hours=6), date.to_at) if late else (date.from_at, date.from_at + timedelta(hours=12))
        return replace(date, from_at=start, to_at=end, grain="part_of_day")
    if date.grain == "day" and _SMALL_HOURS.search(before):
        return replace(date, to_at=date.from_at + timedelta(hours=5), grain="part_of_day")
    if date.grain == "day" and _NIGHT_TO.search(before):
        half = timedelta(hours=6)
        return replace(date, from_at=date.from_at - half, to_at=date.from_at + half, grain="part_of_day", role="at")
    if date.grain == "day" and (clock := _CLOCK_OF_DAY.search(before)) is not None:
        number = (HOURS.get(clock["hour"].lower()) or int(clock["hour"])) % 12 + (0 if clock["part"].lower() == "morning" else 12)
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
    clock = _CLOCK.search(before)
    if clock is None or clock[0].lower().startswith(("shortly", "just", "from")):
        return date  # some minutes off, and nobody says how many
    at = _at(clock["hour"], date, zone, _minutes(clock["half"] or ""))
    if at is None:
        return date
    if re.match(r"(?:about|around)\b", clock[0], re.IGNORECASE):
        return replace(date, from_at=at - _ABOUT, to_at=at + _ABOUT, grain="hour")
    return replace(date, from_at=at, to_at=at + timedelta(minutes=1), grain="hour")


def _minutes(words: str) -> int:
    """Minutes before or after an hour: 30 for "half past", -15 for "a quarter to"."""
    said = words.lower().removeprefix("a ").split()
    return 0 if not said else _MINUTES[said[0]] * (-1 if said[-1] == "to" else 1)


def _at(hour: str, part: TimeExpression, zone: str, minutes: int = 0) -> datetime | None:
    """An hour of the clock in a part of a day; a morning holds its small hours, an evening ends with midnight."""
    assert part.from_at is not None  # noqa: S101 -- for the type checker
    assert part.to_at is not None  # noqa: S101 -- for the type checker
    start = part.from_at.astimezone(ZoneInfo(zone))
    midnight = start.replace(hour=0, minute=0)
    if "morning" in part.text.lower():
        start = midnight
    word = hour.lower()
    number = {"noon": 12, "midnight": 24}.get(word) or HOURS.get(word) or int(word)
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
        bare = BARE_CLOCK.fullmatch(second.text) is not None and ("publication" in second.reason or "its sentence" in second.reason)
        if first.grain == "day" and bare and _DAY_THEN.fullmatch(between):
            # "Thursday, 8.30pm": the hour is of the day before it.
            clock, of = second.from_at.astimezone(ZoneInfo(zone)), first.from_at.astimezone(ZoneInfo(zone))
            at = of.replace(hour=clock.hour, minute=clock.minute).astimezone(UTC)
            span = (first.span[0], second.span[1])
            whole = replace(
                second, text=text[slice(*span)], span=span, from_at=at, to_at=at + timedelta(minutes=1), role=first.role, reason=""
            )
            return _with_their_day(text, [*out[:place], whole, *out[place + 2 :]], zone)
        if bare and first.grain in ("hour", "part_of_day") and _OPENS.search(text[: first.span[0]][-12:]) and _JOINED.fullmatch(between):
            # "Between Thursday 6 p.m. and midnight": the next such hour.
            out[place + 1] = next_after(first.from_at, second, zone)
            continue
        if not BARE_CLOCK.fullmatch(first.text) or "publication" not in first.reason or not _JOINED.fullmatch(between):
            continue
        day = second.from_at.astimezone(ZoneInfo(zone)).replace(hour=0, minute=0)
        midnights = second.text.lower().startswith("midnight")
        if midnights:
            day -= DAY  # "midnight on Thursday" is the one that ends it
        of_day = first.from_at.astimezone(ZoneInfo(zone))
        moment = (day + timedelta(hours=of_day.hour, minutes=of_day.minute)).astimezone(UTC)
        if between.strip().endswith("on"):
            # "As midnight struck on Thursday": the day gives way to the hour, and midnight is the one that ends it.
            moment += DAY if of_day.hour == 0 else timedelta(0)
            out[place] = replace(first, from_at=moment, to_at=moment + timedelta(minutes=1), reason="")
            out[place + 1] = replace(second, from_at=moment, to_at=moment + timedelta(minutes=1), grain="hour")
        elif midnights and first.text.lower() == "midnight":
            span = (first.span[0], second.span[1])
            whole = replace(second, text=text[slice(*span)], span=span, from_at=moment, to_at=second.from_at, role="at", grain="day")
            return _with_their_day(text, [*out[:place], whole, *out[place + 2 :]], zone)
        else:
            out[place] = replace(first, from_at=moment, to_at=moment + timedelta(minutes=1), reason="")
    return out


_SAME_DAY: Final = re.compile(
    rf"\b(?:at|by|until|till|to|about|around)\s(?P<clock>(?P<hour>{HOUR})(?:\so[’']clock)?\sin\sthe\s(?P<part>morning|afternoon"
    rf"|evening))\b(?!\s(?:on|of)\b)",
    re.IGNORECASE,
)
_SENTENCE_END: Final = re.compile(r"[.!?]\s|\n")


def _of_the_same_day(text: str, dates: Sequence[TimeExpression], zone: str) -> list[TimeExpression]:
    """Hours without a day behind a time of the same sentence: "from 35,000 at nine on Thursday morning to 60,000 by nine in the evening"."""
    found: list[TimeExpression] = []
    for match in _SAME_DAY.finditer(text):
        span = match.span("clock")
        if any(date.span[0] < span[1] and span[0] < date.span[1] for date in dates):
            continue
        before = next((date for date in reversed(dates) if date.span[1] <= span[0]), None)
        if before is None or before.from_at is None or before.grain not in ("day", "part_of_day", "hour") or before.role == "since":
            continue
        if span[0] - before.span[1] > 120 or _SENTENCE_END.search(text, before.span[1], span[0]):
            continue
        number = (HOURS.get(match["hour"].lower()) or int(match["hour"])) % 12 + (0 if match["part"].lower() == "morning" else 12)
        day = before.from_at.astimezone(ZoneInfo(zone)).replace(hour=0, minute=0, second=0, microsecond=0)
        at = (day + timedelta(hours=number)).astimezone(UTC)
        if at > before.from_at:
            found.append(
                replace(
                    before, text=match["clock"], span=span, from_at=at, to_at=at + timedelta(minutes=1), grain="hour", role="at", reason=""
                )
            )
    return found
