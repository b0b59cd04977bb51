"""What speakers claim: their quotations as sentences of their own, and whose claim each is then."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from uproar.claims.claim import Claim, ClaimKind
from uproar.claims.context import Context, Span
from uproar.claims.grammar.unfold import WORTH
from uproar.extract.dates.find import TimeExpression
from uproar.extract.quotes.find import Quote

# Who thinks, hopes or supposes does not say that it is so; nor who tells what others may say.
_OPINION: Final = re.compile(
    r"\b(?:I|we)(?:[’'](?:d|ll|m|ve))? (?:\w+ ){0,2}?(?:think|believe|guess|reckon|suspect|suppose|imagine|hope|wish|fear|feel"
    r"|dreamt|dreamed|bet|wonder|doubt|assume)\b"
    r"|\b(?:in my opinion|if you ask me|for all I know|as far as I know|I dare say|let[’']s say|let us say|say what you (?:like"
    r"|want|will)|imagine|it (?:is|was|feels|felt|seems"
    r"|seemed) (?:as if|as though|like))\b",
    re.IGNORECASE,
)
# Words of time that hang on the day on which they were spoken.
_DEICTIC: Final = re.compile(
    r"\b(?:today|tonight|yesterday|this (?:morning|afternoon|evening|week)|last night|overnight|so far|now)\b", re.IGNORECASE
)
_HEARD: Final = re.compile(rf"{WORTH.pattern}|\d|thousand|million|names", re.IGNORECASE)
_JESTING: Final = frozenset(("joked", "quipped", "jested", "fantasised", "fantasized", "lied", "predicted", "dreamed", "deadpanned"))
_LEVELS: Final = (ClaimKind.PETITION_COUNT, ClaimKind.PETITION_GOAL)
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Spoken:
    """The words of a text's speakers as sentences.

    Attributes:
        context: The text with nothing masked; its sentences are those inside quotations.
        quotes: The quotations, in order.
        written: The text as its writer told it.
        published: When it was published.
    """

    context: Context
    quotes: Sequence[Quote]
    written: Context
    published: datetime | None

    def said(self, claim: Claim) -> Claim:
        """A claim found in a quotation with whose it is, and of which time: where it gives none, of that at which it was said."""
        quote = next(each for each in reversed(self.quotes) if each.span[0] <= claim.span[0])
        told = self._told_at(quote)
        claim = replace(claim, attributes=MappingProxyType({**claim.attributes, "said_by": quote.speaker}))
        if (quote.cue or "").lower() in _JESTING:
            claim = replace(claim, marks=MappingProxyType({**claim.marks, "doubt": "reported"}))
        if told is None or told.from_at is None or told.to_at is None or self.published is None:
            return claim
        days = self._days_before(told.from_at)
        if days and claim.time_text and _DEICTIC.search(claim.time_text):
            start, end = (None if each is None else each - days * _DAY for each in (claim.from_at, claim.to_at))
            return replace(claim, from_at=start, to_at=end)
        if days and not claim.time_text and claim.kind in _LEVELS:
            return replace(claim, from_at=told.from_at, to_at=told.to_at, time_text=told.text)
        return claim

    def _told_at(self, quote: Quote) -> TimeExpression | None:
        """The time that the narration of a quotation's sentence gives: the one nearest its cue."""
        near = quote.cue_span[0] if quote.cue_span is not None else quote.span[0]
        there = [
            date
            for span in self.written.sentences_in(min(quote.span[0], near), max(quote.span[1], near + 1))
            for date in self.written.dates_in(*span)
            if self.written.narration[date.span[0]] == self.written.text[date.span[0]]
        ]
        return min(there, key=lambda date: abs(date.span[0] - near), default=None)

    def _days_before(self, told: datetime) -> int:
        """How many days before the publication something was said; 0 where it was said on its day."""
        case = self.written.case
        zone = ZoneInfo(case.zone if case is not None else "UTC")
        assert self.published is not None  # noqa: S101 -- for the type checker
        return max(0, (self.published.astimezone(zone).date() - told.astimezone(zone).date()).days)


def spoken(context: Context, published: datetime | None) -> Spoken | None:
    """The sentences that somebody is quoted with; None where none of them can hold a claim.

    Words that nobody is named for, and those in which somebody only supposes, are left out.

    Args:
        context: The text.
        published: When it was published.

    Example:
        >>> from uproar.claims.context import build
        >>> from uproar.extract.quotes.find import find_quotes
        >>> text = "“We have 62,000 signatures,” Ann Bell said."
        >>> found = spoken(build(text, find_quotes(text), [], [], None), None)
        >>> [text[slice(*span)] for span in found.context.spans]
        ['We have 62,000 signatures,']
    """
    spans: list[Span] = []
    kept: list[Quote] = []
    for quote in sorted(context.quotes, key=lambda each: each.span):
        if (
            quote.kind != "speech"
            or quote.speaker is None
            or (kept and quote.span[0] < kept[-1].span[1])
            or not _HEARD.search(quote.content)
        ):
            continue
        inside = [(max(start, quote.span[0]), min(end, quote.span[1])) for start, end in context.sentences_in(*quote.span)]
        inside = [span for span in inside if not _OPINION.search(context.text, *span)]
        spans += inside
        kept += [quote] if inside else []
    if not spans:
        return None
    return Spoken(replace(context, narration=context.text, spans=spans, quotes=[], parsed={}, spoken=True), kept, context, published)
