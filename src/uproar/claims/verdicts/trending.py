"""Judge what was claimed of a term's trending."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from uproar.claims.claim import Claim, Verdict
from uproar.claims.verdicts.outcome import Outcome, percent, stretch
from uproar.findings import Finding

# "All day" leaves an hour of twenty-four to the writer (1/24 is 4%): in the list for 95% of the intervals is the whole.
WHOLE: Final = 0.95
# With fewer intervals than half a day of hours, never having been in the list says little.
FEWEST_INTERVALS: Final = 12


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
    period = claim.from_at is not None and claim.to_at is not None
    if extent != "plain" and not period:
        reason = f"{measured}; the text gives no period with a beginning and an end to judge it over."
        return Outcome(Verdict.NOT_MEASURABLE, reason, "the period in which it is said to have trended", used)
    intervals, best = detail.get("intervals"), detail.get("best_rank")
    gaps = detail.get("intervals_without_posts") or 0
    enough = not isinstance(intervals, int) or intervals >= FEWEST_INTERVALS
    if share == 0 and high == 0 and enough and period and not gaps:
        return Outcome(Verdict.CONTRADICTED, f"{measured}.", used=used)
    if share == 0:
        why = "these are too few, or have gaps" if period else "the text gives no period that they would fill"
        return Outcome(Verdict.NOT_MEASURABLE, f"{measured}, and {why}.", used=used)
    if high > 0 and low == 0 and extent == "plain":
        return Outcome(Verdict.NOT_MEASURABLE, f"{measured}, but only where it shares the last place.", used=used)
    if extent == "entirety":
        if share >= WHOLE and low >= WHOLE / 2:
            return Outcome(Verdict.SUPPORTED, f"{measured}, which is all of it.", used=used)
        if high < WHOLE:
            return Outcome(Verdict.CONTRADICTED, f"{measured}, not in all of them.", used=used)
        return Outcome(
            Verdict.NOT_MEASURABLE, f"{measured} ({percent(low)} to {percent(high)}): all of it cannot be told from most of it.", used=used
        )
    if extent == "number one":
        if best == 1:
            return Outcome(Verdict.SUPPORTED, f"{measured}, at best first.", used=used)
        if isinstance(best, int) and not gaps:
            return Outcome(Verdict.CONTRADICTED, f"{measured}, at best in place {best}.", used=used)
        why = f"at best in place {best}, but {gaps} intervals hold no post" if isinstance(best, int) else "its best place is not known"
        return Outcome(Verdict.NOT_MEASURABLE, f"{measured}; {why}.", "posts of the whole period", used)
    return Outcome(Verdict.SUPPORTED, f"{measured}.", used=used)
