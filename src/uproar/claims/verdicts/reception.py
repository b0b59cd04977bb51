"""Judge what was claimed of the reception by one side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from uproar.claims.claim import Claim, ClaimKind, Verdict
from uproar.claims.intervals import allowed, compare
from uproar.claims.verdicts.outcome import Outcome, moment, percent
from uproar.findings import Finding
from uproar.stats.intervals import share_interval

MIDDLE: Final = 0.5  # of the scale [0, 1]: a mean below it is a negative reception, one above it a positive one
# The record rarely holds every review that a site counts: a score is contradicted only from this far off.
MARGIN: Final = 0.05


def consistency(claim: Claim) -> Outcome | None:
    """Whether a grade lies above the best of its own scale ("84 out of 10"); None where it does not."""
    if claim.kind is ClaimKind.RECEPTION and claim.value is not None and claim.value > 1 and claim.unit == "score":
        scale = str(claim.attributes.get("scale") or "the scale")
        return Outcome(Verdict.INCONSISTENT, f'"{claim.text}": no grade is above the best of its scale, {scale}.')
    return None


def judge(claim: Claim, findings: Sequence[Finding], zone: str) -> Outcome:
    """A score against the score measured, or a side's tendency against the middle of the scale; all sides alike."""
    if claim.attributes["side"] == "either":
        return _either(claim, findings, zone)
    if claim.attributes.get("measure") == "unscaled":
        return Outcome(
            Verdict.NOT_MEASURABLE, "The text does not say of which scale this is a grade.", "the best grade of that scale", tuple(findings)
        )
    side = {"audience": "audience", "critics": "critic"}[claim.attributes["side"]]
    finding = next((each for each in findings if each.subject == side), None)
    if finding is None:
        return Outcome(Verdict.NOT_MEASURABLE, f"no {side} reviews were measured", f"dated {side} reviews")
    until = claim.to_at or claim.made_at
    if until is not None and finding.from_at is not None and finding.from_at >= until:
        reason = f"Every {side} review measured was given after {moment(until, zone)} ({zone})."
        return Outcome(Verdict.NOT_MEASURABLE, reason, f"{side} reviews from before the article", (finding,))
    of_side = [each for each in findings if each.subject == side]
    so_far = [each for each in of_side if claim.from_at is None or each.from_at is None or each.from_at < claim.from_at] or of_side
    that_day = [each for each in of_side if each not in so_far]
    outcome = _outcome(claim, so_far, side)
    if that_day and outcome.verdict is not Verdict.SUPPORTED:
        # Where one of the two readings bears the words out they are borne out, and only both together refute them.
        alone = _outcome(claim, that_day, side)
        outcome = alone if alone.verdict is not Verdict.CONTRADICTED else outcome
    platform = claim.attributes.get("platform")
    if not platform:
        return outcome
    reason = f"{outcome.reason} The record's reviews are not known to be from {platform}."
    # What is said of a site is of its own reviews: others can bear it out, and never refute it.
    doubtful = outcome.verdict is Verdict.CONTRADICTED
    return replace(outcome, verdict=Verdict.NOT_MEASURABLE if doubtful else outcome.verdict, reason=reason)


def _outcome(claim: Claim, findings: Sequence[Finding], side: str) -> Outcome:
    """One side's claim against what was given in one stretch of time."""
    if str(claim.attributes.get("measure", "")).startswith("share_"):
        return _part(claim, findings, side)
    if claim.value is None:
        return _tendency(claim, findings[0], side)
    outcomes = [_score(claim, finding, side) for finding in findings]
    best = next((one for one in outcomes if one.verdict is Verdict.SUPPORTED), None)
    return best or next((one for one in outcomes if one.verdict is not Verdict.CONTRADICTED), outcomes[0])


def _either(claim: Claim, findings: Sequence[Finding], zone: str) -> Outcome:
    """Reviews of which nobody says by whom: what both sides say alike, or the only side there is."""
    outcomes = {
        side: judge(replace(claim, attributes={**claim.attributes, "side": side}), findings, zone)
        for side, subject in (("audience", "audience"), ("critics", "critic"))
        if any(each.subject == subject for each in findings)
    }
    first = next(iter(outcomes.values()))
    if len({outcome.verdict for outcome in outcomes.values()}) == 1:
        return first
    told = " ".join(f"{side}: {outcome.reason}" for side, outcome in outcomes.items())
    supporting = any(outcome.verdict is Verdict.SUPPORTED for outcome in outcomes.values())
    why = "It holds of one side only." if supporting else "It cannot be told of both."
    return Outcome(
        Verdict.NOT_MEASURABLE, f"{why} {told}", "to know whose reviews are meant: the critics' or the audience's?", tuple(findings)
    )


def _part(claim: Claim, findings: Sequence[Finding], side: str) -> Outcome:
    """A share of reviews, over the marks from which a review may be called positive."""
    key = claim.attributes["measure"]
    if key == "share_positive":
        shares = [_share(each) for each in findings]
    else:
        shares = [
            (share, *share_interval(round(share * n), n))
            for each in findings
            for share, n in [(float(each.detail[key]), int(each.detail["reviews"]))]
        ]
    known = [(value, low, high) for value, low, high in shares if value is not None and low is not None and high is not None]
    if not known:
        return Outcome(Verdict.NOT_MEASURABLE, f"that share of the {side} reviews was not measured", used=tuple(findings))
    low, high = min(each[1] for each in known), max(each[2] for each in known)
    what = {"share_positive": "positive", "share_lowest": "at the lowest grade", "share_highest": "at the highest grade"}[key]
    told = f"{percent(low)} to {percent(high)} of the {side} reviews are {what}, against {percent(claim.value or 0.0)} claimed"
    words, used = allowed(claim), (findings[0],)
    # One mark under which the words hold is enough to bear them out: the writer's is not known.
    if any(compare(words, *each[1:])[0] is Verdict.SUPPORTED for each in known):
        return Outcome(Verdict.SUPPORTED, f"{told}.", used=used)
    if high < words.low - MARGIN or low > words.high + MARGIN:
        return Outcome(Verdict.CONTRADICTED, f"{told}.", used=used)
    return Outcome(Verdict.NOT_MEASURABLE, f"{told}: too near to tell.", "the reviews that the text counts", used)


def _score(claim: Claim, finding: Finding, side: str) -> Outcome:
    # A percentage may be a share of positive reviews or a mean grade: it is contradicted only where both exclude it.
    readings: list[tuple[str, float | None, float | None, float | None]] = [("mean", *_mean(finding))]
    if claim.attributes.get("measure") == "share":
        readings.insert(0, ("share of positive reviews", *_share(finding)))
    claimed = f"{percent(claim.value or 0.0)} of the scale claimed"
    told: list[str] = []
    verdicts: list[tuple[Verdict, float]] = []
    for name, value, low, high in readings:
        if value is None or low is None or high is None:
            continue
        what = f"the {side} {name} is {percent(value)} ({percent(low)} to {percent(high)})"
        verdict, miss = compare(allowed(claim), low, high)
        if verdict is Verdict.SUPPORTED:
            return Outcome(verdict, f"{what[:1].upper()}{what[1:]}, against {claimed}.", used=(finding,))
        told.append(what)
        verdicts.append((verdict, miss))
    if not told:
        return Outcome(Verdict.NOT_MEASURABLE, f"the {side} score was not measured", used=(finding,))
    what = " and ".join(told)
    what = what[:1].upper() + what[1:]
    if any(verdict is not Verdict.CONTRADICTED for verdict, _ in verdicts):
        return Outcome(Verdict.NOT_MEASURABLE, f"{what}, against {claimed}: too near, or too wide, to tell.", used=(finding,))
    if any(abs(miss) <= MARGIN for _, miss in verdicts):
        return Outcome(Verdict.NOT_MEASURABLE, f"{what}, near the {claimed}: the site may count other reviews.", used=(finding,))
    if len(verdicts) < len(readings):
        return Outcome(Verdict.NOT_MEASURABLE, f"{what}, against {claimed}; the share of positive reviews is not known.", used=(finding,))
    return Outcome(Verdict.CONTRADICTED, f"{what}, against {claimed}.", used=(finding,))


def _tendency(claim: Claim, finding: Finding, side: str) -> Outcome:
    value, low, high = _mean(finding)
    _, share_low, share_high = _share(finding)
    claimed = claim.attributes["reception"]
    what = f"The {side} mean is {percent(value)} of the scale ({percent(low)} to {percent(high)})"
    found = "negative" if high < MIDDLE else "positive" if low > MIDDLE else None
    if found is None:
        return Outcome(Verdict.NOT_MEASURABLE, f"{what}: it lies across the middle.", "more reviews", (finding,))
    # Where the share of positive reviews points plainly the other way, the words can be meant either way.
    other = (
        "negative"
        if share_high is not None and share_high < MIDDLE
        else "positive"
        if share_low is not None and share_low > MIDDLE
        else found
    )
    if other != found:
        return Outcome(Verdict.NOT_MEASURABLE, f"{what}, but the share of positive reviews is {other}.", used=(finding,))
    return Outcome(Verdict.SUPPORTED if found == claimed else Verdict.CONTRADICTED, f"{what}, which is {found}.", used=(finding,))


def _mean(finding: Finding) -> tuple[float, float, float]:
    value = float(finding.value)
    return value, value if finding.low is None else float(finding.low), value if finding.high is None else float(finding.high)


def _share(finding: Finding) -> tuple[float | None, float | None, float | None]:
    value = finding.detail.get("share_positive")
    low, high = finding.detail.get("share_positive_low", value), finding.detail.get("share_positive_high", value)
    value, low, high = (None if each is None else float(each) for each in (value, low, high))
    return value, low, high
