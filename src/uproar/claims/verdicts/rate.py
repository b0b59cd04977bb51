"""Judge what was claimed of a petition's growth: the difference of two readings' intervals against the claim's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from math import inf
from typing import Final, TypeAlias

from uproar.claims.claim import Claim, Verdict
from uproar.claims.counter import Between, Bounds, Counter, hours, readings
from uproar.claims.intervals import Allowed, allowed, compare
from uproar.claims.verdicts import comparison
from uproar.claims.verdicts.outcome import Outcome, bounds, moment, number
from uproar.findings import Finding

Window: TypeAlias = tuple[Between, Between]

# "In a day" is no stopwatch: a number is plainly wrong only from a quarter off; over a stretch of the calendar from a tenth.
LOOSE, CLOSE = 0.25, 0.10
_HOUR: Final = timedelta(hours=1)
# "Doubled" is said from 1.9 times on, and of anything below three times.
_NEAR_FACTOR: Final = 0.05
_HUNDRED, _FEW = 100, 1_000
_NOW: Final = (1, 3, 6, 12, 24)  # hours before the article over which "is growing by 2,000 an hour" may have been read off


def judge(claim: Claim, findings: Sequence[Finding], zone: str) -> Outcome:
    """What came in over the time claimed, or its rate, or its multiple; without a time that can be placed, nothing is told."""
    if claim.attributes.get("of") == "counts":
        return _two_gains(claim, findings, zone) if claim.attributes.get("gains") else comparison.counts(claim, findings, zone)
    counter = readings(findings)
    if counter is None or claim.value is None:
        return Outcome(Verdict.NOT_MEASURABLE, "no reading of its counter", "readings of the petition", tuple(findings))
    used = (findings[0],)
    measure = claim.attributes.get("measure")
    until = claim.to_at or (claim.attributes["end"][1] if claim.attributes.get("end") else claim.made_at)
    if until is not None and not counter.covers(until):
        return Outcome(
            Verdict.NOT_MEASURABLE,
            f"Its first reading is of {moment(counter.times[0], zone)} ({zone}), after that time.",
            "earlier readings",
            used,
        )
    last = counter.times[-1]
    start = claim.from_at or (claim.attributes["start"][0] if claim.attributes.get("start") else None)
    if start is not None and start >= last:
        return Outcome(
            Verdict.NOT_MEASURABLE, f"Its last reading is of {moment(last, zone)} ({zone}), before that time.", "later readings", used
        )
    if measure == "rate":
        return _rate(claim, counter, zone, used)
    if measure == "loss":
        return _loss(claim, counter, zone, used)
    windows = _windows(claim, counter)
    if not windows:
        return Outcome(Verdict.NOT_MEASURABLE, "The text does not say over which time.", "the time in which it is said to have grown", used)
    return _gain(claim, counter, windows, zone, used) if measure == "gain" else _growth(claim, counter, windows, zone, used)


def _two_gains(claim: Claim, findings: Sequence[Finding], zone: str) -> Outcome:
    """What came in over one stretch and over another: "slowed from more than 40,000 new signatures on Thursday to fewer than 2,000 on Friday"."""
    counter = readings(findings)
    stretches = [stretch for stretch in (claim.attributes.get("from_time"), claim.attributes.get("to_time")) if stretch is not None]
    if counter is None or len(stretches) < len(("from", "to")):
        return Outcome(
            Verdict.NOT_MEASURABLE, "The text does not say over which times.", "the times in which they came in", tuple(findings)
        )
    told, verdicts = [], []
    for name, (start, end) in zip(("from", "to"), stretches, strict=True):
        if not counter.covers(end) or start >= counter.times[-1]:
            return Outcome(
                Verdict.NOT_MEASURABLE,
                "The readings do not cover both times.",
                "readings from before the first to after the second",
                tuple(findings),
            )
        value, low, high, bound = claim.attributes[name]
        window: Window = ((start, start), (end, end))
        gained = counter.gained(*window)
        words = allowed(replace(claim, value=value, low=low, high=high, bound=bound))
        verdicts.append(compare(words, *gained)[0])
        told.append(f"{_signatures(gained)} came in {_between(window, zone)}")
    verdict = next((one for one in (Verdict.CONTRADICTED, Verdict.NOT_MEASURABLE) if one in verdicts), Verdict.SUPPORTED)
    return Outcome(verdict, "; ".join(told) + ".", used=(findings[0],))


def _windows(claim: Claim, counter: Counter) -> list[Window]:
    """The stretches that the words can mean, the likeliest first; each end known to lie between two moments."""
    attributes = claim.attributes
    made = claim.made_at
    if attributes.get("start") and attributes.get("end"):
        return [(attributes["start"], attributes["end"])]
    if attributes.get("start"):
        return [(attributes["start"], (made, made))] if made is not None else []
    length = attributes.get("length")
    if attributes.get("anchor") == "launch":
        opened = counter.opened()
        if opened is None or (length is None and made is None):
            return []
        if length is None:
            assert made is not None  # noqa: S101 -- for the type checker
            return [(opened, (made, made))]
        lasted = timedelta(seconds=length)
        # A counter read from nothing on was most likely opened right then; it may have been as late as the first signature.
        return [((opened[0],) * 2, (opened[0] + lasted,) * 2), (opened, (opened[0] + lasted, opened[1] + lasted))]
    if length is not None:
        end = claim.to_at or made
        if end is None or attributes.get("anchor") == "release":
            return []
        lasted = timedelta(seconds=length)
        # Up to the article, or up to any moment as far before it as it is long: "doubled in a day" need not end with the last line written.
        return [
            ((end - lasted * shift - lasted, end - lasted * shift - lasted), (end - lasted * shift,) * 2)
            for shift in (0, 0.25, 0.5, 0.75, 1)
        ]
    if claim.from_at is not None and claim.to_at is not None and claim.to_at - claim.from_at >= _HOUR / 2:  # nothing grows in a moment
        end = min(claim.to_at, made) if made is not None and claim.from_at < made else claim.to_at
        return [((claim.from_at, claim.from_at), (end, end))]
    return []


def _gain(claim: Claim, counter: Counter, windows: Sequence[Window], zone: str, used: tuple[Finding, ...]) -> Outcome:
    words = allowed(claim)
    if claim.bound == "exact" and claim.value and claim.value < _FEW and claim.value % _HUNDRED == 0:
        room = CLOSE / 2 * claim.value  # "600" of 588: hundreds are rounded, too
        words = replace(words, low=min(words.low, claim.value - room), high=max(words.high, claim.value + room))
    slack = LOOSE if claim.attributes.get("anchor") else CLOSE
    gains = [counter.gained(*window) for window in windows]
    told = f"{_gained(gains, bounds)} came in {_between(windows[0], zone)}"
    said = f'"{claim.text}"'
    if any(compare(words, *gain)[0] is Verdict.SUPPORTED for gain in gains):
        fitting = next(place for place, gain in enumerate(gains) if compare(words, *gain)[0] is Verdict.SUPPORTED)
        return Outcome(
            Verdict.SUPPORTED, f"{_signatures(gains[fitting])} came in {_between(windows[fitting], zone)}, as {said} says.", used=used
        )
    low, high = min(gain[0] for gain in gains), max(gain[1] for gain in gains)
    if (
        claim.attributes.get("length")
        and claim.from_at is not None
        and claim.to_at is not None
        and claim.attributes.get("anchor") == "last"
    ):
        # "3,000 in an hour on Thursday morning": in any hour of it.
        low, high = counter.most_within(timedelta(seconds=claim.attributes["length"]), claim.to_at, claim.from_at)
        told = f"At most {bounds(low, high)} signatures came in within any such stretch"
        if compare(words, low, high)[0] is Verdict.SUPPORTED or (low > words.high and claim.bound in ("exact", "about")):
            return Outcome(Verdict.SUPPORTED, f"{told}, as {said} says.", used=used)
    if claim.attributes.get("anchor") == "last" and "length" in claim.attributes and claim.from_at is None:
        # No beginning is given: it may have been any such stretch before the article.
        most = counter.most_within(timedelta(seconds=claim.attributes["length"]), claim.to_at or claim.made_at)
        low, high = min(low, 0.0), max(high, most[1])
    return _apart(claim, words, (low, high), slack, f"{told}, against {said}", used)


def _apart(claim: Claim, words: Allowed, measured: Bounds, slack: float, told: str, used: tuple[Finding, ...]) -> Outcome:
    """A contradiction where the whole measured interval lies further outside the words than a slack; else what is missing."""
    low, high = measured
    value = claim.value or 0.0
    margin = slack * abs(value)
    if claim.attributes.get("length_bound") == "under":
        low = -inf  # "in under two hours" the most is told from a shorter time
    if high < words.low - margin:
        return Outcome(Verdict.CONTRADICTED, f"{told}: at least {number(round(words.low - high, 2))} fewer.", used=used)
    if low > words.high + margin:
        return Outcome(Verdict.CONTRADICTED, f"{told}: at least {number(round(low - words.high, 2))} more.", used=used)
    near = high < words.low or low > words.high
    why = "so near that the wording decides" if near else "the readings, or the time given, leave too much room"
    return Outcome(Verdict.NOT_MEASURABLE, f"{told}: {why}.", "readings nearer to the beginning and the end of that time", used)


def _growth(claim: Claim, counter: Counter, windows: Sequence[Window], zone: str, used: tuple[Finding, ...]) -> Outcome:
    factor = claim.value or 0.0
    if claim.low is not None and claim.high is not None:
        # A percentage: a point and a half of percentage is nobody's quarrel.
        words = Allowed(min(claim.low, factor - 0.015), max(claim.high, factor + 0.015), factor - 0.1, factor + 0.1)
        if claim.bound in ("over", "at_least"):
            words = Allowed(factor, inf, factor - 0.1, inf)
    else:
        words = _times(factor, claim.bound)
    grown = [counter.grown(*window) for window in windows]
    fitting = next((place for place, one in enumerate(grown) if compare(words, *one)[0] is Verdict.SUPPORTED and one[1] < inf), None)
    best = 0 if fitting is None else fitting
    told = f"The count grew {_times_said(grown[best])} {_between(windows[best], zone)}"
    if fitting is not None:
        return Outcome(Verdict.SUPPORTED, f'{told}, as "{claim.text}" says.', used=used)
    low, high = min(one[0] for one in grown), max(one[1] for one in grown)
    if factor >= 1 and low > words.high:
        # It grew by more than is said: it did double before it tripled.
        return Outcome(
            Verdict.NOT_MEASURABLE, f"{told}, which is more than the words say.", "the time in which it is said to have grown so", used
        )
    return _apart(claim, words, (low, high), CLOSE, f'{told}, against "{claim.text}"', used)


def _times(factor: float, bound: str) -> Allowed:
    step = _NEAR_FACTOR * factor
    if factor < 1:
        return Allowed(0.0, factor + step, 0.0, factor + 2 * step)
    match bound:
        case "over" | "at_least":
            return Allowed(factor, inf, factor, inf)
        case "nearly":
            return Allowed(factor - 3 * step, factor, factor - 4 * step, factor + step)
        case "about":
            return Allowed(factor - 3 * step, factor + 3 * step, factor - 4 * step, factor + 4 * step)
    return Allowed(factor - step, factor + 0.75, factor - 2 * step, factor + 1)


def _rate(claim: Claim, counter: Counter, zone: str, used: tuple[Finding, ...]) -> Outcome:
    """A rate against that of the time named, of the hours before the article, or the highest ever."""
    per = float(claim.attributes.get("per") or 3_600)
    words, value, said = allowed(claim), claim.value or 0.0, f'"{claim.text}"'
    unit = {60: "minute", 3_600: "hour", 86_400: "day", 604_800: "week"}[int(per)]
    step = max(_HOUR, timedelta(seconds=per))
    fastest = tuple(most * per / step.total_seconds() for most in counter.most_within(step, claim.made_at))
    if claim.attributes.get("peak"):
        busiest = "hour" if step == _HOUR else unit
        told = f"{_rated((fastest[0], fastest[1]))} signatures a {unit} came in in the busiest {busiest}"
        if compare(words, *fastest)[0] is Verdict.SUPPORTED:
            return Outcome(Verdict.SUPPORTED, f"{told}, as {said} says.", used=used)
        return _apart(claim, words, (0.0 if claim.bound == "up_to" else fastest[0], fastest[1]), LOOSE, f"{told}, against {said}", used)
    windows = _windows(claim, counter)
    if not windows and claim.made_at is not None:
        windows = [((claim.made_at - _HOUR * back,) * 2, (claim.made_at,) * 2) for back in _NOW if _HOUR * back >= step]
    if not windows:
        return Outcome(
            Verdict.NOT_MEASURABLE, "The text gives no time, and the article no date.", "the date of the article: --published DATE", used
        )
    rates = [_per(counter, window, per) for window in windows]
    told = f"{_rated(rates[0])} signatures a {unit} came in {_between(windows[0], zone)}"
    if any(compare(words, *rate)[0] is Verdict.SUPPORTED for rate in rates):
        best = next(place for place, rate in enumerate(rates) if compare(words, *rate)[0] is Verdict.SUPPORTED)
        return Outcome(
            Verdict.SUPPORTED,
            f"{_rated(rates[best])} signatures a {unit} came in {_between(windows[best], zone)}, as {said} says.",
            used=used,
        )
    if value > fastest[1] * (1 + CLOSE) and claim.bound not in ("under", "up_to"):
        most = number(round(fastest[1]))
        return Outcome(Verdict.CONTRADICTED, f"{told}, and at no time more than {most} a {unit}, against {said}.", used=used)
    low, high = min(rate[0] for rate in rates), max(rate[1] for rate in rates)
    if claim.from_at is not None and claim.to_at is not None:
        # Over a day named, the writer may mean any hour of it.
        inside = [_per(counter, ((at, at), (at + step, at + step)), per) for at in _steps(claim.from_at, claim.to_at, step)]
        low, high = min([low, *(one[0] for one in inside)]), max([high, *(one[1] for one in inside)])
    return _apart(claim, words, (low, high), 0.5, f"{told}, against {said}", used)


def _steps(start: datetime, end: datetime, step: timedelta) -> list[datetime]:
    count = int((end - start) / step)
    return [start + step * place for place in range(min(count, 400))]


def _per(counter: Counter, window: Window, per: float) -> Bounds:
    gain = counter.gained(*window)
    first, last = hours(window[0][0], window[1][1]), hours(window[0][1], window[1][0])
    scale = 3_600 / per
    return gain[0] / max(first * scale, 1e-9), gain[1] / max(last * scale, 1e-9)


def _loss(claim: Claim, counter: Counter, zone: str, used: tuple[Finding, ...]) -> Outcome:
    """Signatures taken out show as a step down, less what came in meanwhile; what was not seen may lie between two readings."""
    drops = [
        (earlier - later, at)
        for earlier, later, before, at in zip(counter.counts, counter.counts[1:], counter.times, counter.times[1:], strict=False)
        if later < earlier
        # It was lower some time between two readings, and that time must touch the one claimed.
        and (claim.from_at is None or at >= claim.from_at)
        and (claim.to_at is None or before < claim.to_at)
        and (claim.made_at is None or at <= claim.made_at)
    ]
    words = allowed(claim)
    if (most := _most_hidden(claim, counter)) is not None and words.loose_low > 2 * max(most, *(drop for drop, _ in drops), 0.0):
        fell = f"at most {number(max(drop for drop, _ in drops))} at once" if drops else "at no reading"
        reason = (
            f"The counter fell {fell} in that time, and between two readings no more than some {number(round(most))} can have gone unseen"
        )
        return Outcome(Verdict.CONTRADICTED, f'{reason}, against "{claim.text}".', used=used)
    if not drops:
        return Outcome(
            Verdict.NOT_MEASURABLE,
            "No reading of that time is lower than the one before it; a removal may hide between two.",
            "more readings of that time",
            used,
        )
    drop, at = max(drops)
    told = f"The counter stood {number(drop)} lower at {moment(at, zone)} ({zone}) than at the reading before"
    # New signatures between the two readings hide a part of what was removed.
    room = allowed(claim)
    if drop <= max(room.high, claim.value or 0.0) and drop >= 0.5 * (claim.value or 0.0) and (most is None or words.low <= max(most, drop)):
        return Outcome(Verdict.SUPPORTED, f'{told}, which fits "{claim.text}".', used=used)
    return Outcome(
        Verdict.NOT_MEASURABLE,
        f'{told}, against "{claim.text}": what came in between the two is not known.',
        "a reading right before and after",
        used,
    )


def _most_hidden(claim: Claim, counter: Counter) -> float | None:
    """The most that can have been taken out between two readings of the time claimed without being seen, if no more came in than twice the fastest pace of that time.

    None where the time is not named, or not read from before its beginning to its end.
    """
    start, end = claim.from_at, claim.to_at
    if start is None or end is None or claim.made_at is None:
        return None
    end = min(end, claim.made_at)
    steps = [
        (later - earlier, hours(before, at))
        for earlier, later, before, at in zip(counter.counts, counter.counts[1:], counter.times, counter.times[1:], strict=False)
        if at > start and before < end
    ]
    if not steps or not counter.covers(start) or counter.times[-1] < end:
        return None
    fastest = 2 * max(gain / length for gain, length in steps)
    return max((max(0.0, fastest) * length - gain for gain, length in steps), default=None)


def _signatures(gain: Bounds) -> str:
    return f"{bounds(max(0.0, gain[0]), gain[1])} signatures"


def _gained(gains: Sequence[Bounds], _: object) -> str:
    return _signatures(gains[0])


def _rated(rate: Bounds) -> str:
    return bounds(float(round(rate[0])), float(round(rate[1])) if rate[1] < inf else inf)


def _times_said(grown: Bounds) -> str:
    low, high = f"{grown[0]:.2f}", "any number of" if grown[1] == inf else f"{grown[1]:.2f}"
    return f"{low} times" if low == high else f"{low} to {high} times"


def _between(window: Window, zone: str) -> str:
    start, end = (
        moment(each[0], zone) if each[0] == each[1] else f"{moment(each[0], zone)}–{moment(each[1], zone)[11:]}" for each in window
    )
    return f"from {start} to {end} ({zone})"
