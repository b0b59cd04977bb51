"""A claim found in a text, and what became of it when it was checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from uproar.findings import Ask, Result


class ClaimKind(StrEnum):
    """What a claim is about."""

    PETITION_COUNT = "petition_count"
    PETITION_GOAL = "petition_goal"
    PETITION_RATE = "petition_rate"
    TRENDING = "trending"
    RECEPTION = "reception"
    COMPARISON = "comparison"
    REVIEW_BOMBING = "review_bombing"
    PAGE_CHANGED = "page_changed"
    STATEMENT = "statement"
    EVENT_DATED = "event_dated"


class Verdict(StrEnum):
    """What the record says of a claim."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    INCONSISTENT = "inconsistent"
    NOT_MEASURABLE = "not_measurable"


@dataclass(frozen=True, slots=True)
class Claim:
    """A typed statement found in a text.

    Attributes:
        kind: What it is about.
        text: The words it was read from.
        span: Start and end of `text` in the article, in characters.
        subject: What it speaks of, as the text names it ("#CancelNetflix", "a petition on Change.org", "critics").
        value, low, high: The number claimed and the interval the words allow; None where there is none.
        unit: Unit of the value.
        bound: "exact", "over", "at_least", "under", "up_to", "about" or "nearly".
        from_at, to_at: The time it speaks of, resolved; None where the text does not say or it cannot be resolved.
        time_text: The words that the time was read from.
        made_at: When it was made, at the latest: the end of the article's publication; None where that is unknown.
        attributes: What else belongs to the kind (see `docs/instruments/press.md`), such as goal, platform, extent, side, reception, fields, speaker,
            addressee.
        marks: What only the check needs and no reader is shown: how the text names the petition and what it asks for, what leaves the words in doubt.
    """

    kind: ClaimKind
    text: str
    span: tuple[int, int]
    subject: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    bound: str = "exact"
    from_at: datetime | None = None
    to_at: datetime | None = None
    time_text: str = ""
    attributes: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    made_at: datetime | None = None
    marks: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def known(self) -> Mapping[str, Any]:
        """Attributes and marks together."""
        return {**self.attributes, **self.marks}


@dataclass(frozen=True, slots=True)
class Question:
    """A measurement that a claim's check rests on, and the ask to put to it."""

    measurement: str
    ask: Ask


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A claim with its verdict and the results behind it.

    Attributes:
        claim: The claim.
        verdict: What the record says.
        reason: Why, in one or two plain sentences with the numbers.
        needs: What would have to be loaded or given, where it is not measurable.
        results: The findings, and the reasons for none, that the verdict rests on.
    """

    claim: Claim
    verdict: Verdict
    reason: str
    needs: str = ""
    results: tuple[Result, ...] = ()
