"""Check a claim against what was measured: a verdict with the reason in plain words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from uproar.case import Case
from uproar.claims.claim import CheckedClaim, Claim, ClaimKind, Verdict
from uproar.claims.questions import needs_of, petition_of
from uproar.claims.verdicts import pages, petition, reception, statement, trending
from uproar.claims.verdicts.outcome import Outcome
from uproar.findings import Finding, Result, Unmeasured

_MEASUREMENTS: Final = {
    ClaimKind.PETITION_COUNT: "petition.signature_count",
    ClaimKind.PETITION_GOAL: "petition.goal",
    ClaimKind.TRENDING: "posts.rank",
    ClaimKind.RECEPTION: "reviews.score",
    ClaimKind.PAGE_CHANGED: "pages.change",
    ClaimKind.STATEMENT: "press.quote",
}
_OF_PETITIONS: Final = (ClaimKind.PETITION_COUNT, ClaimKind.PETITION_GOAL)
_JUDGES: Final[dict[ClaimKind, Callable[[Claim, Sequence[Finding], str], Outcome]]] = {
    ClaimKind.PETITION_COUNT: petition.count,
    ClaimKind.PETITION_GOAL: petition.goal,
    ClaimKind.TRENDING: trending.judge,
    ClaimKind.RECEPTION: reception.judge,
    ClaimKind.PAGE_CHANGED: pages.judge,
    ClaimKind.STATEMENT: statement.judge,
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
    of_itself = petition.consistency(claim)
    if of_itself is not None:
        return CheckedClaim(claim, of_itself.verdict, of_itself.reason, of_itself.needs)
    if case is not None and case.petitions and claim.kind in _OF_PETITIONS and petition_of(claim, case)[0] is None:
        reason = "it is not clear that the petition meant is one that the case watches"
        return CheckedClaim(claim, Verdict.NOT_MEASURABLE, reason, needs_of(claim, case))
    relevant = [result for result in results if result.name == _MEASUREMENTS[claim.kind]]
    findings = [result for result in relevant if isinstance(result, Finding)]
    missing = [result for result in relevant if isinstance(result, Unmeasured)]
    if not findings and missing:
        return CheckedClaim(claim, Verdict.NOT_MEASURABLE, missing[0].reason, missing[0].needs, tuple(relevant))
    if not findings and claim.kind is ClaimKind.STATEMENT and case is not None:
        reason = "no other article in the case carries these words"
        return CheckedClaim(claim, Verdict.NOT_MEASURABLE, reason, needs_of(claim, case), tuple(relevant))
    if not findings:
        reason = "there is no case to check it against" if case is None else "the case holds nothing that measures it"
        return CheckedClaim(claim, Verdict.NOT_MEASURABLE, reason, needs_of(claim, case), tuple(relevant))
    outcome = _JUDGES[claim.kind](claim, findings, case.zone if case is not None else "UTC")
    needs = outcome.needs or (needs_of(claim, case) if outcome.verdict is Verdict.NOT_MEASURABLE else "")
    # A statement that nobody else carries rests on no quotation in particular; listing them all would look like evidence.
    used = outcome.used if outcome.used or claim.kind is ClaimKind.STATEMENT else relevant
    return CheckedClaim(claim, outcome.verdict, outcome.reason, needs, tuple(used))
