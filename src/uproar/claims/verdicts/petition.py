"""Judge what was claimed of a petition's count and goal."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from math import inf
from typing import Any, Final

from uproar.claims.claim import Claim, ClaimKind, Verdict
from uproar.claims.counter import readings
from uproar.claims.intervals import Allowed, allowed, compare
from uproar.claims.verdicts.outcome import Outcome, bounds, moment, number
from uproar.findings import Finding, from_micros

# No petition comes near: more signatures than this, and a hundred times its goal, is a slip of the scale word.
_IMPLAUSIBLE_COUNT: Final = 100_000_000
_IMPLAUSIBLE_RATIO: Final = 100
# Digits in groups of thousands with the word behind them: nobody means 61.2 million by "61,200 thousand".
_GROUPED_THOUSANDS: Final = re.compile(r"\d{1,3},\d{3} thousand\b", re.IGNORECASE)
# An article is dated to the minute at best, and its number was read some time around: a thousandth of it is no contradiction.
_MINUTES: Final = 0.001
_HOURS: Final = 0.005  # without a time of its own, a number may have been read some hours off
_FINER: Final = 4
_STALE: Final = timedelta(hours=1)
_DAY: Final = timedelta(days=1)
_HALF_DAY: Final = timedelta(hours=12)
_MONTH: Final = timedelta(days=30)  # longer before the first reading, another petition or another year may be meant
CLOSE: Final = 0.10  # of the number: less is a number of the day before
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
    restated = claim.attributes.get("restated")
    if restated is not None and compare(allowed(claim), restated, restated)[0] is Verdict.CONTRADICTED:
        return Outcome(Verdict.INCONSISTENT, f'"{_said(claim)}" and {number(restated)} are given for the same count.')
    doubled = _GROUPED_THOUSANDS.search(claim.text)
    if doubled is not None and intended is None:
        intended = claim.value / 1000
    way = claim.attributes.get("way")
    if goal and way is not None and intended is None and abs(claim.value / goal - way[0]) > way[1]:
        return Outcome(
            Verdict.INCONSISTENT, f"{number(claim.value)} of {number(goal)} are {100 * claim.value / goal:.0f}%, not {100 * way[0]:.0f}%"
        )
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
    if claim.attributes.get("anchor"):
        return _after_launch(claim, findings, zone)
    if claim.attributes.get("first") and claim.from_at is not None and claim.to_at is not None:
        return _first_then(claim, findings, zone)
    finding = findings[0]
    value = float(finding.value)
    low = value if finding.low is None else float(finding.low)
    # A lower bound without an upper one means that nobody read the counter afterwards: it may have been any number above.
    high = float(finding.high) if finding.high is not None else value if finding.low is None else inf
    if claim.from_at is None:
        low = max(low, min(high, _last_read(finding, low)))
    words = allowed(claim)
    verdict, miss = compare(words, low, high)
    if verdict is Verdict.SUPPORTED and (_finer_than(claim, finding, words, low, high) or (claim.attributes.get("exactly") and high > low)):
        verdict = Verdict.NOT_MEASURABLE  # "exactly 61,804" says more than the readings on both sides can bear out
    when = f"by {moment(finding.to_at or finding.as_of, zone)}"
    measured = f"{bounds(low, high)} signatures were measured {when} ({zone})"
    said = f'"{_said(claim)}"'
    used = (finding,)
    if verdict is Verdict.SUPPORTED:
        return Outcome(verdict, f"{measured}, which {said} allows.", used=used)
    if verdict is Verdict.NOT_MEASURABLE and miss == 0 and (stood := _stood_there(claim, finding, words)):
        # "On Wednesday night it had about 18,000": at some moment of that time it did.
        return Outcome(
            Verdict.SUPPORTED, f"{measured}; {number(stood[1])} were read at {moment(stood[0], zone)}, which {said} allows.", used=used
        )
    if verdict is Verdict.NOT_MEASURABLE:
        why = "too wide to tell" if miss == 0 else "so near that the wording decides"
        return Outcome(verdict, f"{measured}: {why} for {said}.", "readings nearer to the time claimed", used)
    moved = _moved(finding, words, zone)
    undated = claim.from_at is None and claim.bound not in ("under", "up_to")
    if (claim.bound in ("exact", "about") and abs(miss) <= _MINUTES * (claim.value or 0.0)) or (
        undated and abs(miss) <= _HOURS * (claim.value or 0.0)
    ):
        reason = f"{measured}, {number(abs(miss))} {'more' if miss > 0 else 'fewer'} than {said}: a matter of when it was read.{moved}"
        return Outcome(Verdict.NOT_MEASURABLE, reason, "the minute the count was read", used)
    if miss > 0 and claim.attributes.get("by") and claim.bound in ("exact", "about"):
        # "By midnight it had 1,000": it had, and more.
        reason = f"{measured}, {number(miss)} more than {said}, which had been passed by then.{moved}"
        return Outcome(Verdict.NOT_MEASURABLE, reason, "whether the text means that it stood there or that it had got there", used)
    slack = _HOURS if claim.known.get("denied") else 0.0 if claim.bound in ("under", "up_to") else CLOSE
    if claim.from_at is None and miss > slack * (claim.value or 0.0) and claim.known.get("present") and _long_past(claim, finding, words):
        return Outcome(
            verdict,
            f"{measured}, {number(miss)} more than {said} allows, and for {'half a day' if claim.known.get('denied') else 'more than a day'}.{moved}",
            used=used,
        )
    if claim.from_at is None and miss > 0:
        # Counts grow: without a beginning of its time, a lower number may have been read earlier.
        reason = f"{measured}; {said} fits an earlier moment, and the text gives no time.{moved}"
        return Outcome(Verdict.NOT_MEASURABLE, reason, "the time the count was read", used)
    if claim.from_at is None and claim.to_at is None and not _read_since(claim, finding):
        made = f"the article of {moment(claim.made_at, zone)} ({zone})" if claim.made_at else "the article, whose date is not known"
        needs = "a reading from after the article" if claim.made_at else "the date of the article: --published DATE"
        return Outcome(Verdict.NOT_MEASURABLE, f"{measured}; nobody read it after {made}, when {said} may have been so.", needs, used)
    return Outcome(verdict, f"{measured}, {number(abs(miss))} {'more' if miss > 0 else 'fewer'} than {said} allows.{moved}", used=used)


def before_first(claim: Claim, findings: Sequence[Finding], zone: str) -> Outcome | None:
    """A count of a time before the first reading, by that reading: a counter grows, so that it stood no higher before; None where that does not tell."""
    counter = readings(findings)
    if counter is None or claim.to_at is None or claim.value is None or not timedelta(0) <= counter.times[0] - claim.to_at <= _MONTH:
        return None
    first, words = counter.counts[0], allowed(claim)
    reason = f"{number(first)} signatures were read first, at {moment(counter.times[0], zone)} ({zone}): before it there were no more."
    if words.loose_low > first * (1 + CLOSE):
        return Outcome(Verdict.CONTRADICTED, f'{reason} "{_said(claim)}" is more.', used=(findings[0],))
    if claim.bound in ("under", "up_to") and compare(words, 0.0, first)[0] is Verdict.SUPPORTED:
        return Outcome(Verdict.SUPPORTED, reason, used=(findings[0],))
    return None


def _long_past(claim: Claim, finding: Finding, words: Allowed) -> bool:
    """Whether the counter had left what the words allow a day or more before the article that tells it as of now."""
    times = [at for at, read in (_reading(row) for row in finding.series) if at is not None and read is not None and read <= words.high]
    return bool(times) and claim.made_at is not None and claim.made_at - max(times) >= (_HALF_DAY if claim.known.get("denied") else _DAY)


def _finer_than(claim: Claim, finding: Finding, words: Allowed, low: float, high: float) -> bool:
    """Whether a number of its own moment is given far more finely than the readings tell it, because none was taken near that moment.

    Of all that the counter can have shown, less than a quarter is as claimed.
    """
    last = finding.detail.get("last_reading_at")
    if claim.bound != "exact" or claim.from_at is None or not isinstance(last, datetime):
        return False
    return claim.from_at - last > _STALE and high - low > _FINER * (words.high - words.low)


def _stood_there(claim: Claim, finding: Finding, words: Allowed) -> tuple[datetime, float] | None:
    """The last reading within a time named that the words allow; upper bounds and exact words must hold throughout."""
    if claim.from_at is None or claim.to_at is None or claim.bound in ("under", "up_to") or claim.attributes.get("exactly"):
        return None
    reads = [
        (at, read)
        for at, read in (_reading(row) for row in finding.series)
        if at is not None and read is not None and claim.from_at <= at < claim.to_at
    ]
    fitting = [(at, read) for at, read in reads if compare(words, read, read)[0] is Verdict.SUPPORTED]
    # Between two readings it passed every number that lies between theirs.
    passed = [second for first, second in pairwise(reads) if first[1] <= words.low <= second[1] and claim.bound == "exact"]
    return max(fitting or passed, default=None)


def _after_launch(claim: Claim, findings: Sequence[Finding], zone: str) -> Outcome:
    """A count so long after the first signature came in; "within" that time it was reached at the latest then."""
    counter, used = readings(findings), (findings[0],)
    opened = counter.opened() if counter is not None and claim.attributes.get("anchor") == "launch" else None
    if counter is None or opened is None:
        return Outcome(Verdict.NOT_MEASURABLE, "The readings do not show when it was opened.", "readings from its first hour on", used)
    lasted = timedelta(seconds=float(claim.attributes.get("length") or 0))
    low, high = counter.during((opened[0] + lasted, opened[1] + lasted))
    words = allowed(claim)
    likely = counter.at(opened[0] + lasted)  # a counter read from nothing on was most likely opened right then
    if compare(words, *likely)[0] is Verdict.SUPPORTED or likely[0] > words.low:
        low, high = likely
    measured = f"{bounds(low, high)} signatures stood there {number(lasted.total_seconds() / 3600)} hours after the first, at {moment(opened[1] + lasted, zone)} ({zone})"
    said = f'"{_said(claim)}"'
    if low >= words.low and claim.bound not in ("under", "up_to", "nearly"):
        return Outcome(Verdict.SUPPORTED, f"{measured}: {said} had been reached.", used=used)
    verdict, miss = compare(words, low, high)
    if verdict is Verdict.CONTRADICTED and (claim.attributes.get("length_bound") == "over" or abs(miss) <= 0.05 * (claim.value or 0.0)):
        verdict = Verdict.NOT_MEASURABLE
    tail = ", which it allows" if verdict is Verdict.SUPPORTED else f", against {said}"
    return Outcome(verdict, f"{measured}{tail}.", "the moment it was opened" if verdict is Verdict.NOT_MEASURABLE else "", used)


def _first_then(claim: Claim, findings: Sequence[Finding], zone: str) -> Outcome:
    """A number that is said not to have been passed before a time: what stood at its beginning and at its end tells."""
    counter, used = readings(findings), (findings[0],)
    if counter is None or claim.from_at is None or claim.to_at is None:
        return Outcome(Verdict.NOT_MEASURABLE, "no reading of its counter", "readings of the petition", used)
    value, before, after = claim.value or 0.0, counter.at(claim.from_at), counter.at(claim.to_at)
    told = f"{bounds(*before)} signatures stood there at {moment(claim.from_at, zone)} and {bounds(*after)} at {moment(claim.to_at, zone)} ({zone})"
    since = counter.since(value)
    when = f"; {number(value)} were first read at {moment(since, zone)}" if since is not None else ""
    if before[1] < value <= after[0]:
        return Outcome(Verdict.SUPPORTED, f"{told}{when}.", used=used)
    if before[0] > value or after[1] < value:
        return Outcome(Verdict.CONTRADICTED, f"{told}{when}, not in the time claimed.", used=used)
    return Outcome(Verdict.NOT_MEASURABLE, f"{told}{when}: too near to tell.", "readings nearer to the time claimed", used)


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
