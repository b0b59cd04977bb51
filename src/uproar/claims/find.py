"""Find the claims of a text: typed, each with its exact span."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Final

from uproar.case import Case
from uproar.claims.anchors import told_as_done, unresolved
from uproar.claims.claim import Claim, ClaimKind
from uproar.claims.context import Context, Span, build
from uproar.claims.doubts import doubted, sentence_of
from uproar.claims.grammar.spoken import spoken
from uproar.claims.grammar.unfold import unfold
from uproar.claims.kinds import bombing, comparison, event, pages, petition, rate, reception, statement, trending
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

    A sentence that asks, supposes, denies, wishes or foretells is no claim. The words of a speaker are a statement; what they claim is a claim
    beside it, with `said_by`.

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
    claims = _claims(context, published, _FINDERS)
    if (heard := spoken(context, published)) is not None:
        said = [heard.said(claim) for claim in _claims(heard.context, published, _FINDERS)]
        claims += [claim for claim in said if not any(_same(claim, other) for other in claims if other.kind is not ClaimKind.STATEMENT)]
    return sorted(claims, key=lambda claim: (claim.span, claim.kind))


def _claims(context: Context, published: datetime | None, finders: Sequence[Callable[[Context], list[Claim]]]) -> list[Claim]:
    """The claims of a context's sentences, each read once."""
    found: dict[Span, list[Claim]] = {}
    for find in finders:
        for claim in find(context):
            found.setdefault(sentence_of(context, claim), []).append(claim)
    if (apart := unfold(context)) is not None:
        # What stands between commas hides a verb from its subject: sentences are read again without it, for what was not found.
        for find in finders:
            for claim in find(apart.context) if find is not statement.find else ():
                written = apart.as_written(claim, context.text)
                beside = found.setdefault(sentence_of(context, written), [])
                if not any(_same(written, other) for other in beside) and not (beside and claim.kind is ClaimKind.EVENT_DATED):
                    beside.append(written)
    read = []
    for beside in found.values():
        # An event that is only dated in passing is none in a sentence that claims something else.
        kept = [claim for claim in beside if not (claim.attributes.get("in_passing") and len(beside) > 1)]
        claims = _one_reading(kept)
        read += [told_as_done(_marked(_undated(context, doubted(context, claim, claims))), published, context.case) for claim in claims]
    return read


# What only the check needs: no reader is shown how a petition was told from another.
_MARKS: Final = frozenset(
    ["named", "named_site", "purpose", "told", "doubt", "indefinite", "in_passing", "present", "grain", "undated", "denied"]
)


def _undated(context: Context, claim: Claim) -> Claim:
    """The claim with the words of a time that hangs on a date the article does not have."""
    words = unresolved(claim, context.dates_in(*sentence_of(context, claim)))
    return replace(claim, attributes=MappingProxyType({**claim.attributes, "undated": words})) if words else claim


def _marked(claim: Claim) -> Claim:
    """The claim with its marks apart from its attributes."""
    marks = {key: value for key, value in claim.attributes.items() if key in _MARKS}
    attributes = {key: value for key, value in claim.attributes.items() if key not in _MARKS}
    return replace(claim, attributes=MappingProxyType(attributes), marks=MappingProxyType({**claim.marks, **marks})) if marks else claim


def _same(one: Claim, other: Claim) -> bool:
    """Whether two claims read the same words, or the same thing in one sentence."""
    apart = one.span[0] >= other.span[1] or other.span[0] >= one.span[1]
    return not apart and (one.kind is other.kind or one.value == other.value)


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
