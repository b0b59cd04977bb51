"""Judge what was claimed of a change to a title page."""

from __future__ import annotations

from collections.abc import Sequence

from uproar.claims.claim import Claim, Verdict
from uproar.claims.verdicts.outcome import Outcome, stretch
from uproar.findings import Finding


def judge(claim: Claim, findings: Sequence[Finding], zone: str) -> Outcome:
    """Each field claimed must be among the changes whose interval touches the time claimed; no field claimed means any."""
    wanted: tuple[str, ...] = tuple(claim.attributes.get("fields", ()))
    changes = [finding for finding in findings if finding.value != "none"]
    if not changes:
        return _unchanged(claim, findings[0], wanted, zone)
    there = [finding for finding in changes if _touches(claim, finding)]
    seen = {_field(finding): finding for finding in there}
    if (wanted and all(field in seen for field in wanted)) or (not wanted and there):
        used = [seen[field] for field in wanted] or there
        told = "; ".join(f"the {_field(finding)} changed {stretch(finding.from_at, finding.to_at, zone)}" for finding in used)
        return Outcome(Verdict.SUPPORTED, told[:1].upper() + told[1:] + ".", used=tuple(used))
    missing = [field for field in wanted if field not in seen]
    elsewhere = [finding for finding in changes if _field(finding) in missing or not wanted]
    what = " and the ".join(missing) or "page"
    told = "".join(f"; the {_field(finding)} changed {stretch(finding.from_at, finding.to_at, zone)}" for finding in elsewhere)
    if _watched(claim, changes[0], missing):
        span = stretch(changes[0].detail["watched_from"], changes[0].detail["watched_to"], zone)
        reason = f"The {what} did not change then: {changes[0].detail['readings']} snapshots {span} agree on it{told}."
        return Outcome(Verdict.CONTRADICTED, reason, used=tuple(findings))
    reason = f"No change of the {what} was seen in the time claimed{told}."
    return Outcome(Verdict.NOT_MEASURABLE, reason, "snapshots of the page just before and after the time claimed", tuple(findings))


def _watched(claim: Claim, finding: Finding, fields: Sequence[str]) -> bool:
    """Whether the whole time claimed lies between the first and the last snapshot, and every one of them shows these fields."""
    first, last = finding.detail.get("watched_from"), finding.detail.get("watched_to")
    if not fields or first is None or last is None or claim.from_at is None or claim.to_at is None:
        return False
    return bool(first <= claim.from_at and claim.to_at <= last and set(fields) <= set(finding.detail.get("always_read", ())))


def _field(finding: Finding) -> str:
    return str(finding.detail.get("field", finding.value))


def _touches(claim: Claim, finding: Finding) -> bool:
    before = claim.to_at is not None and finding.from_at is not None and finding.from_at >= claim.to_at
    after = claim.from_at is not None and finding.to_at is not None and finding.to_at <= claim.from_at
    return not before and not after


def _unchanged(claim: Claim, finding: Finding, wanted: Sequence[str], zone: str) -> Outcome:
    """Nothing changed between snapshots: that contradicts only a claim whose whole time lies between them."""
    first, last = finding.detail.get("watched_from", finding.from_at), finding.detail.get("watched_to", finding.to_at)
    span = stretch(first, last, zone)
    if _watched(claim, finding, wanted or finding.detail.get("always_read", ())):
        return Outcome(Verdict.CONTRADICTED, f"The snapshots {span} show no change.", used=(finding,))
    return Outcome(Verdict.NOT_MEASURABLE, f"The snapshots {span} show no change, but do not span the time claimed.", used=(finding,))
