"""Judge what was claimed of a petition's count and goal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from math import inf
from typing import Any, Final

from uproar.claims.claim import Claim, ClaimKind, Verdict
from uproar.claims.intervals import Allowed, allowed, compare
from uproar.claims.verdicts.outcome import Outcome, bounds, moment, number
from uproar.findings import Finding, from_micros

# No petition comes near: more signatures than this, and a hundred times its goal, is a slip of the scale word.
_IMPLAUSIBLE_COUNT: Final = 100_000_000
_IMPLAUSIBLE_RATIO: Final = 100
_WORLD: Final = 8_300_000_000  # people alive (UN, 2026)
_TIMES: Final = ("at", "event_at", "observed_at", "to_at")
_COUNTS: Final = ("count", "value", "signature_count", "signatures")


def consistency(claim: Claim) -> Outcome | None:
    """Whether a count contradicts itself, its own goal, or what can be: judged without data; None where it does not.

    A count moderately above its goal does not: petitions pass their goals.
    """
    if claim.kind is not ClaimKind.PETITION_COUNT or claim.value is None:
        return None
    goal, intended = claim.attributes.get("goal"), claim.attributes.get("intended")
    against = f" against a goal of {number(goal)}" if goal else ""
    if intended is not None:
        head = (
            f"{number(claim.value)} signatures{against}"
            if goal and claim.value > goal
            else claim.attributes.get("mishap", "the scale word is doubled")
        )
        return Outcome(Verdict.INCONSISTENT, f"{head}; likeliest intended reading: {number(intended)}")
    if goal and claim.value >= _IMPLAUSIBLE_COUNT and claim.value > _IMPLAUSIBLE_RATIO * goal:
        return Outcome(
            Verdict.INCONSISTENT, f"{number(claim.value)} signatures{against}; likeliest intended reading: {number(claim.value / 1000)}"
        )
    if claim.value > _WORLD:
        return Outcome(Verdict.INCONSISTENT, f"{number(claim.value)} signatures are more than there are people")
    return None


def count(claim: Claim, findings: Sequence[Finding], zone: str) -> Outcome:
    """A count against the readings of the time it speaks of; without a beginning of that time, against the counter at its end."""
    finding = findings[0]
    value = float(finding.value)
    low = value if finding.low is None else float(finding.low)
    # A lower bound without an upper one means that nobody read the counter afterwards: it may have been any number above.
    high = float(finding.high) if finding.high is not None else value if finding.low is None else inf
    if claim.from_at is None:
        low = max(low, min(high, _last_read(finding, low)))
    words = allowed(claim)
    verdict, miss = compare(words, low, high)
    when = f"by {moment(finding.to_at or finding.as_of, zone)}"
    measured = f"{bounds(low, high)} signatures were measured {when} ({zone})"
    said = f'"{_said(claim)}"'
    used = (finding,)
    if verdict is Verdict.SUPPORTED:
        return Outcome(verdict, f"{measured}, which {said} allows.", used=used)
    if verdict is Verdict.NOT_MEASURABLE:
        why = "too wide to tell" if miss == 0 else "so near that the wording decides"
        return Outcome(verdict, f"{measured}: {why} for {said}.", "readings nearer to the time claimed", used)
    moved = _moved(finding, words, zone)
    if claim.from_at is None and miss > 0:
        # Counts grow: without a beginning of its time, a lower number may have been read earlier.
        reason = f"{measured}; {said} fits an earlier moment, and the text gives no time.{moved}"
        return Outcome(Verdict.NOT_MEASURABLE, reason, "the time the count was read", used)
    if claim.from_at is None and claim.to_at is None and not _read_since(claim, finding):
        made = f"the article of {moment(claim.made_at, zone)} ({zone})" if claim.made_at else "the article, whose date is not known"
        needs = "a reading from after the article" if claim.made_at else "the date of the article: --published DATE"
        return Outcome(Verdict.NOT_MEASURABLE, f"{measured}; nobody read it after {made}, when {said} may have been so.", needs, used)
    return Outcome(verdict, f"{measured}, {number(abs(miss))} {'more' if miss > 0 else 'fewer'} than {said} allows.{moved}", used=used)


def _last_read(finding: Finding, otherwise: float) -> float:
    """What the last reading by the end of the period showed: a counter's bounds over all its past begin at nothing."""
    end = finding.to_at or finding.as_of
    reads = [(at, read) for at, read in (_reading(row) for row in finding.series) if at is not None and read is not None and at <= end]
    return max(reads)[1] if reads else otherwise


def _read_since(claim: Claim, finding: Finding) -> bool:
    """Whether a reading at or after the article bounds the count from above."""
    if claim.made_at is None:
        return False
    last = finding.detail.get("last_reading_at")
    if isinstance(last, datetime) and last >= claim.made_at:
        return True
    # Asked up to the article, the last reading lies before it; an upper bound then comes from the next one.
    return finding.low is not None and finding.high is not None and finding.to_at is not None and finding.to_at >= claim.made_at


def _said(claim: Claim) -> str:
    lead = {"over": "over ", "at_least": "at least ", "under": "under ", "up_to": "up to ", "about": "about ", "nearly": "nearly "}.get(
        claim.bound, ""
    )
    return lead + number(claim.value or 0.0)


def _moved(finding: Finding, words: Allowed, zone: str) -> str:
    """A sentence on when the words were true, where the finding's own table shows it."""
    times = [
        at
        for at, read in (_reading(row) for row in finding.series)
        if at is not None and read is not None and compare(words, read, read)[0] is Verdict.SUPPORTED
    ]
    if not times:
        return ""
    since, last = min(times), max(times)
    if finding.to_at is not None and since >= finding.to_at:
        return f" It is true since {moment(since, zone)}, not at the time claimed."
    return f" It was true from {moment(since, zone)} to {moment(last, zone)}, not at the time claimed."


def _reading(row: Mapping[str, Any]) -> tuple[datetime | None, float | None]:
    at = next((row[key] for key in _TIMES if key in row), None)
    read = next((row[key] for key in _COUNTS if key in row), None)
    if isinstance(at, int) and not isinstance(at, bool):
        at = from_micros(at)
    return (at if isinstance(at, datetime) and at.tzinfo else None), (float(read) if isinstance(read, (int, float)) else None)


def goal(claim: Claim, findings: Sequence[Finding], zone: str) -> Outcome:
    """A goal against the goals that were read.

    Any goal shown by the time of the claim supports it. One set by hand is contradicted only between two readings; one set by the site climbs
    by itself, and contradicts only a rung that it never reached.
    """
    finding = findings[0]
    if not isinstance(finding.value, (int, float)) or claim.value is None:
        return Outcome(Verdict.NOT_MEASURABLE, "no goal was read", used=(finding,))
    kind = finding.detail.get("kind", "unknown")
    words = allowed(claim)
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
    known = claim.made_at is not None and finding.to_at is not None and claim.made_at <= finding.to_at
    if kind == "automatic" and known and all(claim.value > one for one in shown):
        # The site's ladder only climbs: a rung it had not reached after the article was not there before it.
        highest = f"of the goals shown until {moment(finding.to_at, zone)}, {number(max(shown))} is the highest"
        return Outcome(Verdict.CONTRADICTED, f"{difference}: {highest}.", used=(finding,))
    why = "the site moves it by itself" if kind == "automatic" else "it may have been another at the time"
    return Outcome(Verdict.NOT_MEASURABLE, f"{difference}, but {why}.", needs, (finding,))


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
