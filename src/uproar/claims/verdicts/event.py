"""Judge when something is said to have happened: against the events of the case, its release, the first signature, the onset of a burst."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from uproar.case import Case, period
from uproar.claims.claim import Claim, ClaimKind, Verdict
from uproar.claims.counter import readings
from uproar.claims.verdicts.outcome import Outcome, moment, stretch
from uproar.findings import Finding

_STEMS: Final = {
    "statement": re.compile(r"\b(?:statement|respon|repl(?:y|ies)|announce|speaks|comment|address|defend)", re.IGNORECASE),
    "apology": re.compile(r"\bapolog|\bsorry", re.IGNORECASE),
}
_A_DAY: Final = timedelta(days=1)


def case_events(claim: Claim, case: Case | None, as_of: datetime | None) -> list[Finding]:
    """What the case itself says happened, as findings: its release and its events."""
    if case is None or claim.kind is not ClaimKind.EVENT_DATED:
        return []
    said = [(case.title, "release", *period(case.released, case.zone, "released"))] if case.released else []
    said += [("", event.what, *period(event.at, case.zone, "event")) for event in case.events]
    return [
        Finding("case.event", subject, what, "event", as_of or to_at, "As case.toml says.", from_at=from_at, to_at=to_at)
        for subject, what, from_at, to_at in said
    ]


def judge(claim: Claim, findings: Sequence[Finding], zone: str) -> Outcome:
    """By the kind of event; an event that no record lists is neither borne out nor refuted."""
    match claim.attributes.get("event"):
        case "release":
            return _release(claim, findings, zone)
        case "petition":
            return _petition(claim, findings, zone)
        case "hashtag":
            return _hashtag(claim, findings, zone)
    return _said(claim, findings, zone)


def _release(claim: Claim, findings: Sequence[Finding], zone: str) -> Outcome:
    finding = next((each for each in findings if each.value == "release"), None)
    if finding is None or finding.from_at is None or finding.to_at is None:
        return Outcome(Verdict.NOT_MEASURABLE, "The case does not say when it was released.", "released = DATE in case.toml")
    told = f"The case gives the release as {moment(finding.from_at, zone)} ({zone})"
    if _overlap(claim, finding.from_at, finding.to_at):
        return Outcome(Verdict.SUPPORTED, f"{told}.", used=(finding,))
    if claim.attributes.get("by_then") and claim.to_at is not None and finding.from_at < claim.to_at:
        return Outcome(Verdict.SUPPORTED, f"{told}.", used=(finding,))
    if claim.attributes.get("where"):
        return Outcome(Verdict.NOT_MEASURABLE, f"{told}, which need not be that of the place named.", "the release there", (finding,))
    # One day off may be another zone's or another edition's release.
    off = min(abs(finding.from_at - at) for at in (claim.from_at, claim.to_at) if at is not None)
    if off < _A_DAY / 2:
        return Outcome(Verdict.NOT_MEASURABLE, f"{told}: so near that a zone decides.", "the hour of the release", (finding,))
    return Outcome(Verdict.CONTRADICTED, f"{told}, not {stretch(claim.from_at, claim.to_at, zone)}.", used=(finding,))


def _petition(claim: Claim, findings: Sequence[Finding], zone: str) -> Outcome:
    counter = readings(findings)
    opened = counter.opened() if counter is not None else None
    if counter is None:
        return Outcome(Verdict.NOT_MEASURABLE, "no reading of its counter", "readings of the petition", tuple(findings))
    used = tuple(finding for finding in findings if finding.series)
    if opened is not None:
        told = f"The first signature came in {stretch(*opened, zone)}"
        if _overlap(claim, opened[0], opened[1]):
            return Outcome(Verdict.SUPPORTED, f"{told}.", used=used)
    else:
        told = f"Its first reading, of {moment(counter.times[0], zone)} ({zone}), already shows {counter.counts[0]:,.0f}"
    begun = opened[1] if opened is not None else counter.times[0]
    if claim.from_at is not None and claim.from_at >= begun and not claim.attributes.get("by_then"):
        return Outcome(Verdict.CONTRADICTED, f"{told}, before {moment(claim.from_at, zone)}.", used=used)
    if opened is not None and claim.to_at is not None and opened[0] - claim.to_at >= _A_DAY / 2:
        return Outcome(Verdict.CONTRADICTED, f"{told}: half a day or more after the time claimed nobody had signed.", used=used)
    return Outcome(Verdict.NOT_MEASURABLE, f"{told}; when it was opened is not read.", "when the petition was opened", used)


def _hashtag(claim: Claim, findings: Sequence[Finding], zone: str) -> Outcome:
    onsets = [(finding, each) for finding in findings if finding.value != "none" for each in finding.detail.get("each", ())]
    if not onsets:
        return Outcome(Verdict.NOT_MEASURABLE, "No burst of it was measured.", "posts of the time", tuple(findings))
    finding, first = min(onsets, key=lambda pair: pair[1]["from_at"])
    told = f"Its burst begins at {moment(first['from_at'], zone)} ({zone})"
    if any(_overlap(claim, each["from_at"], each["from_at"]) for _, each in onsets):
        return Outcome(Verdict.SUPPORTED, f"{told}.", used=(finding,))
    return Outcome(
        Verdict.NOT_MEASURABLE, f"{told}; single uses may be older, and what counts as a beginning is a matter of words.", "", (finding,)
    )


def _said(claim: Claim, findings: Sequence[Finding], zone: str) -> Outcome:
    """A statement or an apology: the case's own events of that kind, by that party."""
    stem = _STEMS[claim.attributes["event"]]
    of_kind = [finding for finding in findings if finding.name == "case.event" and stem.search(str(finding.value))]
    there = [
        finding
        for finding in of_kind
        if finding.from_at is not None and finding.to_at is not None and _overlap(claim, finding.from_at, finding.to_at)
    ]
    if there:
        return Outcome(
            Verdict.SUPPORTED, f'The case has "{there[0].value}" at {moment(there[0].from_at, zone)} ({zone}).', used=(there[0],)
        )
    others = "; ".join(f'"{finding.value}" at {moment(finding.from_at, zone)}' for finding in of_kind)
    reason = (
        f"The case has {others} ({zone}), and none in the time claimed; there may be more than it lists."
        if of_kind
        else "The case lists no such event."
    )
    return Outcome(Verdict.NOT_MEASURABLE, reason, "the event with its time in the case: an [[events]] entry in case.toml", tuple(of_kind))


def _overlap(claim: Claim, start: datetime, end: datetime) -> bool:
    before = claim.to_at is not None and start >= claim.to_at
    after = claim.from_at is not None and end < claim.from_at
    return not before and not after
