"""Judge what was claimed of review bombing: whether the grades depart; who gave them and why no record of grades can tell."""

from __future__ import annotations

from collections.abc import Sequence

from uproar.claims.claim import Claim, Verdict
from uproar.claims.verdicts.outcome import Outcome, moment, percent
from uproar.findings import Finding
from uproar.instruments.reviews.bombing import LEAST_EXCESS

_UNTOLD = "By whom and why cannot be told."


def judge(claim: Claim, findings: Sequence[Finding], zone: str) -> Outcome:
    """Supported where grades depart downwards in the time claimed; never contradicted, because grades that do not depart show no intent either way."""
    windows = [
        (window, finding)
        for finding in findings
        for window in finding.detail.get("windows", ())
        if window["end"] == "low" and _touches(claim, window)
    ]
    platform = claim.attributes.get("platform")
    where = f" The record's reviews are not known to be from {platform}." if platform else ""
    if windows:
        window, finding = max(windows, key=lambda pair: pair[0]["excess"] * pair[0]["reviews_in_window"])
        excess = f"{percent(window['excess'])} ({percent(window['excess_low'])} to {percent(window['excess_high'])})"
        earlier = claim.from_at is not None and window["from_at"] < claim.from_at
        reason = (
            f"The grades depart from {moment(window['from_at'], zone)} to {moment(window['to_at'], zone)} ({zone}) from what {window['against']} would give: "
            f"{excess} of {window['reviews_in_window']:,} reviews are excess at the lowest grade"
            f"{', which begins before the time claimed' if earlier else ''}. {_UNTOLD}{where}"
        )
        if window["excess_low"] < LEAST_EXCESS:
            return Outcome(Verdict.NOT_MEASURABLE, f"{reason} It may be none.", "more reviews, or more titles to judge them by", (finding,))
        return Outcome(Verdict.SUPPORTED, reason, used=(finding,))
    finding = findings[0]
    period = f"from {moment(finding.from_at, zone)} to {moment(finding.to_at, zone)} ({zone})"
    if finding.value == "none":
        reason = f"The grades of {finding.detail.get('reviews', 'the')} reviews {period} do not depart downwards. Intent is no matter of grades.{where}"
    else:
        reason = f"The grades depart {period}, but not downwards in the time claimed. {_UNTOLD}{where}"
    return Outcome(Verdict.NOT_MEASURABLE, reason, "reviews of that time, and a source for who gave them and why", tuple(findings))


def _touches(claim: Claim, window: dict[str, object]) -> bool:
    start, end = window["from_at"], window["to_at"]
    return not (claim.to_at is not None and start >= claim.to_at) and not (claim.from_at is not None and end < claim.from_at)  # type: ignore[operator]  # a finding's own times
