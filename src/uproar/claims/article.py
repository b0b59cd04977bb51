"""An article with the claims that were found in it and what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from uproar.claims.claim import CheckedClaim, Verdict
from uproar.extract.dates.find import TimeExpression
from uproar.extract.figures.figure import Figure
from uproar.extract.names.name import Name
from uproar.extract.quotes.find import Quote


@dataclass(frozen=True, slots=True)
class CheckedArticle:
    """One article, read and checked.

    Attributes:
        name: The file or record it came from.
        title: Its headline.
        outlet: Who published it, or "".
        url: Its address, or "".
        text: What was read; every span counts characters in it.
        published_from, published_to: Bounds of its publication, or None.
        published_source: Where the date was read.
        zone: The zone in which "Thursday" was read.
        quotes, figures, dates: What was found in it.
        claims: The claims, checked, in the order of the text.
        notes: What a careful reader must know, one sentence each.
        names: The works, people, organisations and platforms that it names.
    """

    name: str
    title: str
    outlet: str
    url: str
    text: str
    published_from: datetime | None
    published_to: datetime | None
    published_source: str
    zone: str
    quotes: tuple[Quote, ...]
    figures: tuple[Figure, ...]
    dates: tuple[TimeExpression, ...]
    claims: tuple[CheckedClaim, ...]
    notes: tuple[str, ...] = ()
    names: tuple[Name, ...] = ()

    @property
    def fails(self) -> bool:
        """Whether any claim contradicts the record or itself."""
        return any(checked.verdict in (Verdict.CONTRADICTED, Verdict.INCONSISTENT) for checked in self.claims)
