"""Judge what was claimed of a term's trending."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from uproar.claims.claim import Claim, ClaimKind, Verdict
from uproar.claims.verdicts.outcome import Outcome, moment, percent, stretch
from uproar.findings import Finding, Row

# "All day" leaves an hour of twenty-four to the writer (1/24 is 4%): in the list for 95% of the intervals is the whole.
WHOLE: Final = 0.95
HALF: Final = 0.5
# A place that every list of most used terms would show, however it is made.
_PLAINLY: Final = 3
# With fewer intervals than half a day of hours, never having been in the list says little.
FEWEST_INTERVALS: Final = 12
_FEWEST_OF_ALL: Final = 3


def consistency(claim: Claim) -> Outcome | None:
    """Whether more hours are claimed of a time than it has ("for all 26 hours of Thursday"); None where not."""
    if claim.kind is not ClaimKind.TRENDING or claim.unit != "hours" or claim.value is None or claim.from_at is None or claim.to_at is None:
        return None
    length = (claim.to_at - claim.from_at) / timedelta(hours=1)
    # An hour more than a day has where the clocks are put back; "an hour" of a moment is none of it.
    if length >= FEWEST_INTERVALS and claim.value > length + 1:
        return Outcome(Verdict.INCONSISTENT, f'"{claim.time_text}" has {length:.0f} hours, not {claim.value:.0f}.')
    return None


def judge(claim: Claim, findings: Sequence[Finding], zone: str) -> Outcome:
    """The share of the period's intervals in which the term was among the most used, against the extent claimed."""
    finding = findings[0]
    share = float(finding.value)
    low = share if finding.low is None else float(finding.low)
    high = share if finding.high is None else float(finding.high)
    detail = finding.detail
    k = detail.get("k")
    where = f"among the {k} most used terms of the record" if k else "among the most used terms of the record"
    measured = f"{claim.subject} was {where} in {percent(share)} of the intervals {stretch(finding.from_at, finding.to_at, zone)}"
    platform = claim.attributes.get("platform")
    if platform:
        measured += f" in the stream loaded, not known to be {platform}'s own list"
    used = (finding,)
    extent = claim.attributes.get("extent", "plain")
    period = claim.from_at is not None and (claim.to_at is not None or claim.attributes.get("since") is not None)
    wanted_place, best_place = int(claim.attributes.get("place", 1) or 1), detail.get("best_rank")
    if (
        extent in ("number one", "place")
        and not period
        and claim.attributes.get("got_there")
        and isinstance(best_place, int)
        and best_place <= wanted_place
    ):
        return Outcome(Verdict.SUPPORTED, f"{measured}, at best in place {best_place}; the text does not say when.", used=used)
    now = _now(claim, finding, wanted_place) if extent in ("number one", "place") and not period else None
    if now is not None:
        place = f"in place {now['rank']} of it in the interval from {moment(now['at'], zone)} ({zone}), in the day before the article"
        return Outcome(Verdict.SUPPORTED, f"{claim.subject} was {where}, {place}.", used=used)
    if extent not in ("plain", "hours") and not period:
        reason = f"{measured}; the text gives no period with a beginning and an end to judge it over."
        return Outcome(Verdict.NOT_MEASURABLE, reason, "the period in which it is said to have trended", used)
    intervals, best = detail.get("intervals"), detail.get("best_rank")
    gaps = detail.get("intervals_without_posts") or 0
    enough = not isinstance(intervals, int) or intervals >= FEWEST_INTERVALS
    if extent == "absent":
        return _absent(measured, (share, low, high), best if isinstance(best, int) else None, bool(gaps), used)
    # Never there in three hours refutes that it was there in each of them, and says little of whether it was there at all.
    enough_for_all = (
        isinstance(intervals, int) and intervals >= _FEWEST_OF_ALL and extent in ("entirety", "first throughout", "place throughout")
    )
    if share == 0 and high == 0 and (enough or enough_for_all) and period and not gaps:
        return Outcome(Verdict.CONTRADICTED, f"{measured}.", used=used)
    if share == 0:
        why = "these are too few, or have gaps" if period else "the text gives no period that they would fill"
        return Outcome(Verdict.NOT_MEASURABLE, f"{measured}, and {why}.", used=used)
    if high > 0 and low == 0 and extent == "plain":
        return Outcome(Verdict.NOT_MEASURABLE, f"{measured}, but only where it shares the last place.", used=used)
    if extent == "entirety":
        return _whole(measured, share, low, high, used)
    if extent in ("first throughout", "place throughout"):
        there = [row for row in finding.series if row.get("rank") is not None and row["rank"] <= wanted_place]
        part = len(there) / intervals if isinstance(intervals, int) and intervals else 0.0
        told = f"{measured}, {'first' if wanted_place == 1 else f'among the first {wanted_place}'} in {percent(part)} of them"
        return _whole(told, part, part, min(1.0, part + gaps / intervals if isinstance(intervals, int) and intervals else 1.0), used)
    if extent == "most":
        if low > HALF:
            return Outcome(Verdict.SUPPORTED, f"{measured}, which is most of it.", used=used)
        if high < HALF:
            return Outcome(Verdict.CONTRADICTED, f"{measured}, not in most of them.", used=used)
        return Outcome(Verdict.NOT_MEASURABLE, f"{measured} ({percent(low)} to {percent(high)}): about half of it.", used=used)
    if extent == "hours":
        return _hours(claim, finding, measured)
    if extent == "no better":
        worst = int(claim.attributes.get("place", 1))
        if isinstance(best, int) and best < worst:
            return Outcome(Verdict.CONTRADICTED, f"{measured}, at best in place {best}.", used=used)
        verdict = Verdict.SUPPORTED if isinstance(best, int) and not gaps else Verdict.NOT_MEASURABLE
        return Outcome(verdict, f"{measured}, at best in place {best}.", used=used)
    if extent in ("number one", "place"):
        wanted = int(claim.attributes.get("place", 1))
        said = "first" if wanted == 1 else f"among the first {wanted}"
        if isinstance(best, int) and best <= wanted and claim.attributes.get("since") is not None:
            # "Has topped the trends since Monday" is more than to have been first once.
            outcome = _since(finding, f"{measured}, at best in place {best}", claim.attributes["since"], zone)
            return outcome if outcome.verdict is not Verdict.SUPPORTED or low >= WHOLE else replace(outcome, verdict=Verdict.NOT_MEASURABLE)
        if isinstance(best, int) and best <= wanted:
            return Outcome(Verdict.SUPPORTED, f"{measured}, at best in place {best}.", used=used)
        if isinstance(best, int) and not gaps:
            return Outcome(Verdict.CONTRADICTED, f"{measured}, at best in place {best}, never {said}.", used=used)
        why = f"at best in place {best}, but {gaps} intervals hold no post" if isinstance(best, int) else "its best place is not known"
        return Outcome(Verdict.NOT_MEASURABLE, f"{measured}; {why}.", "posts of the whole period", used)
    since = claim.attributes.get("since")
    if since is not None:
        return _since(finding, measured, since, zone)
    return Outcome(Verdict.SUPPORTED, f"{measured}.", used=used)


_TOPS: Final = re.compile(r"\b(?:tops|leads|heads|is|ranks|rules|dominates)\b", re.IGNORECASE)


def _now(claim: Claim, finding: Finding, place: int) -> Row | None:
    """The last interval of the day before the article in which the term was in that place, where the words are of the present: "#X tops the trends"."""
    if claim.made_at is None or not _TOPS.search(claim.text):
        return None
    since = claim.made_at - timedelta(days=1)
    rows = [row for row in finding.series if row.get("rank") is not None and row["rank"] <= place and since <= row["at"] <= claim.made_at]
    return rows[-1] if rows else None


def _absent(measured: str, shares: tuple[float, float, float], best: int | None, gaps: bool, used: tuple[Finding, ...]) -> Outcome:
    """Said not to have been on the list: refuted where it was on it for a quarter of the time and among the first three."""
    share, low, high = shares
    if share == 0 and high == 0 and not gaps:
        return Outcome(Verdict.SUPPORTED, f"{measured}.", used=used)
    if low >= HALF / 2 and best is not None and best <= _PLAINLY:
        return Outcome(Verdict.CONTRADICTED, f"{measured}, at best in place {best}.", used=used)
    return Outcome(Verdict.NOT_MEASURABLE, f"{measured}: a platform's own list may differ.", "the platform's own list", used)


def _whole(measured: str, share: float, low: float, high: float, used: tuple[Finding, ...]) -> Outcome:
    if share >= WHOLE and low >= WHOLE / 2:
        return Outcome(Verdict.SUPPORTED, f"{measured}, which is all of it.", used=used)
    if high < WHOLE:
        return Outcome(Verdict.CONTRADICTED, f"{measured}, not in all of them.", used=used)
    return Outcome(
        Verdict.NOT_MEASURABLE, f"{measured} ({percent(low)} to {percent(high)}): all of it cannot be told from most of it.", used=used
    )


def _hours(claim: Claim, finding: Finding, measured: str) -> Outcome:
    """So many hours on the list: in one run they bear it out, in all they refute it."""
    k, gaps = finding.detail.get("k") or 10, finding.detail.get("intervals_without_posts") or 0
    times = [row["at"] for row in finding.series if row.get("rank") is not None and row["rank"] <= k]
    longest = run = 0
    for place, at in enumerate(times):
        run = run + 1 if place and at - times[place - 1] <= timedelta(hours=1) else 1
        longest = max(longest, run)
    wanted, total, used = claim.value or 0.0, len(times), (finding,)
    told = f"{measured}: {total} hours in all, at most {longest} on end"
    # An hour at each end is only partly filled.
    if claim.bound in ("under", "up_to"):
        if total <= wanted:
            return Outcome(Verdict.SUPPORTED, f"{told}.", used=used)
        verdict = Verdict.CONTRADICTED if longest > wanted + 2 else Verdict.NOT_MEASURABLE
        return Outcome(verdict, f"{told}, against {wanted:.0f}.", used=used)
    strict = claim.bound == "over"
    if (longest > wanted if strict else longest >= wanted - 1) or (total > wanted if strict else wanted <= total <= wanted + 1):
        return Outcome(Verdict.SUPPORTED, f"{told}.", used=used)
    # Without a day to count in, "for 48 hours" can mean from its first hour to its last, breaks and all.
    first, last = finding.detail.get("first_at"), finding.detail.get("last_at")
    spread = (
        (last - first) / timedelta(hours=1) if claim.from_at is None and isinstance(first, datetime) and isinstance(last, datetime) else 0.0
    )
    if max(total + gaps, spread) < wanted - 1:
        return Outcome(Verdict.CONTRADICTED, f"{told}, against {wanted:.0f}.", used=used)
    why = "with breaks" if total >= wanted else "so near that the first and last hour decide"
    return Outcome(Verdict.NOT_MEASURABLE, f"{told}, against {wanted:.0f}: {why}.", "whether breaks count", used)


def _since(finding: Finding, measured: str, since: datetime, zone: str) -> Outcome:
    """On the list since a time: it came onto it then and is on it most of the time after; nobody's list has no night."""
    first, last, used = finding.detail.get("first_at"), finding.detail.get("last_at"), (finding,)
    gaps = finding.detail.get("intervals_without_posts") or 0
    told = f"{measured}, first at {moment(first, zone)}"
    if isinstance(first, datetime) and first < since and float(finding.low or 0.0) >= HALF:
        return Outcome(Verdict.SUPPORTED, f"{told}.", used=used)
    if isinstance(first, datetime) and first >= since + timedelta(hours=FEWEST_INTERVALS) and not gaps:
        return Outcome(Verdict.CONTRADICTED, f"{told}, not since the time claimed.", used=used)
    tail = f" and last at {moment(last, zone)}" if isinstance(last, datetime) else ""
    return Outcome(Verdict.NOT_MEASURABLE, f"{told}{tail}: with breaks, or begun a little later.", "whether breaks count", used)
