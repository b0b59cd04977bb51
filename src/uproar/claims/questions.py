"""Which measurement would settle a claim, put to which subject of the case, over which time."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from uproar.case import Case, Petition
from uproar.claims.claim import Claim, ClaimKind, Question
from uproar.findings import Ask

# What would have to be loaded, per kind, where nothing can be asked.
NEEDS: Final = {
    ClaimKind.PETITION_COUNT: "readings of the petition: uproar load CASE readings.csv --petition NAME",
    ClaimKind.PETITION_GOAL: "readings of the petition with its goal: uproar load CASE readings.csv --petition NAME",
    ClaimKind.TRENDING: "posts of the time with their hashtags, and the term in the case: uproar load CASE posts.ndjson.gz",
    ClaimKind.RECEPTION: "dated reviews by that side: uproar load CASE reviews.csv",
    ClaimKind.PAGE_CHANGED: "at least two snapshots of the page, before and after: uproar load CASE page.html --page NAME",
    ClaimKind.STATEMENT: "other articles that carry the statement: uproar load CASE articles/*.html",
}
_SIDES: Final = {"audience": "audience", "critics": "critic"}


def questions(claim: Claim, case: Case | None, as_of: datetime) -> list[Question]:
    """The questions whose answers settle a claim; none where the case does not watch what it speaks of.

    Args:
        claim: The claim.
        case: What is being watched; None asks nothing.
        as_of: The moment whose knowledge counts.

    Example:
        >>> from datetime import UTC
        >>> case = Case(title="Lanterns", petitions=(Petition("lanterns"),))
        >>> claim = Claim(ClaimKind.PETITION_COUNT, "5,000 signatures", (0, 16), "the petition", 5000.0)
        >>> [question.measurement for question in questions(claim, case, datetime(2026, 5, 1, tzinfo=UTC))]
        ['petition.signature_count']
    """
    if case is None:
        return []

    def ask(subject: str | None) -> Ask:
        return Ask(as_of, claim.from_at, claim.to_at, subject, case.zone)

    match claim.kind:
        case ClaimKind.PETITION_COUNT | ClaimKind.PETITION_GOAL:
            petition, _ = petition_of(claim, case)
            name = "petition.signature_count" if claim.kind is ClaimKind.PETITION_COUNT else "petition.goal"
            return [Question(name, ask(petition.id))] if petition is not None else []
        case ClaimKind.TRENDING:
            term = _term_of(claim, case)
            return [Question("posts.rank", ask(term))] if term is not None else []
        case ClaimKind.RECEPTION:
            # A score is what had been given by then, so the question has an end and no beginning.
            return [Question("reviews.score", Ask(as_of, None, claim.to_at, _SIDES[claim.attributes["side"]], case.zone))]
        case ClaimKind.PAGE_CHANGED:
            return [Question("pages.change", ask(case.pages[0].id))] if len(case.pages) == 1 else []
        case ClaimKind.STATEMENT:
            return [Question("press.quote", Ask(as_of, None, None, None, case.zone))]


def needs_of(claim: Claim, case: Case | None) -> str:
    """What would have to be loaded or said for a claim to be measurable."""
    if case is None:
        return NEEDS[claim.kind]
    if claim.kind in (ClaimKind.PETITION_COUNT, ClaimKind.PETITION_GOAL):
        return petition_of(claim, case)[1] or NEEDS[claim.kind]
    if claim.kind is ClaimKind.TRENDING and _term_of(claim, case) is None:
        return f"{claim.subject} among the terms of the case, which watches {', '.join(case.terms) or 'none'}"
    if claim.kind is ClaimKind.PAGE_CHANGED and len(case.pages) > 1:
        return f"to know which page is meant: the case watches {', '.join(page.id for page in case.pages)}"
    return NEEDS[claim.kind]


def petition_of(claim: Claim, case: Case) -> tuple[Petition | None, str]:
    """The petition that a claim means, or None with what is needed; of several it is never guessed."""
    if not case.petitions:
        return None, NEEDS[claim.kind]
    site = claim.attributes.get("platform")
    fitting = [petition for petition in case.petitions if not site or not petition.site or _same_site(site, petition.site)]
    if not fitting:
        return None, f"readings of the petition on {site}: the case watches {', '.join(_label(petition) for petition in case.petitions)}"
    if len(case.petitions) == 1:
        return fitting[0], ""
    subject = claim.subject.casefold()
    named = [petition for petition in fitting if any(name and name.casefold() in subject for name in (petition.name, petition.id))]
    on_site = [petition for petition in fitting if site and petition.site]
    for group in (named, on_site):
        if len(group) == 1:
            return group[0], ""
    return None, f"to know which petition is meant: the case watches {', '.join(_label(petition) for petition in case.petitions)}"


def _label(petition: Petition) -> str:
    return f"{petition.id} ({petition.site})" if petition.site else petition.id


def _same_site(first: str, second: str) -> bool:
    one, other = _bare(first), _bare(second)
    return bool(one and other) and (one in other or other in one)


def _bare(name: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?|[\s.]|/.*$", "", name.casefold())


def _term_of(claim: Claim, case: Case) -> str | None:
    wanted = claim.subject.casefold().lstrip("#＃").replace(" ", "")
    return next((term for term in case.terms if term.casefold().lstrip("#＃").replace(" ", "") == wanted), None)
