"""Verdicts: interval logic, rounding as people do it, and never a contradiction where there is doubt."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any

import pytest

from uproar.case import Case, Petition, TitlePage
from uproar.claims.check import check
from uproar.claims.claim import Claim, ClaimKind, Verdict
from uproar.claims.questions import questions
from uproar.findings import Finding, Unmeasured

AS_OF = datetime(2026, 5, 20, tzinfo=UTC)
MONDAY, TUESDAY = datetime(2026, 5, 4, tzinfo=UTC), datetime(2026, 5, 5, tzinfo=UTC)
DAY = timedelta(days=1)


def claim_of(kind: ClaimKind, subject: str = "the petition", *, timed: bool = True, **values: Any) -> Claim:
    attributes = MappingProxyType(values.pop("attributes", {}))
    at = {"from_at": MONDAY, "to_at": TUESDAY} if timed else {}
    return Claim(kind, "words", (0, 5), subject, attributes=attributes, **at, **values)


def finding_of(name: str, value: Any, low: float | None = None, high: float | None = None, subject: str = "x", **more: Any) -> Finding:
    return Finding(name, subject, value, "", AS_OF, "", low=low, high=high, **{"from_at": MONDAY, "to_at": TUESDAY, **more})


# claimed value, low, high, bound; measured low, high; verdict
COUNTS = [
    (600_000, 600_000, 700_000, "over", 604_112, 604_112, "supported"),
    (600_000, 550_000, 600_000, "nearly", 604_112, 604_112, "contradicted"),
    (600_000, 550_000, 600_000, "nearly", 591_000, 592_000, "supported"),
    (600_000, 550_000, 600_000, "nearly", 540_000, 541_000, "not_measurable"),
    (600_000, 550_000, 600_000, "nearly", 300_000, 301_000, "contradicted"),
    (600_000, 600_000, 700_000, "over", 950_000, 951_000, "supported"),
    (600_000, 600_000, 700_000, "over", 480_000, 500_000, "contradicted"),
    (600_000, 600_000, 700_000, "over", 400_000, 800_000, "not_measurable"),
    (600_000, 600_000, 700_000, "over", 598_000, 602_000, "supported"),
    (50_000, 47_500, 52_500, "exact", 51_200, 51_300, "supported"),
    (50_000, 47_500, 52_500, "exact", 80_000, 80_100, "contradicted"),
    (12_345, 12_345, 12_345, "exact", 12_300, 12_400, "supported"),
    (12_345, 12_345, 12_345, "exact", 9_000, 9_100, "contradicted"),
    (5_000, 4_500, 5_500, "about", 5_700, 5_700, "not_measurable"),
    (5_000, None, 5_000, "under", 4_200, 4_300, "supported"),
    (5_000, None, 5_000, "up_to", 6_200, 6_300, "contradicted"),
    (3_000, 3_000, None, "at_least", 3_000, 3_000, "supported"),
    (3_000, 3_000, 4_000, "over", 3_000, 3_000, "contradicted"),
]


@pytest.mark.parametrize(("value", "low", "high", "bound", "measured_low", "measured_high", "verdict"), COUNTS)
def test_count_against_readings(
    *, value: float, low: float | None, high: float | None, bound: str, measured_low: float, measured_high: float, verdict: str
) -> None:
    """A count holds where its words allow a measured value, and is contradicted only where they allow none."""
    claim = claim_of(ClaimKind.PETITION_COUNT, value=value, low=low, high=high, bound=bound)
    finding = finding_of("petition.signature_count", measured_high, measured_low, measured_high)
    assert check(claim, [finding]).verdict == verdict


def test_count_without_a_time_may_be_older_than_the_reading() -> None:
    """A lower number without a time is not contradicted by a later, higher reading; a higher one is, once the counter was read after the article."""
    finding = finding_of("petition.signature_count", 900_000, 900_000, 900_000, detail={"last_reading_at": TUESDAY})
    older = claim_of(ClaimKind.PETITION_COUNT, timed=False, value=12_345.0, made_at=MONDAY)
    assert check(older, [finding]).verdict is Verdict.NOT_MEASURABLE
    higher = claim_of(ClaimKind.PETITION_COUNT, timed=False, value=2_000_345.0, made_at=MONDAY)
    assert check(higher, [finding]).verdict is Verdict.CONTRADICTED


def test_moved_as_of_is_said() -> None:
    """A number that came true after the time claimed is contradicted with the moment since when it holds."""
    later = datetime(2026, 5, 6, 21, 40, tzinfo=UTC)
    series = ({"at": MONDAY, "count": 40_000}, {"at": later, "count": 51_000})
    finding = finding_of("petition.signature_count", 41_000, 40_000, 41_000, series=series)
    checked = check(claim_of(ClaimKind.PETITION_COUNT, value=50_000.0, low=50_000.0, high=60_000.0, bound="over"), [finding])
    assert checked.verdict is Verdict.CONTRADICTED
    assert "true since 2026-05-06 21:40" in checked.reason


def test_doubled_scale_word_is_inconsistent_with_both_numbers() -> None:
    """A scale word said twice contradicts the goal beside it, with no data, and the likeliest reading is named."""
    attributes = {"goal": 1_000_000.0, "intended": 604_000.0}
    checked = check(claim_of(ClaimKind.PETITION_COUNT, value=604_000_000.0, attributes=attributes), [])
    assert checked.verdict is Verdict.INCONSISTENT
    assert all(number in checked.reason for number in ("604,000,000", "1,000,000", "604,000"))


def test_count_above_its_goal_is_no_contradiction_in_itself() -> None:
    """Petitions pass their goals: 130,000 of 100,000 needs data."""
    checked = check(claim_of(ClaimKind.PETITION_COUNT, value=130_000.0, attributes={"goal": 100_000.0}), [])
    assert checked.verdict is Verdict.NOT_MEASURABLE
    assert "uproar load" in checked.needs


def test_reason_of_what_was_not_measured_is_passed_on() -> None:
    """An Unmeasured gives its reason and needs, whatever the kind."""
    missing = Unmeasured("reviews.score", "critic", "3 reviews are too few", "10 reviews", AS_OF)
    checked = check(claim_of(ClaimKind.RECEPTION, "critics", attributes={"side": "critics", "reception": "positive"}), [missing])
    assert (checked.verdict, checked.reason, checked.needs) == (Verdict.NOT_MEASURABLE, "3 reviews are too few", "10 reviews")


@pytest.mark.parametrize(
    ("kind", "measured", "verdict"),
    [
        ("explicit", 1_000_000, "supported"),
        ("automatic", 1_000_000, "supported"),
        ("explicit", 500_000, "contradicted"),
        ("automatic", 500_000, "not_measurable"),
        ("unknown", 500_000, "not_measurable"),
    ],
)
def test_goal_that_moves_by_itself_contradicts_nothing(kind: str, measured: float, verdict: str) -> None:
    """Only a goal set by hand can contradict a goal claimed."""
    finding = finding_of("petition.goal", measured, detail={"kind": kind})
    assert check(claim_of(ClaimKind.PETITION_GOAL, value=1_000_000.0), [finding]).verdict == verdict


# extent; share, low, high; best rank; verdict
TRENDS = [
    ("entirety", 1.0, 1.0, 1.0, 1, "supported"),
    ("entirety", 0.54, 0.5, 0.58, 1, "contradicted"),
    ("entirety", 0.9, 0.8, 0.97, 1, "not_measurable"),
    ("plain", 0.1, 0.1, 0.1, 4, "supported"),
    ("plain", 0.0, 0.0, 0.0, None, "contradicted"),
    ("number one", 0.5, 0.5, 0.5, 1, "supported"),
    ("number one", 0.5, 0.5, 0.5, 3, "contradicted"),
]


@pytest.mark.parametrize(("extent", "share", "low", "high", "best", "verdict"), TRENDS)
def test_trending_against_the_share_of_the_period(
    *, extent: str, share: float, low: float, high: float, best: int | None, verdict: str
) -> None:
    """The whole of a day needs 95% of its intervals, number one the first rank, plain trending any interval."""
    finding = finding_of(
        "posts.rank", share, low, high, detail={"k": 10, "intervals": 24, "intervals_in": round(24 * share), "best_rank": best}
    )
    claim = claim_of(ClaimKind.TRENDING, "#SkipIt", attributes={"extent": extent})
    checked = check(claim, [finding])
    assert checked.verdict == verdict
    assert f"{100 * share:.0f}%" in checked.reason


def test_gaps_leave_trending_open() -> None:
    """A day without the term, but with gaps in the collection, contradicts nothing."""
    finding = finding_of("posts.rank", 0.0, 0.0, 0.6, detail={"k": 10, "intervals": 24, "intervals_in": 0})
    assert check(claim_of(ClaimKind.TRENDING, "#SkipIt", attributes={"extent": "plain"}), [finding]).verdict is Verdict.NOT_MEASURABLE


def test_never_trending_in_few_intervals_is_doubtful() -> None:
    """Three intervals without the term do not contradict that it trended."""
    finding = finding_of("posts.rank", 0.0, 0.0, 0.0, detail={"k": 10, "intervals": 3, "intervals_in": 0})
    assert check(claim_of(ClaimKind.TRENDING, "#SkipIt", attributes={"extent": "plain"}), [finding]).verdict is Verdict.NOT_MEASURABLE


@pytest.mark.parametrize(("low", "high", "against"), [(0.1, 0.3, "positive"), (0.7, 0.9, "negative")])
@pytest.mark.parametrize(("side", "subject"), [("audience", "audience"), ("critics", "critic")])
def test_reception_is_judged_alike_on_both_sides(side: str, subject: str, low: float, high: float, against: str) -> None:
    """A mean wholly on one side of the middle contradicts the other reception and supports its own, for audience and critics alike."""
    finding = finding_of("reviews.score", (low + high) / 2, low, high, subject)
    for reception in ("positive", "negative"):
        checked = check(claim_of(ClaimKind.RECEPTION, side, attributes={"side": side, "reception": reception}), [finding])
        assert checked.verdict is (Verdict.CONTRADICTED if reception == against else Verdict.SUPPORTED)


def test_reception_across_the_middle_is_not_judged() -> None:
    """A mean whose interval holds the middle, or that the share of positive reviews opposes, settles nothing."""
    claim = claim_of(ClaimKind.RECEPTION, "critics", attributes={"side": "critics", "reception": "positive"})
    across = finding_of("reviews.score", 0.5, 0.45, 0.55, "critic")
    opposed = finding_of(
        "reviews.score", 0.56, 0.53, 0.6, "critic", detail={"share_positive": 0.3, "share_positive_low": 0.2, "share_positive_high": 0.4}
    )
    assert check(claim, [across]).verdict is Verdict.NOT_MEASURABLE
    assert check(claim, [opposed]).verdict is Verdict.NOT_MEASURABLE


@pytest.mark.parametrize(("claimed", "verdict"), [(0.34, "supported"), (0.30, "not_measurable"), (0.9, "contradicted")])
def test_score_claimed_against_score_measured(claimed: float, verdict: str) -> None:
    """A score near the measured one is in doubt, one far off is contradicted."""
    claim = claim_of(
        ClaimKind.RECEPTION, "audience", value=claimed, low=claimed - 0.005, high=claimed + 0.005,
        attributes={"side": "audience", "reception": "negative", "measure": "mean"},
    )  # fmt: skip
    assert check(claim, [finding_of("reviews.score", 0.34, 0.33, 0.35, "audience")]).verdict == verdict


def change(field: str, first: datetime, last: datetime) -> Finding:
    return finding_of("pages.change", field, detail={"field": field, "before": "a", "after": "b"}, from_at=first, to_at=last)


def test_every_field_claimed_must_have_changed_in_its_time() -> None:
    """All fields seen support, one missing does not, and a change at another time neither supports nor contradicts."""
    both = claim_of(ClaimKind.PAGE_CHANGED, "page", attributes={"fields": ("picture", "description")})
    early, late = datetime(2026, 5, 1, tzinfo=UTC), datetime(2026, 5, 9, tzinfo=UTC)
    noon = datetime(2026, 5, 4, 12, tzinfo=UTC)
    assert check(both, [change("picture", noon - DAY, noon), change("description", noon, noon + DAY)]).verdict is Verdict.SUPPORTED
    assert check(both, [change("picture", early, TUESDAY)]).verdict is Verdict.NOT_MEASURABLE
    assert check(both, [change("picture", TUESDAY, late), change("description", TUESDAY, late)]).verdict is Verdict.NOT_MEASURABLE
    some = claim_of(ClaimKind.PAGE_CHANGED, "page", attributes={"fields": ()})
    assert check(some, [change("title", MONDAY, noon)]).verdict is Verdict.SUPPORTED


def test_no_change_contradicts_only_where_snapshots_span_the_time() -> None:
    """Snapshots without a change contradict a claim whose whole time lies between them, and no other."""
    claim = claim_of(ClaimKind.PAGE_CHANGED, "page", attributes={"fields": ("picture",)})
    early, late = datetime(2026, 5, 1, tzinfo=UTC), datetime(2026, 5, 9, tzinfo=UTC)
    watched = {"watched_from": early, "watched_to": late, "always_read": ("picture", "title"), "readings": 5}
    spanning = finding_of("pages.change", "none", from_at=early, to_at=late, detail=watched)
    assert check(claim, [spanning]).verdict is Verdict.CONTRADICTED
    assert check(claim, [finding_of("pages.change", "none", from_at=TUESDAY, to_at=late)]).verdict is Verdict.NOT_MEASURABLE
    other = finding_of(
        "pages.change", "title", from_at=MONDAY, to_at=TUESDAY, detail={"field": "title", "before": "a", "after": "b", **watched}
    )
    assert check(claim, [other]).verdict is Verdict.CONTRADICTED
    unread = {**watched, "always_read": ("title",)}
    assert check(claim, [finding_of("pages.change", "none", from_at=early, to_at=late, detail=unread)]).verdict is Verdict.NOT_MEASURABLE
    undated = claim_of(ClaimKind.PAGE_CHANGED, "page", timed=False, attributes={"fields": ("picture",)})
    assert check(undated, [spanning]).verdict is Verdict.NOT_MEASURABLE


def test_statement_is_supported_by_the_same_words_from_the_same_speaker() -> None:
    """Marks, case and the role beside a name do not matter; another speaker or other words support nothing."""
    claim = claim_of(
        ClaimKind.STATEMENT, "Harbour Studio", attributes={"speaker": "Harbour Studio", "wording": ("We hear our players, all of them,",)}
    )
    quote = lambda words, speaker: finding_of("press.quote", words, detail={"speaker": speaker, "outlet": "Harbour Times"})
    assert check(claim, [quote("We hear our players — all of them", "a Harbour Studio spokesperson")]).verdict is Verdict.SUPPORTED
    assert check(claim, [quote("We hear our players, all of them", "Ida Holm")]).verdict is Verdict.NOT_MEASURABLE
    altered = check(claim, [quote("We hear our players, most of them", "Harbour Studio")])
    assert altered.verdict is Verdict.NOT_MEASURABLE
    assert "another wording" in altered.reason
    assert check(claim, [quote("Nothing to see here today", "Harbour Studio")]).reason == "no other article in the case carries these words"


CASE = Case(
    title="Lanterns",
    terms=("#SkipIt",),
    zone="Europe/London",
    petitions=(Petition("recall", "Recall Lanterns", "Change.org"),),
    pages=(TitlePage("store"),),
)


@pytest.mark.parametrize(
    ("claim", "measurement", "subject"),
    [
        (claim_of(ClaimKind.PETITION_COUNT), "petition.signature_count", "recall"),
        (claim_of(ClaimKind.PETITION_GOAL), "petition.goal", "recall"),
        (claim_of(ClaimKind.TRENDING, "#skipit"), "posts.rank", "#SkipIt"),
        (claim_of(ClaimKind.RECEPTION, attributes={"side": "critics"}), "reviews.score", "critic"),
        (claim_of(ClaimKind.PAGE_CHANGED), "pages.change", "store"),
        (claim_of(ClaimKind.STATEMENT), "press.quote", None),
    ],
)
def test_each_kind_asks_its_measurement(claim: Claim, measurement: str, subject: str | None) -> None:
    """Every kind asks one measurement about the case's own subject, in the case's zone, as of the moment given."""
    (question,) = questions(claim, CASE, AS_OF)
    assert (question.measurement, question.ask.subject, question.ask.zone, question.ask.as_of) == (
        measurement,
        subject,
        "Europe/London",
        AS_OF,
    )
    assert questions(claim, None, AS_OF) == []


def test_petition_on_another_site_is_not_the_one_watched() -> None:
    """A claim that names another site than the case's petition asks nothing and says what is watched."""
    claim = claim_of(ClaimKind.PETITION_COUNT, value=5_000.0, attributes={"platform": "Avaaz"})
    assert questions(claim, CASE, AS_OF) == []
    assert "Avaaz" in check(claim, [], case=CASE).needs


def test_one_of_several_petitions_is_never_guessed() -> None:
    """Two petitions without a name in the text give no question, and the needs name both; a name settles it."""
    case = Case(petitions=(Petition("recall", "Recall Lanterns"), Petition("refund", "Refund Lanterns")))
    claim = claim_of(ClaimKind.PETITION_COUNT, value=5_000.0)
    assert questions(claim, case, AS_OF) == []
    needs = check(claim, [], case=case).needs
    assert "recall" in needs
    assert "refund" in needs
    assert questions(claim_of(ClaimKind.PETITION_COUNT, "the refund lanterns petition"), case, AS_OF)[0].ask.subject == "refund"


def test_an_open_upper_bound_contradicts_no_larger_number() -> None:
    """A counter that nobody read again may have passed the number claimed: that is not measurable, never contradicted."""
    claim = claim_of(ClaimKind.PETITION_COUNT, value=61_000.0, low=61_000.0, high=62_000.0, bound="over")
    checked = check(claim, [finding_of("petition.signature_count", 58_036, low=58_036, high=None)])
    assert checked.verdict is Verdict.NOT_MEASURABLE
    assert "at least 58,036" in checked.reason
