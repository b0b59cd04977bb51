"""What a judge of claims returns, and how it prints numbers and times."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from math import inf
from zoneinfo import ZoneInfo

from uproar.claims.claim import Verdict
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
    return f"{value:,.0f}" if value == round(value) else f"{value:,.2f}".rstrip("0")


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
