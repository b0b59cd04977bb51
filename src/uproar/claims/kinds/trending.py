"""Find what a text says of a term that trended: which, where, when and how far."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

from uproar.claims.claim import Claim, ClaimKind
from uproar.claims.context import Context, asserted, interval_of
from uproar.claims.platforms import platform_in

_TREND: Final = re.compile(
    r"\b(?:trend(?:ed|ing|s)?(?!\s(?:toward|towards|in|among|up|down|upward|downward|for the|analysis|report|setter))|top(?:ped|s"
    r"|ping)? (?:the )?(?:list of )?(?:hashtags?|trends)"
    r"|(?:most[- ](?:used|tweeted|discussed|popular)|top|number[- ]one|No\. ?1|biggest) (?:hashtag|topic|trend)|viral hashtag)\b",
    re.IGNORECASE,
)
_HASHTAG: Final = re.compile(r"(?<![\w&/#])[#＃]\w*[^\W\d]\w*")
_ENTIRETY: Final = re.compile(
    r"\b(?:entirety|(?:for|throughout|during|over|across) (?:the )?(?:entire|whole|full|all of|all)\b|all (?:day|night|week|weekend"
    r"|month|morning|afternoon|evening)\b|throughout|all of (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:the )?(?:entire|whole"
    r"|full) (?:day|night|week|weekend|24 hours)"
    r"|around the clock|without interruption|from start to finish|all through|nonstop|non-stop)",
    re.IGNORECASE,
)
_NUMBER_ONE: Final = re.compile(
    (
        r"\b(?:number[- ]one|No\. ?1|first place|top (?:trend|hashtag|topic|spot|trending|of)|topp(?:ed|ing)|tops|most[- ](?:used|tweeted"
        r"|discussed|popular)|biggest)\b|#1\b"
    ),
    re.IGNORECASE,
)
_PROPER: Final = re.compile(
    r"((?:[A-Z][\w’'&-]+)(?:\s(?:[A-Z][\w’'&-]+|of|the))*)\s(?:(?:was|is|has|had|have|been|began|started|also|even|quickly|soon|briefly"
    r"|again|were|are|became|a)\s){0,4}$"
)
# "Trending on Brightline": a place that the table of platforms does not know; days and months are no places.
_PLACE: Final = re.compile(
    r"\bon\s(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Jan|Feb|Mar(?:ch|\.|\s\d)|Apr|May\b|June?\b|July?\b|Aug|Sep|Oct|Nov|Dec|Christmas|New Year)"
    r"([A-Z][\w’'.-]*\w)"
)
_NOT_TERMS: Final = frozenset(
    """
    It He She They This That The What There On In By As Which Who A Yet But And
    """.split()  # noqa: SIM905 -- a table of words reads better as words
)


def find(context: Context) -> list[Claim]:
    """Every term that is said to have trended; a term is a hashtag, a term of the case, or a name before "trended on" a platform."""
    claims: list[Claim] = []
    text = context.narration
    if not _TREND.search(text):
        return []
    known = re.compile("|".join(re.escape(term) for term in context.case.terms) or "(?!)", re.IGNORECASE) if context.case else None
    for span in context.spans:
        verb = next((match for match in _TREND.finditer(text, *span) if asserted(text, span, (match.start(), match.end()))), None)
        if verb is None:
            continue
        platform = platform_in(text, "social", *span)
        terms = [match.span() for match in _HASHTAG.finditer(text, *span) if match[0] != "#1"]
        if known is not None:
            terms += [match.span() for match in known.finditer(text, *span) if not any(a <= match.start() < b for a, b in terms)]
        if not terms and platform is not None:
            name = _PROPER.search(text, max(span[0], verb.start() - 80), verb.start())
            if name is not None and name[1].split()[0] not in _NOT_TERMS and platform_in(name[1], "social") is None:
                terms = [name.span(1)]
        claims += [_claim(context, span, verb, term, platform) for term in terms]
    return claims


def _claim(context: Context, sentence: tuple[int, int], verb: re.Match[str], term: tuple[int, int], platform: str | None) -> Claim:
    text = context.narration
    extent = "plain"
    if _ENTIRETY.search(text, *sentence):
        extent = "entirety"
    elif _NUMBER_ONE.search(text, *sentence):
        extent = "number one"
    date = context.time_of(sentence, verb.end())
    from_at, to_at, words = interval_of(date)
    end = max(term[1], verb.end(), date.span[1] if date is not None else 0)
    start = min(term[0], verb.start(), date.span[0] if date is not None else term[0])
    place = _PLACE.search(text, verb.end(), min(sentence[1], verb.end() + 60))
    attributes = {
        "extent": extent,
        "platform": platform or (place[1] if place else None),
        "term": context.text[term[0] : term[1]],
        "time_reason": date.reason if date else None,
    }
    return Claim(
        ClaimKind.TRENDING,
        context.text[start:end],
        (start, end),
        context.text[term[0] : term[1]],
        from_at=from_at,
        to_at=to_at,
        time_text=words,
        attributes=MappingProxyType({key: value for key, value in attributes.items() if value}),
    )
