"""Check a claim against what was measured: a verdict with the reason in plain words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from uproar.case import Case
from uproar.claims.claim import CheckedClaim, Claim, ClaimKind, Verdict
from uproar.claims.questions import OF_PETITIONS, needs_of, petition_of
from uproar.claims.subjects import foreign_name, from_elsewhere, page_of, purpose_beside, purpose_fits, same_name
from uproar.claims.verdicts import bombing, comparison, event, goal, pages, petition, rate, reception, statement, trending
from uproar.claims.verdicts.outcome import Outcome, moment, weekday
from uproar.findings import Finding, Result, Unmeasured

_COUNTER: Final = "petition.signature_count"
_MEASUREMENTS: Final = {
    ClaimKind.PETITION_COUNT: (_COUNTER,),
    ClaimKind.PETITION_GOAL: ("petition.goal", _COUNTER),
    ClaimKind.PETITION_RATE: (_COUNTER,),
    ClaimKind.TRENDING: ("posts.rank",),
    ClaimKind.RECEPTION: ("reviews.score",),
    ClaimKind.COMPARISON: ("reviews.score",),
    ClaimKind.REVIEW_BOMBING: ("reviews.bombing",),
    ClaimKind.PAGE_CHANGED: ("pages.change",),
    ClaimKind.STATEMENT: ("press.quote",),
    ClaimKind.EVENT_DATED: ("case.event", _COUNTER, "posts.burst"),
}
_JUDGES: Final[dict[ClaimKind, Callable[[Claim, Sequence[Finding], str], Outcome]]] = {
    ClaimKind.PETITION_COUNT: petition.count,
    ClaimKind.PETITION_GOAL: goal.judge,
    ClaimKind.PETITION_RATE: rate.judge,
    ClaimKind.TRENDING: trending.judge,
    ClaimKind.RECEPTION: reception.judge,
    ClaimKind.COMPARISON: comparison.judge,
    ClaimKind.REVIEW_BOMBING: bombing.judge,
    ClaimKind.PAGE_CHANGED: pages.judge,
    ClaimKind.STATEMENT: statement.judge,
    ClaimKind.EVENT_DATED: event.judge,
}


def check(claim: Claim, results: Sequence[Result], *, case: Case | None = None) -> CheckedClaim:
    """Judge one claim: first against itself, then against the results of its questions.

    Whatever is in doubt is `not_measurable` with the reason; `contradicted` needs a measured interval that the words exclude.

    Args:
        claim: The claim.
        results: What its questions brought, findings and reasons for none; results of other measurements are left aside.
        case: What is being watched, for what to ask for where nothing was measured, and for the zone of printed times.

    Example:
        >>> claim = Claim(ClaimKind.PETITION_COUNT, "5,000 signatures", (0, 16), "the petition", 5000.0)
        >>> checked = check(claim, [])
        >>> checked.verdict.value, checked.needs
        ('not_measurable', 'readings of the petition: uproar load CASE readings.csv --petition NAME')
    """
    zone = case.zone if case is not None else "UTC"
    of_itself = (
        petition.consistency(claim)
        or goal.consistency(claim)
        or trending.consistency(claim)
        or comparison.consistency(claim)
        or reception.consistency(claim)
        or weekday(claim, zone)
    )
    if of_itself is not None:
        return CheckedClaim(claim, of_itself.verdict, of_itself.reason, of_itself.needs)
    if case is not None and (untimed := _untimed(claim, zone)) is not None:
        return CheckedClaim(claim, Verdict.NOT_MEASURABLE, *untimed)
    of_petition = claim.kind in OF_PETITIONS or claim.attributes.get("event") == "petition"
    if case is not None and case.petitions and of_petition and petition_of(claim, case)[0] is None:
        reason = "it is not clear that the petition meant is one that the case watches"
        return CheckedClaim(claim, Verdict.NOT_MEASURABLE, reason, needs_of(claim, case))
    if case is not None and (other := claim.attributes.get("other_work")):
        return CheckedClaim(claim, Verdict.NOT_MEASURABLE, f"It is said of {other}; the case watches {case.title}.", f"records of {other}")
    results = [*results, *event.case_events(claim, case, claim.made_at)]
    if claim.kind is ClaimKind.STATEMENT and case is not None:
        claim = _by_party(claim, case)
    elsewhere = _elsewhere(claim, case)
    if elsewhere:
        return CheckedClaim(
            claim, Verdict.NOT_MEASURABLE, elsewhere, f"records of {claim.attributes.get('platform') or claim.attributes.get('place')}"
        )
    relevant = [result for result in results if result.name in _MEASUREMENTS[claim.kind]]
    findings = [result for result in relevant if isinstance(result, Finding)]
    missing = [result for result in relevant if isinstance(result, Unmeasured)]
    if claim.kind is ClaimKind.PETITION_COUNT and missing and findings and missing[0] is relevant[0]:
        before = petition.before_first(claim, findings, zone)
        found = Outcome(Verdict.NOT_MEASURABLE, missing[0].reason, missing[0].needs, (missing[0],))
        if before is not None and not (before.verdict is Verdict.CONTRADICTED and _doubt(claim)):
            found = before
        return CheckedClaim(claim, found.verdict, found.reason, found.needs, tuple(found.used))
    if not findings and missing:
        return CheckedClaim(claim, Verdict.NOT_MEASURABLE, missing[0].reason, missing[0].needs, tuple(relevant))
    if not findings and claim.kind is ClaimKind.STATEMENT and case is not None:
        reason = "no other article in the case carries these words"
        return CheckedClaim(claim, Verdict.NOT_MEASURABLE, reason, needs_of(claim, case), tuple(relevant))
    if not findings:
        reason = "there is no case to check it against" if case is None else "the case holds nothing that measures it"
        return CheckedClaim(claim, Verdict.NOT_MEASURABLE, reason, needs_of(claim, case), tuple(relevant))
    outcome = _JUDGES[claim.kind](claim, findings, zone)
    if claim.kind is ClaimKind.PAGE_CHANGED and case is not None:
        outcome = _on_this_page(claim, outcome, case)
    if of_petition and case is not None:
        outcome = _of_this_petition(claim, outcome, case)
    if outcome.verdict is Verdict.CONTRADICTED and (doubt := _doubt(claim)):
        outcome = replace(outcome, verdict=Verdict.NOT_MEASURABLE, reason=f"{outcome.reason} But {doubt[0]}.", needs=doubt[1])
    if outcome.verdict is Verdict.SUPPORTED and (name := str(claim.known.get("doubt"))) in ("elsewhere", "topic"):
        # Of another list, or of another work, the record bears nothing out either.
        doubt = _DOUBTS[name]
        outcome = replace(outcome, verdict=Verdict.NOT_MEASURABLE, reason=f"{outcome.reason} But {doubt[0]}.", needs=doubt[1])
    needs = outcome.needs or (needs_of(claim, case) if outcome.verdict is Verdict.NOT_MEASURABLE else "")
    # A statement that nobody else carries rests on no quotation in particular; listing them all would look like evidence.
    used = outcome.used if outcome.used or claim.kind is ClaimKind.STATEMENT else relevant
    return CheckedClaim(claim, outcome.verdict, outcome.reason, needs, tuple(used))


_DOUBTS: Final = {
    "wrong": ("the text tells it as wrong", "what the text itself holds to be so"),
    "reported": ("the text tells it as the words of others, or as wrong", "what the text itself holds to be so"),
    "added": ("the text counts more than the counter shows", "what is counted beside it"),
    "other_zone": ("its hour is that of another zone", "the time in the zone of the case"),
    "region": ("it may be the list of another region", "that region's own list"),
    "elsewhere": ("it may be the list of another region", "that region's own list"),
    "hedged": ("the text does not vouch for it", "a text that says so outright"),
    "negated": ("a negation stands in its clause", "the clause in other words"),
    "object": (
        "it may be of a part of the work, or of some of the grades, or of something else done then",
        "a text that says it of the work itself",
    ),
    "topic": ("the sentences before it tell of something else than the work", "to know of what it is told"),
    "except": ("the text leaves some of that time out", "how much of it is left out"),
    "time": ("its clause may be of another time than the one read", "the time in the same words as the number"),
    "number": ("its clause gives another count, of which it is not clear what it counts", "to know what the other number counts"),
    "part": ("it may be a part of those who signed", "to know of whom it is told"),
}


def _doubt(claim: Claim) -> tuple[str, str] | None:
    """What else the words can mean, so that nothing is refuted by them; with what would settle it."""
    marks = claim.known
    if marks.get("doubt"):
        return _DOUBTS[str(marks["doubt"])]
    if marks.get("indefinite"):
        return "the text does not say of which petition it speaks", "to know which petition is meant"
    if marks.get("own_goal"):
        return "a goal of the organisers' own, or one still to come, need not be the one shown", "what the organisers aim for"
    if claim.kind is ClaimKind.PAGE_CHANGED and marks.get("on_page") is False and "availability" not in marks.get("fields", ()):
        return "the text does not say that it was on the page", "to know where it was changed"
    if claim.kind is ClaimKind.COMPARISON and marks.get("platform"):
        return f"the record's reviews are not known to be from {marks['platform']}", f"reviews from {marks['platform']}"
    return None


def _untimed(claim: Claim, zone: str) -> tuple[str, str] | None:
    """Why a claim's time cannot be used, and what is needed: it hangs on the article's date, lies after the article, or ends before it begins."""
    if words := claim.known.get("undated"):
        return f'"{words}" is relative to the publication, which is not known.', "the date of the article: --published DATE"
    if claim.kind is ClaimKind.STATEMENT:
        return None  # statements may be announced
    start = claim.from_at or (claim.attributes["start"][0] if claim.attributes.get("start") else None)
    end = claim.to_at or (claim.attributes["end"][1] if claim.attributes.get("end") else None)
    if start is not None and end is not None and start > end:
        return f'"{claim.time_text}" was read as a time that ends before it begins.', "the time in other words"
    if start is not None and claim.made_at is not None and start > claim.made_at:
        return f'"{claim.time_text}" was read as {moment(start, zone)} ({zone}), after the article.', "the time in other words"
    return None


_COMPANIES: Final = frozenset("company studio publisher developer developers firm maker distributor streamer network".split())  # noqa: SIM905 -- reads better as words


def _by_party(claim: Claim, case: Case) -> Claim:
    """The claim with "the studio" or "the company" told by its name, where one party of the case is such."""
    said = str(claim.attributes.get("speaker") or "").casefold().removeprefix("the ")
    companies = [party for party in case.parties if party.role.casefold() in _COMPANIES]
    named = [
        party.name
        for party in (companies if said in _COMPANIES else case.parties)
        if party.role and (said in _COMPANIES or party.role.casefold() == said)
    ]
    return replace(claim, attributes={**claim.attributes, "speaker": named[0]}) if len(named) == 1 else claim


def _elsewhere(claim: Claim, case: Case | None) -> str:
    """Why the case's records are not those of the place that the text names."""
    match claim.kind:
        case ClaimKind.TRENDING:
            return from_elsewhere(claim.attributes.get("platform"), "platform", case)
        case ClaimKind.RECEPTION | ClaimKind.REVIEW_BOMBING | ClaimKind.COMPARISON:
            there = from_elsewhere(claim.attributes.get("platform"), "review site", case)
            return there or from_elsewhere(claim.attributes.get("place"), "store", case)
        case ClaimKind.PAGE_CHANGED:
            return from_elsewhere(claim.attributes.get("place"), "store", case)
    return ""


def _on_this_page(claim: Claim, outcome: Outcome, case: Case) -> Outcome:
    """Nothing is refuted of a shop that is named and that neither the page's address nor a party of the case is."""
    place, page = claim.attributes.get("place"), page_of(claim.text, case)
    if not place or page is None or outcome.verdict is not Verdict.CONTRADICTED:
        return outcome
    if any(
        same_name(str(place), name)
        for name in (page.id, page.url.partition("//")[2].partition("/")[0], *(party.name for party in case.parties))
        if name
    ):
        return outcome
    return replace(
        outcome,
        verdict=Verdict.NOT_MEASURABLE,
        reason=f"{outcome.reason} The page watched is not known to be on {place}.",
        needs=f"the address of the page on {place}",
    )


def _of_this_petition(claim: Claim, outcome: Outcome, case: Case) -> Outcome:
    """In doubt where the text gives the petition a purpose that shares no word with what the case says of its own: it may be another."""
    found, _ = petition_of(claim, case)
    if outcome.verdict is Verdict.INCONSISTENT or found is None:
        return outcome
    # "A petition calling for refunds for Tidewater": the work alone in common refutes nothing.
    other = (
        outcome.verdict is Verdict.CONTRADICTED
        and claim.subject.casefold().startswith(("a ", "another "))
        and purpose_beside(claim.known.get("purpose"), found, case)
    )
    if not other and purpose_fits(claim.known.get("purpose"), found, case) is not False:
        return outcome
    if (
        outcome.verdict is Verdict.SUPPORTED
        and claim.subject.casefold().startswith(("the ", "this ", "that ", "its "))
        and not foreign_name(claim.known["purpose"], case)
    ):
        return outcome  # "the petition against the queue": the one told of, in other words than the case's
    reason = f'{outcome.reason} But a petition "{claim.known["purpose"]}" may be another than {found.id}.'
    return replace(
        outcome,
        verdict=Verdict.NOT_MEASURABLE,
        reason=reason,
        needs=f"to know whether the petition meant is {found.id}: its name in the case",
    )
