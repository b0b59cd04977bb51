"""Articles compared over outlets as JSON; the shape is in docs/check.md."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from uproar.case import Case
from uproar.claims.article import CheckedArticle
from uproar.claims.claim import CheckedClaim
from uproar.claims.press.folder import Unread
from uproar.claims.press.outlets import Outlets, SharedClaim, Tally, public_subject
from uproar.claims.press.review import claim_numbers, wording
from uproar.dossier.json import to_json
from uproar.findings import Finding

SCHEMA_VERSION: Final = 1


def render(
    outlets: Outlets, case: Case | None, as_of: datetime | None, unread: Sequence[Unread] = (), passed_over: Sequence[str] = ()
) -> str:
    """The whole comparison as one JSON object: keys and order are the same every time."""
    numbers = claim_numbers(outlets)
    shared_of = {(one.article, one.claim): f"k{place}" for place, claim in enumerate(outlets.claims, 1) for one in claim.appearances}
    return (
        to_json(
            {
                "schema_version": SCHEMA_VERSION,
                "case": case.title if case is not None else None,
                "as_of": as_of,
                "totals": _counts(outlets.totals),
                "outlets": [
                    {
                        "outlet": one.name,
                        "articles": one.articles,
                        "copies": one.copies,
                        "claims": _counts(one.claims),
                        "claims_in_copies": _counts(one.copied),
                        "first": one.first,
                        "corrected": one.corrected,
                    }
                    for one in outlets.outlets
                ],
                "claims": [_shared(outlets, claim, place, numbers) for place, claim in enumerate(outlets.claims, 1)],
                "articles": [_article(outlets, place, case, numbers, shared_of) for place in range(len(outlets.articles))],
                "given_twice": [{"file": name, "stands_as": first} for name, first in outlets.repeated_files],
                "unread": [{"file": one.name, "reason": one.reason} for one in unread],
                "passed_over": list(passed_over),
            }
        )
        + "\n"
    )


def _counts(tally: Tally) -> dict[str, int]:
    return {"claims": sum(count for _, count in tally), **{verdict.value: count for verdict, count in tally}}


def _shared(outlets: Outlets, claim: SharedClaim, place: int, numbers: dict[tuple[int, int], int]) -> dict[str, Any]:
    lead = claim.appearances[0]
    first = outlets.articles[lead.article].claims[lead.claim].claim
    return {
        "id": f"k{place}",
        "kind": claim.kind,
        "subject": claim.subject,
        "value": first.value,
        "unit": first.unit,
        "appearances": [
            {
                "article": f"a{one.article + 1}",
                "claim": f"c{numbers[one.article, one.claim]}",
                "outlet": outlets.names[one.article],
                "published_from": outlets.articles[one.article].published_from,
                "published_to": outlets.articles[one.article].published_to,
                "role": one.role,
                "verdict": one.verdict,
                "remedy": one.remedy,
                "remedy_in": None if one.remedy_in is None else f"a{one.remedy_in + 1}",
            }
            for one in claim.appearances
        ],
    }


def _article(
    outlets: Outlets, place: int, case: Case | None, numbers: dict[tuple[int, int], int], shared_of: dict[tuple[int, int], str]
) -> dict[str, Any]:
    article: CheckedArticle = outlets.articles[place]
    copy, version = outlets.copy_of[place], outlets.version_of[place]
    return {
        "id": f"a{place + 1}",
        "file": article.name,
        "title": article.title,
        "outlet": outlets.names[place],
        "url": article.url,
        "published_from": article.published_from,
        "published_to": article.published_to,
        "published_source": article.published_source,
        "copy_of": None if copy is None else f"a{copy + 1}",
        "version_of": None if version is None else f"a{version + 1}",
        "notes": article.notes,
        "claims": [
            {"id": f"c{numbers[place, index]}", "same_as": shared_of[place, index], **_claim(checked, case)}
            for index, checked in enumerate(article.claims)
        ],
    }


def _claim(checked: CheckedClaim, case: Case | None) -> dict[str, Any]:
    claim = checked.claim
    return {
        "kind": claim.kind,
        "subject": public_subject(claim, case),
        "text": wording(claim),
        "span": claim.span,
        "value": claim.value,
        "bound": claim.bound,
        "unit": claim.unit,
        "from_at": claim.from_at,
        "to_at": claim.to_at,
        "verdict": checked.verdict,
        "reason": checked.reason,
        "needs": checked.needs,
        "rests_on": [
            {"measurement": one.name, "subject": one.subject, "value": one.value, "low": one.low, "high": one.high, "from_at": one.from_at, "to_at": one.to_at}
            for one in checked.results
            if isinstance(one, Finding) and not one.name.startswith("press.")
        ],
    }  # fmt: skip
