"""Checked claims as schema.org ClaimReview in JSON-LD, for whoever runs uproar to publish beside their own report.

The properties are those of https://schema.org/ClaimReview, https://schema.org/Claim and https://schema.org/Rating. A verdict is a word with its reason;
no scale of stars is made up for it, so that `ratingValue` is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from uproar.case import Case
from uproar.claims.article import CheckedArticle
from uproar.claims.claim import CheckedClaim, Claim, ClaimKind, Verdict
from uproar.claims.press.outlets import SOMEBODY, Appearance, Outlets, Role, SharedClaim, public_subject
from uproar.errors import UsageError

# The word of each verdict, as every output prints it.
WORDS: Final[Mapping[Verdict, str]] = {
    Verdict.SUPPORTED: "supported",
    Verdict.CONTRADICTED: "contradicted",
    Verdict.INCONSISTENT: "contradicts itself",
    Verdict.NOT_MEASURABLE: "cannot tell",
}


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who runs uproar and answers for the review: an organisation's name, and the address where the review is published."""

    name: str
    url: str

    def __post_init__(self) -> None:
        try:
            there = urlsplit(self.url)
            sound = there.scheme in ("http", "https") and bool(there.hostname)
        except ValueError:
            sound = False
        if not self.name.strip() or not sound:
            got = f"--reviewer {self.name!r} --reviewer-url {self.url!r}"
            raise UsageError(
                "uproar check --format claimreview",
                "who answers for the review",
                got,
                "Give a name and the https address where it is published.",
            )


def reviews(outlets: Outlets, reviewer: Reviewer, *, reviewed: date, case: Case | None = None) -> list[dict[str, Any]]:
    """One ClaimReview for each claim of each article, in order of publication; copies of a text are further appearances of its claim.

    What a person who is no party of the case is quoted with is left out: a quotation is no claim of the outlet's, and the person would be named.

    Args:
        outlets: The articles, compared.
        reviewer: Who answers for the reviews.
        reviewed: The day of the review.
        case: What is being watched, for its parties and its zone.
    """
    numbers = claim_numbers(outlets)
    made: list[tuple[int, dict[str, Any]]] = []
    for shared in outlets.claims:
        if shared.kind is ClaimKind.STATEMENT and shared.subject == SOMEBODY:
            continue
        told: set[int] = set()
        for one in shared.appearances:
            if one.role is Role.COPY or one.article in told:
                continue
            told.add(one.article)
            number = numbers[one.article, one.claim]
            made.append((number, _review(outlets, shared, one, reviewer, reviewed, f"c{number}", case)))
    return [review for _, review in sorted(made, key=lambda pair: pair[0])]


def claim_numbers(outlets: Outlets) -> dict[tuple[int, int], int]:
    """The number of each claim over all articles, from 1, as every output counts them."""
    places = [(place, index) for place, article in enumerate(outlets.articles) for index in range(len(article.claims))]
    return {place: number for number, place in enumerate(places, 1)}


def wording(claim: Claim) -> str:
    """The words of a claim; of a statement only what stands between the quotation marks, without who said it."""
    spoken = claim.attributes.get("wording") if claim.kind is ClaimKind.STATEMENT else None
    return " ".join(f"“{words.rstrip(',')}”" for words in spoken) if spoken else claim.text


def _review(
    outlets: Outlets, shared: SharedClaim, one: Appearance, reviewer: Reviewer, reviewed: date, anchor: str, case: Case | None
) -> dict[str, Any]:
    article = outlets.articles[one.article]
    checked = article.claims[one.claim]
    zone = case.zone if case is not None else article.zone
    copies = [other.article for other in shared.appearances if other.role is Role.COPY and outlets.copy_of[other.article] == one.article]
    claim = {
        "@type": "Claim",
        "author": _organisation(outlets.names[one.article], ""),
        "datePublished": _published(article, zone),
        "appearance": [_work(outlets, place, zone) for place in (one.article, *dict.fromkeys(copies))],
        "firstAppearance": _first(outlets, shared, zone),
    }
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": f"{reviewer.url.partition('#')[0]}#{anchor}",
        "datePublished": reviewed.isoformat(),
        "author": _organisation(reviewer.name, reviewer.url),
        "claimReviewed": _summary(checked, case),
        "itemReviewed": _without_empty(claim),
        "reviewRating": {"@type": "Rating", "alternateName": WORDS[one.verdict], "ratingExplanation": _why(checked)},
    }


def _summary(checked: CheckedClaim, case: Case | None) -> str:
    words = " ".join(wording(checked.claim).split())
    return f"{public_subject(checked.claim, case)}: {words}" if checked.claim.kind is ClaimKind.STATEMENT else words


def _why(checked: CheckedClaim) -> str:
    return checked.reason[:1].upper() + checked.reason[1:].rstrip(".") + "."


def _first(outlets: Outlets, shared: SharedClaim, zone: str) -> dict[str, Any] | None:
    """The first appearance among the articles, where the dates tell which it was."""
    lead = next((one for one in shared.appearances if one.role is Role.FIRST), None)
    return _work(outlets, lead.article, zone) if lead is not None else None


def _work(outlets: Outlets, place: int, zone: str) -> dict[str, Any]:
    article = outlets.articles[place]
    return _without_empty(
        {
            "@type": "NewsArticle",
            "url": article.url if article.url.startswith(("http://", "https://")) else None,
            "headline": article.title or None,
            "datePublished": _published(article, zone),
            "publisher": _organisation(outlets.names[place], ""),
        }
    )


def _organisation(name: str, url: str) -> dict[str, Any] | None:
    return _without_empty({"@type": "Organization", "name": name, "url": url or None}) if name else None


def _published(article: CheckedArticle, zone: str) -> str | None:
    """The moment of publication, or the day where only the day is known."""
    start, end = article.published_from, article.published_to
    if start is None or end is None:
        return None
    here: datetime = start.astimezone(ZoneInfo(zone))
    return here.isoformat() if start == end else here.date().isoformat()


def _without_empty(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}
