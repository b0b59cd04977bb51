"""Judge comparisons: audience with critics by their means, and two numbers of one count by their own arithmetic, then by the readings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from math import inf
from typing import Any, Final

from uproar.claims.claim import Claim, Verdict
from uproar.claims.counter import Between, Bounds, Counter, readings
from uproar.claims.intervals import Allowed, allowed, compare
from uproar.claims.verdicts.outcome import Outcome, bounds, number, percent, stretch
from uproar.findings import Finding

_SUBJECTS: Final = {"audience": "audience", "critics": "critic"}
# Points apart within which a gap is as claimed, as with a site's score (`reception.MARGIN`), and from which two sides differ at all.
_MARGIN: Final = 0.05
_POINT: Final = 0.01  # both scores of a gap are rounded
_STRETCH: Final = timedelta(minutes=30)  # in less a counter is at one place, and no pair of numbers moves
_FACTOR_ROOM: Final = 0.15  # share by which "doubled" may miss two times: 1.7 to 2.9 times are still called so


_ROUNDED: Final = 0.1  # of a difference, beside two rounded numbers


def consistency(claim: Claim) -> Outcome | None:
    """Whether the two numbers of a comparison contradict the verb or the percentage between them; None where they do not."""
    if claim.attributes.get("of") == "sides":
        return _arithmetic(claim)
    if claim.attributes.get("of") != "counts":
        return None
    first, second = claim.attributes["from"][0], claim.attributes["to"][0]
    relation, factor, share = claim.attributes.get("relation"), claim.attributes.get("factor"), claim.attributes.get("percent")
    pair = f"from {number(first)} to {number(second)}"
    if relation == "rose" and second < first:
        return Outcome(Verdict.INCONSISTENT, f"{pair[:1].upper()}{pair[1:]} is a fall, not a rise.")
    if relation == "fell" and second > first:
        return Outcome(Verdict.INCONSISTENT, f"{pair[:1].upper()}{pair[1:]} is a rise, not a fall.")
    if (by := claim.attributes.get("by")) and abs(abs(second - first) - by) > _ROUNDED * by:
        return Outcome(
            Verdict.INCONSISTENT, f"{pair[:1].upper()}{pair[1:]} is a difference of {number(abs(second - first))}, not {number(by)}."
        )
    if not first:
        return None
    times = second / first
    if factor is not None and not _fits_factor(times, factor, claim.attributes.get("factor_bound")):
        return Outcome(Verdict.INCONSISTENT, f"{pair[:1].upper()}{pair[1:]} is {times:.2g} times as many, not {number(factor)} times.")
    if share is not None:
        # Rounded numbers leave room: both ends of each are tried.
        lows, highs = claim.attributes["from"][1:3], claim.attributes["to"][1:3]
        rises = [100 * (b / a - 1) for a in (first, *lows) if a for b in (second, *highs) if b]
        if relation == "fell":
            rises = [-each for each in rises]
        room = 2.0 if claim.attributes.get("percent_bound", "exact") == "exact" else 0.1 * share
        most = inf if claim.attributes.get("percent_bound") in ("over", "at_least") else share + room
        if max(rises) < share - room or min(rises) > most:
            return Outcome(Verdict.INCONSISTENT, f"{pair[:1].upper()}{pair[1:]} is {abs(100 * (times - 1)):.0f}%, not {number(share)}%.")
    return None


def _arithmetic(claim: Claim) -> Outcome | None:
    """Whether a gap is the difference of the two scores beside it."""
    scores = claim.attributes.get("scores")
    relation = claim.attributes.get("relation")
    if scores is not None and ((relation == "above" and scores[0] < scores[1]) or (relation == "below" and scores[0] > scores[1])):
        one, two = (number(round(100 * score, 1)) for score in scores)
        return Outcome(Verdict.INCONSISTENT, f"{one}% of the scale is not {relation} {two}%.")
    if scores is None or claim.value is None:
        return None
    gap = abs(scores[0] - scores[1])
    words = allowed(claim)
    # Both scores may have been rounded: a point each.
    if words.low - 0.0201 <= gap <= words.high + 0.0201:
        return None
    return Outcome(
        Verdict.INCONSISTENT,
        f"{number(100 * scores[0])} and {number(100 * scores[1])} are {number(round(100 * gap, 1))} apart, not {number(100 * claim.value)}.",
    )


def _fits_factor(times: float, factor: float, bound: Any) -> bool:
    if factor < 1:
        return times <= factor * (1 + _FACTOR_ROOM)
    if bound == "over":
        return times >= factor * 0.98
    return factor * (1 - _FACTOR_ROOM) <= times < factor + 1


def judge(claim: Claim, findings: Sequence[Finding], zone: str) -> Outcome:  # noqa: ARG001 -- the signature of every judge
    """Both sides' means against each other, and how far they are apart."""
    by_side = {finding.subject: finding for finding in findings}
    first, second = (by_side.get(_SUBJECTS[claim.attributes[key]]) for key in ("first", "second"))
    if first is None or second is None:
        missing = "audience" if "audience" not in by_side else "critic"
        return Outcome(Verdict.NOT_MEASURABLE, f"no {missing} reviews were measured", f"dated {missing} reviews", tuple(findings))
    names = [claim.attributes["first"], claim.attributes["second"]]
    means = [
        (float(one.value if one.low is None else one.low), float(one.value), float(one.value if one.high is None else one.high))
        for one in (first, second)
    ]
    gap = (means[0][0] - means[1][2], means[0][1] - means[1][1], means[0][2] - means[1][0])
    told = "; ".join(
        f"the {name} mean is {percent(mean[1])} of the scale ({percent(mean[0])} to {percent(mean[2])})"
        for name, mean in zip(names, means, strict=True)
    )
    told = told[:1].upper() + told[1:]
    used = (first, second)
    relation = claim.attributes["relation"]
    apart = gap[0] > 0 or gap[2] < 0
    holds = {"above": gap[0] > 0, "below": gap[2] < 0, "differ": apart, "agree": max(abs(gap[0]), abs(gap[2])) <= 2 * _MARGIN}[relation]
    fails = {
        "above": gap[2] < 0,
        "below": gap[0] > 0,
        "differ": max(abs(gap[0]), abs(gap[2])) <= _MARGIN,
        "agree": apart and abs(gap[1]) > 4 * _MARGIN,
    }[relation]
    if fails:
        return Outcome(Verdict.CONTRADICTED, f"{told}.", used=used)
    if not holds:
        return Outcome(Verdict.NOT_MEASURABLE, f"{told}: too near, or too wide, to tell.", "more reviews", used)
    if times := claim.attributes.get("times"):
        # "Almost three times" is a way of speaking: a sixth either way is near enough, and nothing is refuted by it.
        near = means[0][0] / max(means[1][2], 1e-9) <= times * (1 + _FACTOR_ROOM) and means[0][2] / max(means[1][0], 1e-9) >= times * (
            1 - _FACTOR_ROOM
        )
        bound = claim.attributes.get("times_bound")
        more = bound == "over" and means[0][0] / max(means[1][2], 1e-9) >= times
        more = more or (bound == "under" and means[0][2] / max(means[1][0], 1e-9) <= times)
        verdict = Verdict.SUPPORTED if near or more else Verdict.NOT_MEASURABLE
        return Outcome(verdict, f"{told}: {means[0][1] / max(means[1][1], 1e-9):.1f} times.", used=used)
    if scores := claim.attributes.get("scores"):
        near = all(mean[0] - _MARGIN <= score <= mean[2] + _MARGIN for score, mean in zip(scores, means, strict=True))
        return Outcome(Verdict.SUPPORTED if near else Verdict.NOT_MEASURABLE, f"{told}.", used=used)
    if claim.value is None:
        return Outcome(Verdict.SUPPORTED, f"{told}.", used=used)
    return _gap(claim, (first, second), gap, told)


def _gap(claim: Claim, pair: tuple[Finding, Finding], gap: tuple[float, float, float], told: str) -> Outcome:
    """How far apart two sides are, by their means, or by the shares of positive reviews that a site would show."""
    words = allowed(claim)
    room = Allowed(words.low - _POINT, words.high + _POINT, words.low - 2 * _MARGIN, words.high + 2 * _MARGIN)
    readings_of = [(min(abs(gap[0]), abs(gap[2])), max(abs(gap[0]), abs(gap[2])))]
    shares = [
        float(one.detail[f"share_positive_{end}"]) for one in pair for end in ("low", "high") if f"share_positive_{end}" in one.detail
    ]
    if len(shares) == 4:  # both ends for both sides
        ends = (abs(shares[0] - shares[3]), abs(shares[1] - shares[2]))
        readings_of.append((min(ends), max(ends)))
    told = f"{told}: {percent(abs(gap[1]))} of the scale apart"
    verdicts = [compare(room, *one)[0] for one in readings_of]
    if Verdict.SUPPORTED in verdicts:
        return Outcome(Verdict.SUPPORTED, f"{told}.", used=pair)
    if all(verdict is Verdict.CONTRADICTED for verdict in verdicts) and len(verdicts) == 2:  # by means and by shares
        return Outcome(Verdict.CONTRADICTED, f"{told}, not {percent(claim.value or 0.0)}.", used=pair)
    return Outcome(Verdict.NOT_MEASURABLE, f"{told}; by another measure it may be as claimed.", "the site's own scores of both sides", pair)


def _within(claim: Claim, counter: Counter, between: Between, zone: str, used: tuple[Finding, ...]) -> Outcome:
    """Both numbers within one stretch of time ("from 20,000 to 60,000 on Thursday"): the counter must have stood at each in it."""
    low, high = counter.during(between)
    if between[1] - between[0] < _STRETCH:
        return Outcome(
            Verdict.NOT_MEASURABLE, "The text does not say when the count stood at the first number.", "the time of each number", used
        )
    read = [count for at, count in zip(counter.times, counter.counts, strict=True) if between[0] <= at < between[1]]
    read += [counter.at(between[0])[0], counter.at(between[1])[1]] if counter.covers(between[0]) else []
    sure = counter.at(between[0])[1], counter.at(between[1])[0]
    reason = f"The counter stood between {bounds(low, high)} signatures {stretch(*between, zone)}."
    ends = [
        allowed(Claim(claim.kind, "", claim.span, "", value, lowest, highest, bound=bound))
        for value, lowest, highest, bound in (claim.attributes["from"], claim.attributes["to"])
    ]
    if not counter.covers(between[1]):
        return Outcome(Verdict.NOT_MEASURABLE, f"{reason} Nobody had read it before.", "earlier readings", used)
    if all(each.low <= max(sure) and each.high >= min(sure) for each in ends):
        return Outcome(Verdict.SUPPORTED, reason, used=used)
    if read and all(min(read) <= each.high and max(read) >= each.low for each in ends):
        return Outcome(Verdict.SUPPORTED, reason, used=used)  # it was read on both sides of each number in that time
    if any(high < each.loose_low * 0.95 or low > each.loose_high * 1.05 for each in ends):
        return Outcome(Verdict.CONTRADICTED, reason, used=used)
    return Outcome(Verdict.NOT_MEASURABLE, reason, "readings nearer to both moments", used)


def counts(claim: Claim, findings: Sequence[Finding], zone: str) -> Outcome:
    """Two numbers of one petition: each at its own time; one without a time may have stood at any."""
    counter = readings(findings)
    if counter is None:
        return Outcome(Verdict.NOT_MEASURABLE, "no reading of its counter", "readings of the petition", tuple(findings))
    used: tuple[Finding, ...] = (findings[0],)
    verdicts, told = [], []
    times = {"from": claim.attributes.get("from_time"), "to": claim.attributes.get("to_time")}
    if times["from"] is None and claim.from_at is not None and claim.to_at is not None and not claim.attributes.get("by_then"):
        return _within(claim, counter, (claim.from_at, claim.to_at), zone, used)
    for key, between in times.items():
        value, low, high, bound = claim.attributes[key]
        if between is None:
            continue
        words = allowed(Claim(claim.kind, claim.text, claim.span, claim.subject, value, low, high, bound=bound))
        measured: Bounds = counter.during(between)
        verdict = compare(words, *measured)[0]
        # From one reading to the next it passed every number between them: at some moment of that time it stood there.
        passed = (
            verdict is Verdict.NOT_MEASURABLE
            and measured[0] <= words.high
            and measured[1] >= words.low
            and measured[1] < inf
            and counter.covers(between[0])
        )
        passed = passed or (
            verdict is Verdict.NOT_MEASURABLE and counter.covers(between[1]) and words.low <= measured[1] < inf and words.low >= measured[0]
        )
        verdicts.append(Verdict.SUPPORTED if passed else verdict)
        told.append(f"{bounds(*measured)} signatures {stretch(between[0], between[1], zone)} for {number(value)}")
    reason = "; ".join(told)[:1].upper() + "; ".join(told)[1:] + "."
    if Verdict.CONTRADICTED in verdicts:
        return Outcome(Verdict.CONTRADICTED, reason, used=used)
    if verdicts and len(verdicts) == len(times) and all(verdict is Verdict.SUPPORTED for verdict in verdicts):
        return Outcome(Verdict.SUPPORTED, reason, used=used)
    highest = max(counter.counts, default=0.0)
    never = [
        key
        for key in times
        if claim.attributes[key][0] > highest * 1.05 and claim.made_at is not None and counter.times[-1] >= claim.made_at
    ]
    if never and highest < inf:
        return Outcome(Verdict.CONTRADICTED, f"The counter never stood above {number(highest)}.", used=used)
    return Outcome(
        Verdict.NOT_MEASURABLE,
        reason if told else "The text does not say when the count stood at either number.",
        "the time of each number",
        used,
    )
