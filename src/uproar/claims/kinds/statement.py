"""Find the statements of a text: who said what to whom, when, in which words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

from uproar.claims.claim import Claim, ClaimKind
from uproar.claims.context import Context, Span, interval_of
from uproar.extract.dates.find import TimeExpression
from uproar.extract.quotes.find import Quote

# Cues of one occasion; "describes" and "calls" are how somebody always speaks, and date nothing.
_TOLD: Final = frozenset(
    """
    said told added wrote continued tweeted posted announced explained concluded stated
    """.split()  # noqa: SIM905 -- a table of words reads better as words
)
_WORD: Final = re.compile(r"[^\W_]+")


@dataclass(slots=True)
class _Cluster:
    """Quotations of one paragraph that share speaker and addressee."""

    paragraph: Span
    quotes: list[Quote]

    @property
    def speaker(self) -> str | None:
        return next((quote.speaker for quote in self.quotes if quote.speaker), None)

    @property
    def addressee(self) -> str | None:
        return next((quote.addressee for quote in self.quotes if quote.addressee), None)


@lru_cache(maxsize=1 << 14)
def normalised(words: str) -> str:
    """The words of a quotation without marks, case and punctuation, as two outlets' versions are compared.

    Example:
        >>> normalised("It’s an award-winning film,")
        'it s an award winning film'
    """
    return " ".join(match[0] for match in _WORD.finditer(words.casefold()))


def find(context: Context) -> list[Claim]:
    """One claim a statement: the quotations of a paragraph with one speaker and one addressee; words nobody is named for are none."""
    clusters = _clusters(context)
    claims: list[Claim] = []
    before: tuple[_Cluster, TimeExpression | None] | None = None
    for cluster in clusters:
        date, inherited = _time(context, cluster), False
        if date is None and before is not None and _continues(context, before[0], cluster):
            date, inherited = before[1], before[1] is not None
        claims.append(_claim(context, cluster, date, inherited=inherited))
        before = (cluster, date)
    return claims


# "What fans call the “turnstile”": a word for a thing, said by no one on any occasion.
_NAMING: Final = re.compile(
    r"\b(?:what|which|whom?|that)\s[^.;:“\"]{0,60}\b(?:calls?|called|calling|dub(?:s|bed)?|nicknamed?|names?|named|terms?|termed|labels?"
    r"|labell?ed|refers? to as|referred to as|knows?|known)"
    r"(?:\sas)?\s(?:the\s|an?\s|their\s|its\s|his\s|her\s)?[“\"‘'«„]?$"
    r"|\b(?:talks?|speaks?|spoke|talked|speaking|talking) of (?:the\s|an?\s)?[“\"‘'«„]?$",
    re.IGNORECASE,
)


# "A petition titled “Let us sail”": a name, however long.
_TITLED: Final = re.compile(
    r"\b(?:title|titled|entitled|headed|headlined|heading|slogan|motto|subtitled|christened)(?:\s(?:of|is|was|reads?))?[,:]?\s[“\"‘'«„]?$",
    re.IGNORECASE,
)


# "The word “alone” has gone": words that are spoken of, not spoken.
_THE_WORD: Final = re.compile(r"\b(?:words?|terms?|phrases?|expression|lines?|slogan|tags?|letters?|label)\s[“\"‘'«„]?$", re.IGNORECASE)


def _is_name(context: Context, quote: Quote) -> bool:
    """Whether words in quotation marks only name something: a few for a thing, or the petition by its own name."""
    if context.case is not None and normalised(quote.content) in {normalised(one.name) for one in context.case.petitions if one.name}:
        return True
    if _THE_WORD.search(context.text[max(0, quote.span[0] - 30) : quote.span[0]]):
        return True
    titled = _TITLED.search(context.text[max(0, quote.span[0] - 40) : quote.span[0]]) is not None
    return titled or (
        len(quote.content.split()) <= 3 and _NAMING.search(context.text[max(0, quote.span[0] - 90) : quote.span[0]]) is not None
    )


def _clusters(context: Context) -> list[_Cluster]:
    clusters: list[_Cluster] = []
    for quote in sorted(context.quotes, key=lambda each: each.span):
        if quote.kind == "title" or _is_name(context, quote):
            continue
        if quote.speaker is None and not (quote.kind == "speech" and (quote.cue or "").lower() in _TOLD and quote.speaker_span):
            continue  # nobody is told to have said it; "it said in a statement" is somebody, though no name is told
        paragraph = context.paragraph(quote.span)
        last = clusters[-1] if clusters else None
        if (
            last is not None
            and last.paragraph == paragraph
            and last.speaker == quote.speaker
            and (last.addressee is None or quote.addressee is None or last.addressee == quote.addressee)
        ):
            last.quotes.append(quote)
        else:
            clusters.append(_Cluster(paragraph, [quote]))
    return clusters


def _time(context: Context, cluster: _Cluster) -> TimeExpression | None:
    """The time that a cluster's own narration gives: the one nearest its cue."""
    near = next((quote.cue_span[0] for quote in cluster.quotes if quote.cue_span is not None), cluster.quotes[0].span[0])
    first = min(quote.span[0] for quote in cluster.quotes)
    last = max(quote.span[1] for quote in cluster.quotes)
    sentences = context.sentences_in(min(first, near), max(last, near + 1))
    spoken = [
        date for span in sentences for date in context.dates_in(*span) if context.narration[date.span[0]] == context.text[date.span[0]]
    ]  # fmt: skip
    # What is in a phrase's own quotation marks is masked for speech only; phrases hold no dates of their own here.
    spoken = [date for date in spoken if not any(quote.span[0] <= date.span[0] < quote.span[1] for quote in cluster.quotes)]
    return min(spoken, key=lambda date: abs(date.span[0] - near), default=None)


def _continues(context: Context, before: _Cluster, cluster: _Cluster) -> bool:
    """Whether the next paragraph goes on with the same statement: the same speaker, or the same words again."""
    gap = context.text[before.paragraph[1] : cluster.paragraph[0]]
    if before.paragraph == cluster.paragraph or gap.strip():
        return before.paragraph == cluster.paragraph and before.speaker == cluster.speaker
    told = any((quote.cue or "").lower() in _TOLD for quote in cluster.quotes)
    if before.speaker == cluster.speaker and told:
        return True
    here = " ".join(normalised(quote.content) for quote in cluster.quotes)
    return any(len(quote.content.split()) > 1 and normalised(quote.content) in here for quote in before.quotes)


def _claim(context: Context, cluster: _Cluster, date: TimeExpression | None, *, inherited: bool) -> Claim:
    spans = [quote.span for quote in cluster.quotes]
    for quote in cluster.quotes:
        spans += [
            span
            for span in (quote.speaker_span, quote.cue_span, quote.addressee_span)
            if span is not None and cluster.paragraph[0] <= span[0] < cluster.paragraph[1]
        ]
    start, end = min(span[0] for span in spans), max(span[1] for span in spans)
    # Take the quotation marks in, so that the words read as they stand.
    if context.text[max(0, start - 1) : start] in tuple("“\"‘'«„"):
        start -= 1
    if context.text[end : end + 1] in tuple("”\"’'»“"):
        end += 1
    from_at, to_at, words = interval_of(date)
    attributes: dict[str, Any] = {
        "speaker": cluster.speaker,
        "addressee": cluster.addressee,
        "cue": next((quote.cue for quote in cluster.quotes if quote.cue), None),
        "wording": tuple(quote.content for quote in cluster.quotes),
        "wording_spans": tuple(quote.span for quote in cluster.quotes),
        "time_reason": (f'"{words}" stands in the paragraph before, of the same statement' if inherited else date.reason) if date else None,
    }
    return Claim(
        ClaimKind.STATEMENT, context.text[start:end], (start, end), cluster.speaker or "", from_at=from_at, to_at=to_at, time_text=words,
        attributes=MappingProxyType({key: value for key, value in attributes.items() if value}),
    )  # fmt: skip
