"""Verdicts on how far a term trended, on review bombing, comparisons, shares of reviews and dated events; which petition is meant."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any

import pytest

from uproar.case import Case, Event, Party, Petition, TitlePage
from uproar.claims.check import check
from uproar.claims.claim import Claim, ClaimKind
from uproar.claims.questions import petition_of
from uproar.findings import Finding

MONDAY = datetime(2026, 5, 4, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
TUESDAY, FRIDAY = MONDAY + DAY, MONDAY + 4 * DAY
CASE = Case(
    title="Lanterns", terms=("#SkipIt",), zone="UTC", released="2026-05-04T17:00", events=(Event("2026-05-05T21:00", "Harbour Studio makes a statement"),),
    parties=(Party("Harbour Studio", "studio"), Party("Brightline", "platform")), pages=(TitlePage("store"),),
    petitions=(Petition("lanterns-offline", "Let Lanterns burn offline", "pledgeboard.example"), Petition("refunds-now", "Refunds now", "voicewharf.example")),
)  # fmt: skip


def claim(kind: ClaimKind, subject: str = "it", *, timed: bool = True, **values: Any) -> Claim:
    attributes = MappingProxyType(values.pop("attributes", {}))
    at = {"from_at": MONDAY, "to_at": TUESDAY} if timed else {}
    return Claim(kind, "words", (0, 5), subject, attributes=attributes, **{**at, "made_at": FRIDAY, **values})


def ranked(hours: list[int], ranks: int = 1, gaps: int = 0) -> Finding:
    series = tuple({"at": MONDAY + hour * HOUR, "rank": ranks} for hour in hours)
    detail = {
        "k": 10, "intervals": 24, "best_rank": ranks if hours else None, "intervals_without_posts": gaps,
        "first_at": MONDAY + hours[0] * HOUR if hours else None, "last_at": MONDAY + (hours[-1] + 1) * HOUR if hours else None,
    }  # fmt: skip
    share = len(hours) / 24
    return Finding("posts.rank", "#skipit", share, "", FRIDAY, "", share, share + gaps / 24, MONDAY, TUESDAY, detail, series)


def trend(extent: str, **more: Any) -> Claim:
    attributes = {"extent": extent, **more.pop("attributes", {})}
    return claim(ClaimKind.TRENDING, "#SkipIt", attributes=attributes, **more)


EVENING, MOST = list(range(18, 24)), [*range(4), *range(8, 24)]
EXTENTS = [
    ("most of it", trend("most"), ranked(MOST), "supported"),
    ("a quarter is not most", trend("most"), ranked(EVENING), "contradicted"),
    ("six hours on end", trend("hours", value=6.0), ranked(EVENING), "supported"),
    ("ten hours in six", trend("hours", value=10.0), ranked(EVENING), "contradicted"),
    ("ten hours, but for gaps", trend("hours", value=10.0), ranked(EVENING, gaps=6), "not_measurable"),
    ("eighteen with a break", trend("hours", value=18.0), ranked(MOST), "not_measurable"),
    ("only two of six", trend("hours", value=2.0, bound="up_to"), ranked(EVENING), "contradicted"),
    ("first throughout", trend("first throughout"), ranked(list(range(24))), "supported"),
    ("fourth throughout", trend("first throughout"), ranked(list(range(24)), ranks=4), "contradicted"),
    ("top five throughout", trend("place throughout", attributes={"place": 5.0}), ranked(list(range(24)), ranks=4), "supported"),
    ("top five, but for a night", trend("place throughout", attributes={"place": 5.0}), ranked(MOST, ranks=4), "contradicted"),
    ("top three throughout", trend("place throughout", attributes={"place": 3.0}), ranked(list(range(24)), ranks=4), "contradicted"),
    ("top five", trend("place", attributes={"place": 5.0}), ranked(EVENING, ranks=4), "supported"),
    ("top three", trend("place", attributes={"place": 3.0}), ranked(EVENING, ranks=4), "contradicted"),
    ("since that morning", trend("plain", attributes={"since": MONDAY + 6 * HOUR}), ranked(MOST), "supported"),
    ("since long before", trend("plain", attributes={"since": MONDAY + 6 * HOUR}), ranked(EVENING), "contradicted"),
    ("elsewhere", trend("plain", attributes={"platform": "Murmurly"}), ranked(MOST), "not_measurable"),
    ("where the posts are from", trend("plain", attributes={"platform": "Brightline"}), ranked(MOST), "supported"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "finding", "verdict"), [row[1:] for row in EXTENTS], ids=[row[0] for row in EXTENTS])
def test_extent_against_the_hours_on_the_list(one: Claim, finding: Finding, verdict: str) -> None:
    """Most, so many hours, since, a place and first throughout are each judged by the term's own hours; another platform's list is none."""
    checked = check(one, [finding], case=CASE)
    assert str(checked.verdict) == verdict, checked.reason


def bombed(*windows: tuple[str, datetime, datetime], excess_low: float = 0.1) -> Finding:
    told = tuple(
        {
            "end": end,
            "from_at": start,
            "to_at": stop,
            "excess": 0.4,
            "excess_low": excess_low,
            "excess_high": 0.5,
            "reviews_in_window": 900,
            "against": "the cohort",
        }
        for end, start, stop in windows
    )
    value = 0.4 if told else "none"
    return Finding(
        "reviews.bombing", "audience", value, "", FRIDAY, "", from_at=MONDAY, to_at=FRIDAY, detail={"windows": told, "reviews": 900}
    )


@pytest.mark.parametrize(
    ("finding", "verdict", "words"),
    [
        (bombed(("low", MONDAY, TUESDAY)), "supported", "By whom and why cannot be told"),
        (bombed(("high", MONDAY, TUESDAY)), "not_measurable", "not downwards"),
        (bombed(("low", TUESDAY + DAY, FRIDAY)), "not_measurable", "not downwards in the time claimed"),
        (bombed(), "not_measurable", "do not depart"),
        (bombed(("low", MONDAY, TUESDAY), excess_low=0.002), "not_measurable", "It may be none"),
    ],
)
def test_an_alleged_intent_is_never_refuted(finding: Finding, verdict: str, words: str) -> None:
    """Grades that depart downwards in the time claimed bear out that they do, and nothing bears on who gave them or refutes it."""
    checked = check(claim(ClaimKind.REVIEW_BOMBING, attributes={"side": "audience"}), [finding], case=CASE)
    assert str(checked.verdict) == verdict
    assert words in checked.reason


def scored(side: str, mean: float, share: float, **detail: Any) -> Finding:
    shares = {"share_positive": share, "share_positive_low": share - 0.02, "share_positive_high": share + 0.02, "reviews": 400, **detail}
    return Finding("reviews.score", side, mean, "", FRIDAY, "", mean - 0.02, mean + 0.02, MONDAY, TUESDAY, shares)


SIDES = [scored("audience", 0.3, 0.28, share_lowest=0.5), scored("critic", 0.84, 0.95)]
COMPARED = [
    ("critics above", "critics", "above", None, "supported"),
    ("audience above", "audience", "above", None, "contradicted"),
    ("differ", "audience", "differ", None, "supported"),
    ("agree", "audience", "agree", None, "contradicted"),
    ("54 points apart", "critics", "above", 0.54, "supported"),
    ("67 by the shares", "critics", "above", 0.67, "supported"),
    ("20 points apart", "critics", "above", 0.2, "contradicted"),
    ("60 points apart", "critics", "above", 0.6, "not_measurable"),
]


@pytest.mark.parametrize(("first", "relation", "gap", "verdict"), [row[1:] for row in COMPARED], ids=[row[0] for row in COMPARED])
def test_sides_are_compared_with_their_intervals(first: str, relation: str, gap: float | None, verdict: str) -> None:
    """The side said to be above must be, and a gap is refuted only where means and shares both exclude it."""
    second = "audience" if first == "critics" else "critics"
    attributes = {"of": "sides", "first": first, "second": second, "relation": relation}
    checked = check(claim(ClaimKind.COMPARISON, value=gap, low=gap, high=gap, attributes=attributes), SIDES, case=CASE)
    assert str(checked.verdict) == verdict, checked.reason


def test_a_gap_must_be_the_difference_of_its_scores() -> None:
    """84 and 30 are 54 apart: another number is inconsistent without data, rounding apart."""
    attributes = {"of": "sides", "first": "critics", "second": "audience", "relation": "differ", "scores": (0.84, 0.30)}
    for gap, verdict in ((0.70, "inconsistent"), (0.54, "not_measurable"), (0.55, "not_measurable")):
        assert str(check(claim(ClaimKind.COMPARISON, value=gap, low=gap, high=gap, attributes=attributes), []).verdict) == verdict


SHARES = [
    ("audience", "share_positive", 0.28, "supported"),
    ("audience", "share_positive", 0.31, "not_measurable"),
    ("audience", "share_positive", 0.60, "contradicted"),
    ("audience", "share_lowest", 0.50, "supported"),
    ("audience", "share_lowest", 0.20, "contradicted"),
    ("either", "share_positive", 0.28, "not_measurable"),
    ("either", "share_positive", 0.60, "contradicted"),
]


@pytest.mark.parametrize(("side", "measure", "value", "verdict"), SHARES)
def test_a_share_of_reviews_is_no_mean(side: str, measure: str, value: float, verdict: str) -> None:
    """A share is held against the share that it names; of reviews that nobody is named for, only what both sides exclude is refuted."""
    attributes = {"side": side, "reception": "negative", "measure": measure}
    one = claim(ClaimKind.RECEPTION, side, value=value, low=value - 0.005, high=value + 0.005, unit="share", attributes=attributes)
    checked = check(one, SIDES, case=CASE)
    assert str(checked.verdict) == verdict, checked.reason
    assert side != "either" or verdict == "contradicted" or "whose reviews" in checked.needs


def test_a_grade_above_its_scale_contradicts_itself() -> None:
    """84 out of 10 is inconsistent without data."""
    one = claim(
        ClaimKind.RECEPTION,
        "critics",
        value=8.4,
        low=8.4,
        high=8.4,
        unit="score",
        attributes={"side": "critics", "reception": "positive", "scale": "out of 10"},
    )
    assert str(check(one, []).verdict) == "inconsistent"


def event(what: str, start: datetime, end: datetime, **more: Any) -> Claim:
    return claim(
        ClaimKind.EVENT_DATED,
        more.pop("subject", "it"),
        timed=False,
        from_at=start,
        to_at=end,
        attributes={"event": what, **more.pop("attributes", {})},
        **more,
    )


OPENED = Finding(
    "petition.signature_count", "lanterns-offline", 500, "", FRIDAY, "",
    series=tuple({"at": TUESDAY + hour * HOUR, "signatures": 100 * hour} for hour in range(6)),
)  # fmt: skip
EVENTS = [
    ("release", event("release", MONDAY, TUESDAY), "supported"),
    ("release of another day", event("release", TUESDAY + DAY, TUESDAY + 2 * DAY), "contradicted"),
    ("release elsewhere", event("release", TUESDAY + DAY, TUESDAY + 2 * DAY, attributes={"where": True}), "not_measurable"),
    ("release an hour off", event("release", MONDAY + 18 * HOUR, TUESDAY), "not_measurable"),
    ("statement", event("statement", TUESDAY, TUESDAY + DAY), "supported"),
    ("statement of another day", event("statement", FRIDAY, FRIDAY + DAY), "not_measurable"),
    ("apology", event("apology", TUESDAY, TUESDAY + DAY), "not_measurable"),
    ("petition", event("petition", TUESDAY, TUESDAY + DAY, attributes={"told": "lanterns-offline"}), "supported"),
    ("petition later", event("petition", FRIDAY, FRIDAY + DAY, attributes={"told": "lanterns-offline"}), "contradicted"),
    ("petition long before", event("petition", MONDAY - DAY, MONDAY, attributes={"told": "lanterns-offline"}), "contradicted"),
    ("petition, which one", event("petition", FRIDAY, FRIDAY + DAY), "not_measurable"),
    ("wrong weekday", event("release", MONDAY, TUESDAY, time_text="Friday, 4 May"), "inconsistent"),
    ("right weekday", event("release", MONDAY, TUESDAY, time_text="Monday, 4 May"), "supported"),
]


@pytest.mark.parametrize(("one", "verdict"), [row[1:] for row in EVENTS], ids=[row[0] for row in EVENTS])
def test_events_against_the_case_and_the_first_signature(one: Claim, verdict: str) -> None:
    """A release is held against the case's date, a petition's start against its first signature; a statement that no list has is in doubt."""
    checked = check(one, [OPENED], case=CASE)
    assert str(checked.verdict) == verdict, checked.reason


MEANT = [
    ({"told": "https://pledgeboard.example/p/lanterns-offline"}, "lanterns-offline"),
    ({"told": "let lanterns burn offline"}, "lanterns-offline"),
    ({"platform": "Voicewharf"}, "refunds-now"),
    ({"purpose": "refunds for every buyer"}, "refunds-now"),
    ({}, None),
    ({"other_petition": True, "platform": "Voicewharf"}, None),
    ({"platform": "Change.org"}, None),
    ({"named": "Gullwing Racing"}, None),
]


@pytest.mark.parametrize(("attributes", "petition"), MEANT)
def test_of_several_petitions_none_is_guessed(attributes: dict[str, Any], petition: str | None) -> None:
    """An address, a title, a site or a purpose tells which petition is meant; without one the needs name those to choose from."""
    found, needs = petition_of(claim(ClaimKind.PETITION_COUNT, "the petition", attributes=attributes), CASE)
    assert (found.id if found else None) == petition
    assert petition or "lanterns-offline" in needs


def test_the_studio_is_the_party_of_that_role() -> None:
    """Words of "the studio" are carried by an article that gives them to the only studio of the case."""
    attributes = {"speaker": "the studio", "wording": ("We hear our players, all of them",)}
    quote = Finding(
        "press.quote",
        "x",
        "We hear our players, all of them",
        "words",
        FRIDAY,
        "",
        from_at=MONDAY,
        detail={"speaker": "Harbour Studio", "outlet": "Times"},
    )
    assert str(check(claim(ClaimKind.STATEMENT, attributes=attributes), [quote], case=CASE).verdict) == "supported"
