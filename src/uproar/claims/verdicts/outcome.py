"""What a judge of claims returns, and how it prints numbers and times."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import inf
from typing import Final
from zoneinfo import ZoneInfo

from uproar.claims.claim import Claim, Verdict
from uproar.findings import Result


@dataclass(frozen=True, slots=True)
class Outcome:
    """A verdict with its reason, before it is joined to its claim.

    Attributes:
        verdict: What the record says.
        reason: Why, in one or two plain sentences with the numbers.
        needs: What would be needed, where that is more than the kind's usual.
        used: The results it rests on; empty where it rests on all.
    """

    verdict: Verdict
    reason: str
    needs: str = ""
    used: tuple[Result, ...] = ()


def number(value: float) -> str:
    """A number as a reader expects it.

    Example:
        >>> number(604112.0), number(0.5)
        ('604,112', '0.5')
    """
    return f"{value:,.0f}" if value == round(value) else f"{value:,.2f}".rstrip("0").rstrip(".")


def bounds(low: float, high: float, write: object = None) -> str:
    """An interval, or the one value that it is."""
    text = write if callable(write) else number
    if high == inf:
        return f"at least {text(low)}"
    return str(text(low)) if text(low) == text(high) else f"{text(low)} to {text(high)}"


def percent(share: float) -> str:
    """A share as a percentage.

    Example:
        >>> percent(0.542)
        '54%'
    """
    return f"{100 * share:.0f}%"


def moment(at: datetime | None, zone: str) -> str:
    """A time in the case's zone, to the minute."""
    return "an unknown time" if at is None else at.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M")


def stretch(first: datetime | None, last: datetime | None, zone: str) -> str:
    """An interval of time in words."""
    return f"between {moment(first, zone)} and {moment(last, zone)} ({zone})"


_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY_AND_DATE: Final = re.compile(rf"\b({'|'.join(_DAYS)})\b.*\d", re.IGNORECASE)
_RECENT: Final = timedelta(days=60)


def _nearest(day: datetime, made: datetime, words: str) -> datetime:
    """The day of that month and number nearest an article, where the words give no year."""
    if re.search(r"\d{4}", words) or (day.month, day.day) == (2, 29):
        return day
    return min((day.replace(year=made.year + step) for step in (-1, 0, 1)), key=lambda each: abs(each - made))


def weekday(claim: Claim, zone: str) -> Outcome | None:
    """Whether the weekday of a claim's time is not that of its date ("Friday, 12 March" of 2026); None where it is, or where the year may be another."""
    said = _DAY_AND_DATE.search(claim.time_text)
    if said is None or ":" in claim.time_text or claim.from_at is None or claim.made_at is None:
        return None
    if not re.search(r"[a-z]+\s\d|\d(?:st|nd|rd|th)?\s(?:of\s)?[a-z]{3,}|\d{4}-\d\d-\d\d", claim.time_text, re.IGNORECASE) or not re.search(
        r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|\d{4}-", claim.time_text, re.IGNORECASE
    ):
        return None
    day = _nearest(claim.from_at, claim.made_at, claim.time_text).astimezone(ZoneInfo(zone))
    if abs(day - claim.made_at) <= _RECENT < abs(claim.from_at - claim.made_at):
        # The date was moved to a year in which it fits; an article that means another year than its own says so.
        return Outcome(Verdict.INCONSISTENT, f"{day.day} {day:%B %Y} is a {_DAYS[day.weekday()]}, not a {said[1].capitalize()}.")
    if not claim.made_at - _RECENT <= claim.from_at <= claim.made_at + _RECENT or _DAYS[day.weekday()].casefold() == said[1].casefold():
        return None
    return Outcome(Verdict.INCONSISTENT, f"{day.day} {day:%B %Y} is a {_DAYS[day.weekday()]}, not a {said[1].capitalize()}.")
