"""Find the claims of a text: typed, each with its exact span."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from uproar.case import Case
from uproar.claims.claim import Claim
from uproar.claims.context import Context, build
from uproar.claims.kinds import pages, petition, reception, statement, trending
from uproar.extract.dates import TimeExpression
from uproar.extract.figures import Figure
from uproar.extract.quotes import Quote

_FINDERS: Final[tuple[Callable[[Context], list[Claim]], ...]] = (petition.find, trending.find, reception.find, pages.find, statement.find)


def find_claims(
    text: str,
    *,
    quotes: Sequence[Quote],
    figures: Sequence[Figure],
    dates: Sequence[TimeExpression],
    case: Case | None = None,
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

    Example:
        >>> from uproar.extract.figures import find_figures
        >>> text = "The petition has been signed by 12,345 people."
        >>> [claim.value for claim in find_claims(text, quotes=[], figures=find_figures(text), dates=[])]
        [12345.0]
    """
    context = build(text, quotes, figures, dates, case)
    claims = [claim for find in _FINDERS for claim in find(context)]
    return sorted(claims, key=lambda claim: (claim.span, claim.kind))
