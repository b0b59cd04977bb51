"""Which measurement would settle a claim, put to which subject of the case, over which time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from uproar.case import Case, Petition
from uproar.claims import subjects
from uproar.claims.claim import Claim, ClaimKind, Question
from uproar.findings import Ask, Result, Scalar, Unmeasured

_READINGS: Final = "readings of the petition: uproar load CASE readings.csv --petition NAME"
# What would have to be loaded, per kind, where nothing can be asked.
NEEDS: Final = {
    ClaimKind.PETITION_COUNT: _READINGS,
    ClaimKind.PETITION_GOAL: "readings of the petition with its goal: uproar load CASE readings.csv --petition NAME",
    ClaimKind.PETITION_RATE: _READINGS,
    ClaimKind.TRENDING: "posts of the time with their hashtags, and the term in the case: uproar load CASE posts.ndjson.gz",
    ClaimKind.RECEPTION: "dated reviews by that side: uproar load CASE reviews.csv",
    ClaimKind.COMPARISON: "dated reviews by both sides: uproar load CASE reviews.csv",
    ClaimKind.REVIEW_BOMBING: "dated reviews by that side, from before and after: uproar load CASE reviews.csv",
    ClaimKind.PAGE_CHANGED: "at least two snapshots of the page, before and after: uproar load CASE page.html --page NAME",
    ClaimKind.STATEMENT: "other articles that carry the statement: uproar load CASE articles/*.html",
    ClaimKind.EVENT_DATED: "the event with its time in the case: an [[events]] entry in case.toml",
}
OF_PETITIONS: Final = (ClaimKind.PETITION_COUNT, ClaimKind.PETITION_GOAL, ClaimKind.PETITION_RATE)
_HOUR: Final = timedelta(hours=1)
# A field that texts speak of and that no saved page is read for.
NOT_ON_PAGE: Final = "age_rating"
EARLIER: Final = "an earlier reading"  # what `petition.signature_count` needs for a time before its first
OTHER_FIELD: Final = "other"
_SIDES: Final = {"audience": ("audience",), "critics": ("critic",), "either": ("audience", "critic")}
# Readings of every quarter of an hour tell what came in within an hour.
_CURVE: Final[Mapping[str, Scalar]] = MappingProxyType({"interval": 900_000_000})
# From which share of the scale on a review counts as positive is the writer's choice: half, the usual 60 %, or 70 %.
_POSITIVE_FROM: Final[tuple[Mapping[str, Scalar], ...]] = tuple(
    MappingProxyType(one) for one in ({}, {"positive_at": 0.5}, {"positive_at": 0.7})
)


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
    until = claim.to_at or claim.made_at
    if until is not None and claim.made_at is not None and (claim.from_at is None or claim.from_at < claim.made_at):
        until = min(until, claim.made_at)  # what happened after an article was made says nothing of it, also not on the day it names
    released = case.released_at

    def ask(subject: str | None, start: datetime | None = claim.from_at, settings: Mapping[str, Scalar] = MappingProxyType({})) -> Ask:
        return Ask(as_of, start, until, subject, case.zone, settings, released)

    match claim.kind:
        case ClaimKind.PETITION_COUNT | ClaimKind.PETITION_GOAL | ClaimKind.PETITION_RATE:
            return _of_petition(claim, case, as_of, ask(None))
        case ClaimKind.TRENDING:
            term = subjects.term_of(claim.subject, case.terms)
            return [Question("posts.rank", _whole_hours(ask(term)))] if term is not None else []
        case ClaimKind.RECEPTION:
            # A score is what had been given by then, so the question has an end and no beginning.
            settings = _POSITIVE_FROM if claim.attributes.get("measure") == "share_positive" else ({},)
            sides = _SIDES[claim.attributes["side"]]
            asked = [Question("reviews.score", ask(side, None, each)) for side in sides for each in settings]
            if claim.value is None:
                return asked
            if claim.from_at is not None and claim.to_at is not None:
                # "On Friday players gave it 3 out of 10": what had been given by then, or what was given that day.
                return asked + [Question("reviews.score", ask(side, claim.from_at, each)) for side in sides for each in settings]
            # Reviews are dated by days: of the article's own day only some had been given when it was made.
            morning = (
                until.astimezone(ZoneInfo(case.zone)).replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)
                if until is not None
                else None
            )
            if morning is None:
                return asked
            return asked + [Question("reviews.score", replace(ask(side, None, each), to_at=morning)) for side in sides for each in settings]
        case ClaimKind.COMPARISON:
            return [Question("reviews.score", ask(side, None)) for side in ("audience", "critic")]
        case ClaimKind.REVIEW_BOMBING:
            # All reviews up to the article tell what is usual; which of them depart is told day by day.
            side = _SIDES[claim.attributes["side"]][0]
            return [Question("reviews.bombing", Ask(as_of, None, claim.made_at or claim.to_at, side, case.zone, released_at=released))]
        case ClaimKind.PAGE_CHANGED:
            page = subjects.page_of(claim.text, case)
            unread = {NOT_ON_PAGE, OTHER_FIELD} & set(claim.attributes.get("fields", ()))
            return [Question("pages.change", ask(page.id))] if page is not None and not unread else []
        case ClaimKind.STATEMENT:
            return [Question("press.quote", Ask(as_of, None, None, None, case.zone))]
        case ClaimKind.EVENT_DATED:
            return _of_event(claim, case, as_of)
    return []


def answers(claim: Claim, case: Case | None, as_of: datetime, answer: Callable[[Question], Sequence[Result]]) -> list[Result]:
    """What the record answers to a claim's questions; of a count before the first reading also that reading, for a counter only grows.

    Args:
        claim: The claim.
        case: What is being watched.
        as_of: The moment whose knowledge counts.
        answer: Puts a question to the record.
    """
    found = [result for question in questions(claim, case, as_of) for result in answer(question)]
    early = claim.kind is ClaimKind.PETITION_COUNT and found and isinstance(found[0], Unmeasured) and found[0].needs == EARLIER
    return (
        [*found, *(result for question in _curve(claim, case, as_of) for result in answer(question))]
        if early and case is not None
        else found
    )


def asked_once(answer: Callable[[Question], Sequence[Result]]) -> Callable[[Question], Sequence[Result]]:
    """An answer that puts each distinct question to the record once, over as many claims and articles as it is used for.

    Example:
        >>> asked: list[Question] = []
        >>> answer = asked_once(lambda question: asked.append(question) or [])
        >>> one = Question("posts.rank", Ask(datetime(2026, 5, 1), subject="#Lanterns"))
        >>> answer(one), answer(one), len(asked)
        ([], [], 1)
    """
    known: dict[tuple[object, ...], Sequence[Result]] = {}

    def once(question: Question) -> Sequence[Result]:
        ask = question.ask
        key = (
            question.measurement, ask.as_of, ask.from_at, ask.to_at, ask.subject, ask.zone, tuple(sorted(ask.settings.items())), ask.released_at, ask.events,
        )  # fmt: skip
        if key not in known:
            known[key] = answer(question)
        return known[key]

    return once


def _whole_hours(ask: Ask) -> Ask:
    """A list is one of an hour: "at noon" asks for the hour that begins then."""
    if ask.from_at is None or ask.to_at is None or ask.to_at - ask.from_at >= _HOUR:
        return ask
    start = ask.from_at.replace(minute=0, second=0, microsecond=0)
    return replace(ask, from_at=start, to_at=start + _HOUR)


def _of_petition(claim: Claim, case: Case, as_of: datetime, ask: Ask) -> list[Question]:
    petition, _ = petition_of(claim, case)
    if petition is None:
        return []
    if claim.kind is ClaimKind.PETITION_RATE or claim.attributes.get("anchor") or claim.attributes.get("first"):
        return _curve(claim, case, as_of)
    if claim.kind is ClaimKind.PETITION_GOAL:
        # All goals are asked for: which of them stood when the article was made is told from the readings on both sides of it.
        goal = Question("petition.goal", Ask(as_of, None, None, petition.id, case.zone))
        return (
            [goal, Question("petition.signature_count", replace(ask, subject=petition.id))] if claim.attributes.get("reached") else [goal]
        )
    return [Question("petition.signature_count", Ask(as_of, ask.from_at, ask.to_at, petition.id, case.zone))]


def _curve(claim: Claim, case: Case, as_of: datetime) -> list[Question]:
    """All readings known: those after a moment bound what the counter had gained by then."""
    petition, _ = petition_of(claim, case)
    return [Question("petition.signature_count", Ask(as_of, None, None, petition.id, case.zone, _CURVE))] if petition is not None else []


def _of_event(claim: Claim, case: Case, as_of: datetime) -> list[Question]:
    match claim.attributes.get("event"):
        case "petition":
            return _curve(claim, case, as_of)
        case "hashtag":
            term = subjects.term_of(claim.subject, case.terms)
            return [Question("posts.burst", Ask(as_of, None, None, term, case.zone))] if term is not None else []
    return []


def needs_of(claim: Claim, case: Case | None) -> str:
    """What would have to be loaded or said for a claim to be measurable."""
    usual = NEEDS[claim.kind]
    if case is None:
        return usual
    if claim.kind in OF_PETITIONS:
        return petition_of(claim, case)[1] or usual
    if claim.kind is ClaimKind.TRENDING and subjects.term_of(claim.subject, case.terms) is None:
        return f"{claim.subject} among the terms of the case, which watches {', '.join(case.terms) or 'none'}"
    if claim.kind is ClaimKind.PAGE_CHANGED and NOT_ON_PAGE in claim.attributes.get("fields", ()):
        return "the age rating from the board that gives it: a saved page's own rating is that of its reviews"
    if claim.kind is ClaimKind.PAGE_CHANGED and subjects.page_of(claim.text, case) is None and len(case.pages) > 1:
        return f"to know which page is meant: the case watches {', '.join(page.id for page in case.pages)}"
    return usual


def petition_of(claim: Claim, case: Case) -> tuple[Petition | None, str]:
    """The petition that a claim means, or None with what is needed."""
    return subjects.petition_of(claim.subject, claim.known, case)
