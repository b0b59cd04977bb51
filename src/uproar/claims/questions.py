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
# A field that texts speak of and that no saved page is read for.
NOT_ON_PAGE: Final = "age_rating"
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

    until = claim.to_at or claim.made_at  # what happened after an article was made says nothing of it

    def ask(subject: str | None) -> Ask:
        return Ask(as_of, claim.from_at, until, subject, case.zone)

    match claim.kind:
        case ClaimKind.PETITION_COUNT:
            petition, _ = petition_of(claim, case)
            return [Question("petition.signature_count", ask(petition.id))] if petition is not None else []
        case ClaimKind.PETITION_GOAL:
            petition, _ = petition_of(claim, case)
            # All goals are asked for: which of them stood when the article was made is told from the readings on both sides of it.
            whole = Ask(as_of, claim.from_at, claim.to_at, petition.id if petition else None, case.zone)
            return [Question("petition.goal", whole)] if petition is not None else []
        case ClaimKind.TRENDING:
            term = _term_of(claim, case)
            return [Question("posts.rank", ask(term))] if term is not None else []
        case ClaimKind.RECEPTION:
            # A score is what had been given by then, so the question has an end and no beginning.
            return [Question("reviews.score", Ask(as_of, None, until, _SIDES[claim.attributes["side"]], case.zone))]
        case ClaimKind.PAGE_CHANGED:
            unread = NOT_ON_PAGE in claim.attributes.get("fields", ())
            return [Question("pages.change", ask(case.pages[0].id))] if len(case.pages) == 1 and not unread else []
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
    if claim.kind is ClaimKind.PAGE_CHANGED and NOT_ON_PAGE in claim.attributes.get("fields", ()):
        return "the age rating from the board that gives it: a saved page's own rating is that of its reviews"
    if claim.kind is ClaimKind.PAGE_CHANGED and len(case.pages) > 1:
        return f"to know which page is meant: the case watches {', '.join(page.id for page in case.pages)}"
    return NEEDS[claim.kind]


def petition_of(claim: Claim, case: Case) -> tuple[Petition | None, str]:
    """The petition that a claim means, or None with what is needed; of several it is never guessed, and another is never taken for it."""
    if not case.petitions:
        return None, NEEDS[claim.kind]
    watched = ", ".join(_label(petition) for petition in case.petitions)
    if claim.attributes.get("other_petition"):
        return None, f'to know which petition "{claim.subject}" is: the case watches {watched}'
    site, named = claim.attributes.get("platform"), claim.attributes.get("named")
    fitting = [petition for petition in case.petitions if not site or not petition.site or _same_site(site, petition.site)]
    fitting = [petition for petition in fitting if not named or _called(named, petition, case)]
    if not fitting:
        return None, f"readings of the petition on {site or named}: the case watches {watched}"
    if len(case.petitions) == 1:
        return fitting[0], ""
    subject = claim.subject.casefold()
    by_name = [petition for petition in fitting if any(name and name.casefold() in subject for name in (petition.name, petition.id))]
    on_site = [petition for petition in fitting if site and petition.site]
    for group in (by_name, on_site):
        if len(group) == 1:
            return group[0], ""
    return None, f"to know which petition is meant: the case watches {watched}"


def _called(name: str, petition: Petition, case: Case) -> bool:
    """Whether a petition can be called so: by its site, its name, or what the case is about; one that the case says nothing of can."""
    if not petition.site and not petition.name:
        return True
    ours = (petition.site, petition.name, petition.id, case.title, *case.aliases, *case.terms)
    ours += tuple(each for party in case.parties for each in (party.name, *party.aliases))
    return any(_same_site(name, each) for each in ours if each)


def _label(petition: Petition) -> str:
    return f"{petition.id} ({petition.site})" if petition.site else petition.id


def _same_site(first: str, second: str) -> bool:
    one, other = _bare(first), _bare(second)
    return bool(one and other) and (one in other or other in one)


def _bare(name: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?|[\s.#＃_'’-]|/.*$", "", name.casefold())


def _term_of(claim: Claim, case: Case) -> str | None:
    """The case's term that a claim means; a hashtag is asked for as one, also where the case has it without its mark (a shell drops "#...")."""
    wanted = _plain(claim.subject)
    term = next((term for term in case.terms if _plain(term) == wanted), None)
    if term is not None and claim.subject.startswith(_MARKS) and not term.startswith(_MARKS):
        return "#" + term.replace(" ", "")
    return term


_MARKS: Final = ("#", "＃")


def _plain(term: str) -> str:
    return term.casefold().lstrip("#＃").replace(" ", "")
