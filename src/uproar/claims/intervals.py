"""Compare the interval that a claim's words allow with the interval that was measured."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import Final

from uproar.claims.claim import Claim, Verdict

# A measured interval wider than this share of its value cannot bear out a number that only part of it satisfies.
WIDEST: Final = 0.25


@dataclass(frozen=True, slots=True)
class Allowed:
    """Values that satisfy a claim's words, and a wider band in which the words are a matter of taste.

    Attributes:
        low, high: The values that satisfy it.
        loose_low, loose_high: Outside these it is plainly not so.
        low_open, high_open: Whether the bound itself does not satisfy it ("over", "nearly").
    """

    low: float
    high: float
    loose_low: float
    loose_high: float
    low_open: bool = False
    high_open: bool = False


def allowed(claim: Claim) -> Allowed:
    """The values that a number's words allow, rounding as people do it.

    "Over 600,000" is any more; "nearly 600,000" is at most a rounding step below and never above; an exact round number may have
    been rounded or cut off, so that it allows half a step below and a whole one above.

    Example:
        >>> from uproar.claims.claim import ClaimKind
        >>> words = Claim(ClaimKind.PETITION_COUNT, "", (0, 0), "", 600000.0, 550000.0, 600000.0, bound="nearly")
        >>> allowed(words).low, allowed(words).high
        (550000.0, 600000.0)
    """
    value = claim.value or 0.0
    low = value if claim.low is None else claim.low
    high = value if claim.high is None else claim.high
    match claim.bound:
        case "over":
            return Allowed(value, inf, value, inf, low_open=True)
        case "at_least":
            return Allowed(value, inf, value, inf)
        case "under":
            return Allowed(-inf, value, -inf, value, high_open=True)
        case "up_to":
            return Allowed(-inf, value, -inf, value)
        case "nearly":
            return Allowed(low, value, value - 2 * (value - low), value, high_open=True)
        case "about":
            return Allowed(low, high, value - 2 * (value - low), value + 2 * (high - value))
        case _:
            return Allowed(low, value + 2 * (high - value), low, value + 2 * (high - value))


def compare(words: Allowed, low: float, high: float) -> tuple[Verdict, float]:
    """The verdict on a measured interval, and by how much it misses (0 where it does not; negative below the words)."""
    below = low > words.low or (low == words.low and not words.low_open)
    above = high < words.high or (high == words.high and not words.high_open)
    if below and above:
        return Verdict.SUPPORTED, 0.0
    too_low = high < words.low or (high == words.low and words.low_open)
    too_high = low > words.high or (low == words.high and words.high_open)
    if not too_low and not too_high:
        wide = high == inf or high - low > WIDEST * max(abs(high), abs(low), 1e-9)
        return (Verdict.NOT_MEASURABLE if wide else Verdict.SUPPORTED), 0.0
    if too_low:
        return (
            Verdict.NOT_MEASURABLE if high >= words.loose_low and words.loose_low < words.low else Verdict.CONTRADICTED
        ), high - words.low
    return (Verdict.NOT_MEASURABLE if low <= words.loose_high and words.loose_high > words.high else Verdict.CONTRADICTED), low - words.high
