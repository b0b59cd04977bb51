"""Times that hang on the release or on the publication of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from uproar.case import Case
from uproar.claims.claim import Claim, ClaimKind
from uproar.extract.dates.find import TimeExpression
from uproar.extract.dates.reading import NO_PUBLICATION

HOURS: Final = {word: hour for hour, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)}  # noqa: SIM905 -- reads better as words
_WEEKDAY: Final = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s\w+)?", re.IGNORECASE)
_DATE: Final = re.compile(r"(?!.*\b\d{4}\b)(?=.*\d)(?=.*[A-Za-z]{3}).*")
BARE_CLOCK: Final = re.compile(r"(?:midnight|noon|midday|\d{1,2}(?:[:.]\d\d)?\s?(?:am|pm|a\.m\.|p\.m\.)?)", re.IGNORECASE)
DAY: Final = timedelta(days=1)
_SOON: Final = timedelta(hours=1)  # "by midnight", printed ten minutes before it, is not the midnight of the day before
_FROM_RELEASE: Final = re.compile(
    r"\b(?:(?P<count>a|an|one|two|three|four|five|six|seven|ten|\d{1,2})\s(?P<unit>day|week)s?\s(?P<way>before|after|ahead of|prior to|into"
    r"|following)\s|(?P<eve>(?:on|by) the eve of\s)"
    r"|(?:on|by)\sthe\sday\sof\s)(?:(?:the|its|their)\s)?(?:[\w’'-]+\s)?release\b|\bon release day\b",
    re.IGNORECASE,
)


def from_release(text: str, dates: Sequence[TimeExpression], released: datetime | None, zone: str) -> list[TimeExpression]:
    """The days that a text counts from the release: "a day before the release", "on the day of its release".

    Args:
        text: The text.
        dates: Its other times; nothing is read inside one.
        released: When the work came out, as the case says; None reads nothing.
        zone: IANA zone of its days.
    """
    if released is None:
        return []
    found = []
    for match in _FROM_RELEASE.finditer(text):
        if any(date.span[0] < match.end() and match.start() < date.span[1] and date.from_at is not None for date in dates):
            continue
        word = (match["count"] or "").lower()
        count = {"a": 1, "an": 1, "ten": 10}.get(word) or (int(word) if word.isdigit() else HOURS.get(word, 0))
        days = (count * (7 if (match["unit"] or "").lower() == "week" else 1)) if word else 0
        days = -1 if match["eve"] else -days if (match["way"] or "").lower() in ("before", "ahead of", "prior to") else days
        day = released.astimezone(ZoneInfo(zone)).replace(hour=0, minute=0, second=0, microsecond=0) + days * DAY
        found.append(TimeExpression(match[0], match.span(), day.astimezone(UTC), (day + DAY).astimezone(UTC), grain="day", role="at"))
    return found


def told_as_done(claim: Claim, published: datetime | None, case: Case | None) -> Claim:
    """A claim of what has come about, read as if it lay ahead, moved to the last such weekday or date before the article.

    Claims are asserted, never foretold, so that "it was changed on Wednesday" is no Wednesday to come. Statements may be announced.
    """
    start, end, zone = claim.from_at, claim.to_at, ZoneInfo(case.zone if case is not None else "UTC")
    if published is None or start is None or end is None or start <= published or claim.kind is ClaimKind.STATEMENT:
        return claim
    if _WEEKDAY.fullmatch(claim.time_text):
        moved = [(each.astimezone(zone) - 7 * DAY).astimezone(UTC) for each in (start, end)]
    elif _DATE.fullmatch(claim.time_text):
        local = [each.astimezone(zone) for each in (start, end)]
        if any((each.month, each.day) == (2, 29) for each in local):
            return claim
        moved = [each.replace(year=each.year - 1).astimezone(UTC) for each in local]
    elif BARE_CLOCK.fullmatch(claim.time_text) and start - published > _SOON:
        moved = [each - DAY for each in (start, end)]
    else:
        return claim
    return replace(claim, from_at=moved[0], to_at=moved[1]) if moved[0] <= published else claim


def weekend(match: re.Match[str], published: datetime, zone: str) -> TimeExpression:
    """The Saturday and Sunday that an article looks back on: those it was published on, or the last before."""
    today = published.astimezone(ZoneInfo(zone)).replace(hour=0, minute=0, second=0, microsecond=0)
    saturday = today - DAY * ((today.weekday() - 5) % 7)
    return TimeExpression(match[0], match.span(), saturday.astimezone(UTC), (saturday + 2 * DAY).astimezone(UTC))


def unresolved(claim: Claim, dates: Sequence[TimeExpression]) -> str:
    """The words of a time that a claim's sentence gives and that nothing resolves because the article has no date; "" where there are none.

    Args:
        claim: The claim.
        dates: The times of its sentence.
    """
    if claim.kind is ClaimKind.STATEMENT or claim.from_at is not None or claim.to_at is not None:
        return ""
    open_ones = [date.text for date in dates if date.from_at is None and date.reason == NO_PUBLICATION]
    return claim.time_text if claim.time_text in open_ones else next(iter(open_ones), "")
