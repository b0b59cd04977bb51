"""One figure of a text: its value, unit, bound, as-of and goal."""

from __future__ import annotations

from dataclasses import dataclass

from uproar.extract.dates.find import TimeExpression


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure.

    Attributes:
        text: The figure as it stands ("over 604,000 thousand signatures").
        span: Start and end in the text, in characters.
        value: The number it states, scale words applied (604,000 thousand is 604,000,000); of a range its middle.
        unit: The counted noun or unit in the singular ("signature", "percent", "point", "mile per hour"), money by its ISO 4217 code ("USD",
            "USD per barrel"), "share" of a part of a whole ("a third of"), or "".
        bound: "exact", "over", "at_least", "under", "up_to", "about", "nearly", or "between" for a range.
        low, high: The interval that the words allow (rounding and bound applied); None where open.
        as_of: The time it is said to hold for, where the sentence gives one.
        goal: The goal the same sentence sets beside it ("toward its goal of 1 million" -> 1,000,000), or None.
        goal_span: Where the goal stands.
        intended: A likelier reading where the words as written cannot be meant (604,000), or None.
        reason: Why `intended` differs from `value`; empty otherwise.
    """

    text: str
    span: tuple[int, int]
    value: float
    unit: str = ""
    bound: str = "exact"
    low: float | None = None
    high: float | None = None
    as_of: TimeExpression | None = None
    goal: float | None = None
    goal_span: tuple[int, int] | None = None
    intended: float | None = None
    reason: str = ""
