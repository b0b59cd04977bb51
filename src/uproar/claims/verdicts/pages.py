"""Judge what was claimed of a change to a title page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from uproar.claims.claim import Claim, Verdict
from uproar.claims.questions import NOT_ON_PAGE
from uproar.claims.verdicts.outcome import Outcome, stretch
from uproar.findings import Finding

# Two snapshots a day apart place a change well enough for a day; a wider gap places it for as long a time as is claimed.
CLOSE: Final = timedelta(hours=24)
# What "the page was changed" can mean: the reviews' own rating and the stock move by themselves.
_OF_ANY: Final = frozenset({"title", "description", "picture"})


def judge(claim: Claim, findings: Sequence[Finding], zone: str) -> Outcome:
    """Each field claimed must have changed in the time claimed and before the article; without a field, any of title, description, picture."""
    wanted: tuple[str, ...] = tuple(claim.attributes.get("fields", ()))
    if NOT_ON_PAGE in wanted:
        return Outcome(Verdict.NOT_MEASURABLE, "An age rating is no field of a saved page that is measured.", used=())
    if claim.from_at is None and claim.to_at is None and claim.made_at is None:
        return Outcome(
            Verdict.NOT_MEASURABLE,
            "Neither the text nor its publication says by when the page changed.",
            "the date of the article: --published DATE",
            tuple(findings),
        )
    changes = [finding for finding in findings if finding.value != "none" and _known(claim, finding)]
    if not wanted:
        changes = [finding for finding in changes if _field(finding) in _OF_ANY]
    if claim.known.get("denied"):
        return _denied(claim, findings, changes, wanted, zone)
    if not changes:
        return _unchanged(claim, findings[0], wanted, zone)
    there = [finding for finding in changes if _touches(claim, finding)]
    seen = {_field(finding): finding for finding in there if _placed(claim, finding)}
    if (wanted and all(field in seen for field in wanted)) or (not wanted and seen):
        used = [seen[field] for field in wanted] or list(seen.values())
        told = "; ".join(f"the {_field(finding)} changed {stretch(finding.from_at, finding.to_at, zone)}" for finding in used)
        besides = [finding for finding in there if _field(finding) in _OF_ANY and _field(finding) not in wanted and _placed(claim, finding)]
        if claim.attributes.get("only") and besides:
            more = " and the ".join(sorted({_field(finding) for finding in besides}))
            return Outcome(Verdict.CONTRADICTED, f"{told[:1].upper()}{told[1:]}, and so did the {more}.", used=(*used, *besides))
        return Outcome(Verdict.SUPPORTED, told[:1].upper() + told[1:] + ".", used=tuple(used))
    missing = [field for field in wanted if field not in seen]
    wide = [finding for finding in there if _field(finding) not in seen and (not wanted or _field(finding) in missing)]
    absent = [field for field in missing if field not in {_field(finding) for finding in there}]
    elsewhere = [finding for finding in changes if finding not in there and (_field(finding) in absent or not wanted)]
    told = "".join(f"; the {_field(finding)} changed {stretch(finding.from_at, finding.to_at, zone)}" for finding in elsewhere)
    if absent and _watched(claim, changes[0], absent):
        span = stretch(changes[0].detail["watched_from"], changes[0].detail["watched_to"], zone)
        reason = f"The {' and the '.join(absent)} did not change then: {changes[0].detail['readings']} snapshots {span} agree on it{told}."
        return Outcome(Verdict.CONTRADICTED, reason, used=tuple(findings))
    if wide:
        told = "; ".join(f"the {_field(finding)} changed some time {stretch(finding.from_at, finding.to_at, zone)}" for finding in wide)
        reason = f"{told[:1].upper()}{told[1:]}: too wide a time for the one claimed."
        return Outcome(Verdict.NOT_MEASURABLE, reason, "snapshots of the page just before and after the time claimed", tuple(wide))
    reason = f"No change of the {' and the '.join(missing) or 'page'} was seen in the time claimed{told}."
    return Outcome(Verdict.NOT_MEASURABLE, reason, "snapshots of the page just before and after the time claimed", tuple(findings))


def _denied(claim: Claim, findings: Sequence[Finding], changes: Sequence[Finding], wanted: Sequence[str], zone: str) -> Outcome:
    """Said not to have changed: refuted by a change within that time, borne out where snapshots from before to after it agree."""
    claim = replace(claim, to_at=claim.to_at or claim.made_at)
    there = [finding for finding in changes if _touches(claim, finding) and (not wanted or _field(finding) in wanted)]
    start, end = claim.from_at, claim.to_at
    inside = [
        finding
        for finding in there
        if start is not None
        and end is not None
        and finding.from_at is not None
        and finding.to_at is not None
        and start <= finding.from_at
        and finding.to_at <= end
    ]
    if inside:
        told = "; ".join(f"the {_field(finding)} changed {stretch(finding.from_at, finding.to_at, zone)}" for finding in inside)
        return Outcome(Verdict.CONTRADICTED, told[:1].upper() + told[1:] + ".", used=tuple(inside))
    detail = findings[0].detail
    span = stretch(detail.get("watched_from"), detail.get("watched_to"), zone)
    if not there and _watched(
        replace(claim, from_at=max(claim.from_at, detail["watched_from"]) if _soon(claim, findings[0]) else claim.from_at),
        findings[0],
        wanted or sorted(_OF_ANY),
    ):
        return Outcome(Verdict.SUPPORTED, f"The snapshots {span} show no such change then.", used=(findings[0],))
    return Outcome(
        Verdict.NOT_MEASURABLE,
        f"The snapshots {span} do not tell.",
        "snapshots of the page just before and after the time claimed",
        (findings[0],),
    )


def _soon(claim: Claim, finding: Finding) -> bool:
    """Whether the first snapshot is of the first day of the time claimed."""
    first = finding.detail.get("watched_from")
    return claim.from_at is not None and first is not None and claim.from_at <= first <= claim.from_at + CLOSE


def _known(claim: Claim, finding: Finding) -> bool:
    """Whether an article made when this one was can tell of the change: one that began afterwards is another."""
    return claim.made_at is None or finding.from_at is None or finding.from_at < claim.made_at


def _placed(claim: Claim, finding: Finding) -> bool:
    """Whether the change lies in the time claimed, or touches it and is bounded as closely as a day or the time claimed."""
    if claim.from_at is None and claim.to_at is None:
        # A change that was only seen after the article may have come after it.
        return claim.made_at is None or (finding.to_at is not None and finding.to_at <= claim.made_at)
    start, end = claim.from_at, claim.to_at or claim.made_at
    if finding.from_at is None or finding.to_at is None:
        return False
    if (start is None or start <= finding.from_at) and (end is None or finding.to_at <= end):
        return True
    length = end - start if start is not None and end is not None else CLOSE
    return finding.to_at - finding.from_at <= max(CLOSE, length)


def _watched(claim: Claim, finding: Finding, fields: Sequence[str]) -> bool:
    """Whether the whole time claimed lies between the first and the last snapshot, and every one of them shows these fields."""
    first, last = finding.detail.get("watched_from"), finding.detail.get("watched_to")
    start = claim.from_at
    if start is None and (since := claim.attributes.get("since")) is not None and first - since <= CLOSE:
        start = max(
            first, since
        )  # "by Friday": since the release, before which there was nothing to react to, or since the first snapshot of that day
    if not fields or first is None or last is None or start is None or claim.to_at is None:
        return False
    return bool(first <= start and claim.to_at <= last and set(fields) <= set(finding.detail.get("always_read", ())))


def _field(finding: Finding) -> str:
    return str(finding.detail.get("field", finding.value))


def _touches(claim: Claim, finding: Finding) -> bool:
    before = claim.to_at is not None and finding.from_at is not None and finding.from_at >= claim.to_at
    after = claim.from_at is not None and finding.to_at is not None and finding.to_at <= claim.from_at
    return not before and not after


def _unchanged(claim: Claim, finding: Finding, wanted: Sequence[str], zone: str) -> Outcome:
    """Nothing changed between snapshots: that contradicts only a claim of named fields whose whole time lies between them.

    "The page was changed" names no field, and may mean something that no snapshot is read for.
    """
    first, last = finding.detail.get("watched_from", finding.from_at), finding.detail.get("watched_to", finding.to_at)
    span = stretch(first, last, zone)
    if _watched(claim, finding, wanted):
        return Outcome(
            Verdict.CONTRADICTED, f"The snapshots {span} show no change of the {' and the '.join(wanted)} then.", used=(finding,)
        )
    why = "do not span the time claimed" if wanted else "show only some of what a page holds"
    return Outcome(Verdict.NOT_MEASURABLE, f"The snapshots {span} show no such change by then, but {why}.", used=(finding,))
