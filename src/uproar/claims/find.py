"""Find the claims of a text: typed, each with its exact span."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

from uproar.case import Case
from uproar.claims.claim import Claim, ClaimKind
from uproar.claims.context import Context, build
from uproar.claims.kinds import bombing, comparison, event, pages, petition, rate, reception, statement, trending
from uproar.extract.dates import TimeExpression
from uproar.extract.figure import Figure
from uproar.extract.quotes import Quote

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
        >>> from uproar.extract.figures import find_figures
        >>> text = "The petition has been signed by 12,345 people."
        >>> [claim.value for claim in find_claims(text, quotes=[], figures=find_figures(text), dates=[])]
        [12345.0]
    """
    context = build(text, quotes, figures, dates, case, published)
    claims = [claim for find in _FINDERS for claim in find(context)]
    return sorted(_one_reading(claims), key=lambda claim: (claim.span, claim.kind))


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
