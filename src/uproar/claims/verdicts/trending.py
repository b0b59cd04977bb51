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
    used = (finding,)
    intervals = detail.get("intervals")
    best = detail.get("best_rank")
    enough = not isinstance(intervals, int) or intervals >= FEWEST_INTERVALS
    if share == 0 and high == 0 and enough:
        return Outcome(Verdict.CONTRADICTED, f"{measured}.", used=used)
    if share == 0:
        return Outcome(Verdict.NOT_MEASURABLE, f"{measured}, and these are too few, or have gaps.", used=used)
    if high > 0 and low == 0 and claim.attributes.get("extent", "plain") == "plain":
        return Outcome(Verdict.NOT_MEASURABLE, f"{measured}, but only where it shares the last place.", used=used)
    extent = claim.attributes.get("extent", "plain")
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
        if isinstance(best, int):
            return Outcome(Verdict.CONTRADICTED, f"{measured}, at best in place {best}.", used=used)
        return Outcome(Verdict.NOT_MEASURABLE, f"{measured}; its best place is not known.", used=used)
    return Outcome(Verdict.SUPPORTED, f"{measured}.", used=used)
