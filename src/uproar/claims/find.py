"""Find the claims of a text: typed, each with its exact span."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Final

from uproar.case import Case
from uproar.claims.claim import Claim, ClaimKind
from uproar.claims.context import Context, build, part_of
from uproar.claims.kinds import bombing, comparison, event, pages, petition, rate, reception, statement, trending
from uproar.claims.times import told_as_done
from uproar.extract.dates.find import TimeExpression
from uproar.extract.figures.figure import Figure
from uproar.extract.quotes.find import Quote

_FINDERS: Final[tuple[Callable[[Context], list[Claim]], ...]] = (
    petition.find, rate.find, trending.find, reception.find, comparison.find, bombing.find, pages.find, statement.find, event.find,
)  # fmt: skip
# A number has one meaning: where two finders read the same one, the more particular reading stands.
_PARTICULAR: Final = {ClaimKind.COMPARISON: 0, ClaimKind.PETITION_RATE: 1, ClaimKind.PETITION_COUNT: 2, ClaimKind.RECEPTION: 3}


def find_claims(
    text: str,
    *,
    quotes: Sequence[Quote],
    figures: Sequence[Figure],
    dates: Sequence[TimeExpression],
    case: Case | None = None,
    published: datetime | None = None,
) -> list[Claim]:
    """Find every claim in `text` that a record could settle, in the order of the text.

    A sentence that asks, supposes, denies, wishes or foretells is no claim; the words of a speaker are a statement and nothing else,
    except where a company tells of its own page.

    Args:
        text: The text that the other arguments were extracted from.
        quotes: Its quotations.
        figures: Its figures.
        dates: Its expressions of time.
        case: What is being watched; its terms are recognised where they trend.
        published: When the text was published, for "all weekend".

    Example:
        >>> from uproar.extract.figures.find import find_figures
        >>> text = "The petition has been signed by 12,345 people."
        >>> [claim.value for claim in find_claims(text, quotes=[], figures=find_figures(text), dates=[])]
        [12345.0]
    """
    context = build(text, quotes, figures, dates, case, published)
    claims = [told_as_done(_doubted(context, claim), published, case) for find in _FINDERS for claim in find(context)]
    return sorted(_one_reading(claims), key=lambda claim: (claim.span, claim.kind))


# What makes a sentence say less than its words, or something of other records, so that no number refutes it.
_DOUBTS: Final = {
    "wrong": re.compile(
        r"\b(?:wrong(?:ly)?|incorrect(?:ly)?|mistaken(?:ly)?|erroneous(?:ly)?|false(?:ly)?|untrue|debunked|hoax|doctored|fabricated|misread)\b",
        re.IGNORECASE,
    ),
    "reported": re.compile(
        r"\b(?:predicted|forecast|foretold|rumou?rs?|rumou?red|joked"
        r"|allegedly|supposedly|claim(?:s|ed|ing) that|claiming)\b",
        re.IGNORECASE,
    ),
    "added": re.compile(
        r"\b(?:counting (?:the|those|paper|both|all)|including (?:the|those|paper|duplicates|both|all)|together with|combined|on paper"
        r"|paper (?:copies|forms|sheets|signatures)|duplicates|plus those)\b",
        re.IGNORECASE,
    ),
    "other_zone": re.compile(
        r"\b(?:(?:New York|London|Tokyo|Paris|Berlin|Sydney|Eastern|Pacific|Central|Mountain|Greenwich|Moscow|Beijing|Seoul|local|US"
        r"|UK) (?:standard |daylight |summer )?time|E[SD]?T|P[SD]?T|GMT|UTC"
        r"|BST|JST)\b"
    ),
    "region": re.compile(
        r"\b(?:worldwide|globally|nationwide|nationally|around the world|across the world|(?:[Ii]n|[Aa]cross|[Tt]hroughout|all over) (?:the )?(?!Jan|Feb|Mar(?:ch)?\b"
        r"|Apr|May\b|June?\b|July?\b|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
        r"(?-i:[A-Z])[\w-]+)"
    ),
}


def _doubted(context: Context, claim: Claim) -> Claim:
    """The claim with what in its sentence leaves room for another meaning, so that it is not refuted by one of them."""
    sentence = next(iter(context.sentences_in(*claim.span)), claim.span)
    words = context.narration[slice(*sentence)]
    dated = claim.time_text or claim.kind is ClaimKind.TRENDING
    # "Those who say so are mistaken: it was already trending": behind the colon stands what the writer holds to be so, unless it begins with "that".
    part = context.narration[slice(*part_of(context.narration, sentence, claim.span[0]))]
    where = {"wrong": words if re.match(r"\W*(?:that|how|of|in which)\b", part) else part}
    found = [
        name
        for name, pattern in _DOUBTS.items()
        if pattern.search(where.get(name, words)) and (name != "region" or claim.kind is ClaimKind.TRENDING)
    ]
    found = [name for name in found if name != "other_zone" or dated]
    return replace(claim, attributes=MappingProxyType({**claim.attributes, "doubt": found[0]})) if found else claim


def _one_reading(claims: Sequence[Claim]) -> list[Claim]:
    """The claims without those whose words a more particular claim reads another way."""
    kept: list[Claim] = [claim for claim in claims if claim.kind not in _PARTICULAR]
    particular = sorted(
        (each for each in claims if each.kind in _PARTICULAR), key=lambda each: (_PARTICULAR[each.kind], "of" not in each.attributes)
    )
    for claim in particular:
        overlapping = [
            other for other in kept if other.kind in _PARTICULAR and other.span[0] < claim.span[1] and claim.span[0] < other.span[1]
        ]
        if not any(_replaces(other, claim) for other in overlapping):
            kept.append(claim)
    return kept


def _replaces(one: Claim, other: Claim) -> bool:
    """Whether the first takes the second's words: both of a petition, or both of a side's reviews."""
    if other.kind is ClaimKind.RECEPTION or one.kind is ClaimKind.RECEPTION:
        return one.kind is ClaimKind.COMPARISON and one.attributes.get("of") == "sides"
    return one.kind is not other.kind or one.attributes.get("of") == "counts"
