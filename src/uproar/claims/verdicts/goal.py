"""Judge what was claimed of a petition's goal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from uproar.claims.claim import Claim, ClaimKind, Verdict
from uproar.claims.intervals import Allowed, allowed, compare
from uproar.claims.verdicts import petition
from uproar.claims.verdicts.outcome import Outcome, moment, number, stretch
from uproar.findings import Finding


def consistency(claim: Claim) -> Outcome | None:
    """Whether a goal is said to have been raised to less than it was, or lowered to more; None where it is not."""
    before, way = claim.attributes.get("from"), claim.attributes.get("relation")
    if claim.kind is not ClaimKind.PETITION_GOAL or before is None or claim.value is None:
        return None
    if (way == "rose" and claim.value < before) or (way == "fell" and claim.value > before):
        return Outcome(Verdict.INCONSISTENT, f"From {number(before)} to {number(claim.value)} is a {'fall' if way == 'rose' else 'rise'}.")
    return None


def judge(claim: Claim, findings: Sequence[Finding], zone: str) -> Outcome:
    """A goal against the goals that were read.

    Any goal shown by the time of the claim supports it. One set by hand is contradicted only between two readings; one set by the site climbs
    by itself, and contradicts only a rung that it never reached.
    """
    counted = [each for each in findings if each.name == "petition.signature_count"]
    if claim.attributes.get("reached") and counted:
        return _reached(claim, [each for each in findings if each not in counted], counted, zone)
    finding = findings[0]
    if not isinstance(finding.value, (int, float)) or claim.value is None:
        return Outcome(Verdict.NOT_MEASURABLE, "no goal was read", used=(finding,))
    kind = finding.detail.get("kind", "unknown")
    words = allowed(claim)
    if claim.from_at is not None and claim.to_at is not None and finding.series:
        return _goal_then(claim, finding, words, zone)
    last = float(finding.value)
    note = " It is the next step of the site's own ladder, so it says nothing about ambition." if kind == "automatic" else ""
    shown = sorted({last, *(float(one) for one in finding.detail.get("goals", ())), *(float(row["goal"]) for row in finding.series)})
    fitting = [one for one in shown if compare(words, one, one)[0] is Verdict.SUPPORTED]
    in_time = [one for one in fitting if not _came_later(claim, finding, one)]
    if in_time and (last in in_time or kind == "explicit" or _stood(claim, finding, in_time)):
        best = last if last in in_time else in_time[-1]
        other = "" if best == last else f" The last one read is {number(last)}."
        return Outcome(Verdict.SUPPORTED, f"The goal read is {number(best)}.{note}{other}", used=(finding,))
    difference = f"The goal read is {number(last)}, not {number(claim.value)}"
    needs = "readings of the goal at the time of the article"
    if fitting:
        why = "the one claimed was shown at another time"
        return Outcome(Verdict.NOT_MEASURABLE, f"The goals read are {', '.join(number(one) for one in shown)}: {why}.", needs, (finding,))
    if kind == "explicit" and _bracketed(claim, finding):
        return Outcome(Verdict.CONTRADICTED, f"{difference}, and it was set by hand.", used=(finding,))
    around = [one for one, at, to in _spans(finding) if finding.series and claim.made_at is not None and at <= claim.made_at <= to]
    if around and claim.from_at is None and claim.to_at is None:
        # Whoever set it: it was read before the article and again after it, and was another.
        reason = f"{difference}: {number(around[0])} was read both before and after the article, of {moment(claim.made_at, zone)} ({zone})."
        return Outcome(Verdict.CONTRADICTED, reason, used=(finding,))
    known = claim.made_at is not None and finding.to_at is not None and claim.made_at <= finding.to_at
    if kind == "automatic" and known and all(claim.value > one for one in shown):
        # The site's ladder only climbs: a rung it had not reached after the article was not there before it.
        highest = f"of the goals shown until {moment(finding.to_at, zone)}, {number(max(shown))} is the highest"
        return Outcome(Verdict.CONTRADICTED, f"{difference}: {highest}.", used=(finding,))
    why = "the site moves it by itself" if kind == "automatic" else "it may have been another at the time"
    return Outcome(Verdict.NOT_MEASURABLE, f"{difference}, but {why}.", needs, (finding,))


def _reached(claim: Claim, goals: Sequence[Finding], counted: Sequence[Finding], zone: str) -> Outcome:
    """A goal that is said to have been reached: it must have been one, and the counter must have stood there."""
    there = petition.count(replace(claim, bound="at_least"), counted, zone)
    if there.verdict is not Verdict.SUPPORTED or not goals:
        return there
    goal = judge(replace(claim, attributes={**claim.attributes, "reached": False}, from_at=None, to_at=None), goals, zone)
    return replace(goal, reason=f"{there.reason} {goal.reason}", used=(*goal.used, *there.used))


def _goal_then(claim: Claim, finding: Finding, words: Allowed, zone: str) -> Outcome:
    """A goal of a time that the text names: those read then, and those on both sides of a gap between two readings."""
    start, end = claim.from_at, claim.to_at
    rows = sorted(_spans(finding), key=lambda row: row[1])
    if start is None or end is None or not rows:
        return Outcome(Verdict.NOT_MEASURABLE, "no goal was read", used=(finding,))
    shown = {goal for goal, at, to in rows if at < end and to >= start}
    for (goal, _, left), (following, came, _) in pairwise(rows):
        shown |= {goal, following} if left < end and came > start else set()
    told = f"The goals read {stretch(start, end, zone)} are {', '.join(number(one) for one in sorted(shown)) or 'none'}"
    if any(compare(words, one, one)[0] is Verdict.SUPPORTED for one in shown):
        return Outcome(Verdict.SUPPORTED, f"{told}.", used=(finding,))
    # A site's ladder only climbs: no rung above those shown by the end of that time had been reached before.
    ladder = finding.detail.get("kind") == "automatic" and rows[-1][2] >= end and all((claim.value or 0.0) > one for one in shown)
    # A counter first read within that time, at the goal that new petitions have, was not read before because there was none.
    begun = start <= rows[0][1] < end <= rows[-1][2] and rows[0][0] == min(goal for goal, _, _ in rows)
    if shown and (ladder or begun or _bracketed(claim, finding)):
        return Outcome(Verdict.CONTRADICTED, f"{told}, not {number(claim.value or 0.0)}.", used=(finding,))
    return Outcome(Verdict.NOT_MEASURABLE, f"{told}.", "readings of the goal from before and after that time", (finding,))


def _spans(finding: Finding) -> list[tuple[float, datetime, datetime]]:
    """Each goal shown with the first and last reading that shows it; the finding's own where it has no table."""
    rows = [(float(row["goal"]), row["at"], row["to"]) for row in finding.series if "at" in row and "to" in row]
    if not rows and finding.from_at is not None and finding.to_at is not None:
        rows = [(float(finding.value), finding.from_at, finding.to_at)]
    return rows


def _bracketed(claim: Claim, finding: Finding) -> bool:
    """Whether the goal was read before, and again after, the time of the claim."""
    first, last = claim.from_at or claim.to_at or claim.made_at, claim.to_at or claim.made_at
    rows = _spans(finding)
    if first is None or last is None or not rows:
        return False
    return min(at for _, at, _ in rows) <= first and last <= max(to for _, _, to in rows)


def _came_later(claim: Claim, finding: Finding, value: float) -> bool:
    """Whether another goal was still read after the article, and this one only then."""
    if claim.made_at is None:
        return False
    rows = _spans(finding)
    mine = [at for one, at, _ in rows if one == value]
    return bool(mine) and min(mine) > claim.made_at and any(to >= claim.made_at for one, at, to in rows if one != value and at < min(mine))


def _stood(claim: Claim, finding: Finding, values: Sequence[float]) -> bool:
    """Whether a goal that was passed later was read both before and after the article was made."""
    return claim.made_at is not None and any(at <= claim.made_at <= to for one, at, to in _spans(finding) if one in values)
