"""The judging functions of the reviews instrument on plain rows, and their reductions on small stores."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests import samples
from uproar.findings import Ask, Finding, Measurement, Unmeasured
from uproar.instruments.reviews import divergence, polarisation, score
from uproar.instruments.reviews.sites import SITES
from uproar.instruments.run import measure
from uproar.records import Kind
from uproar.store import Store

AS_OF = datetime(2026, 4, 30, tzinfo=UTC)
LAUNCH = datetime(2026, 4, 20, 12, tzinfo=UTC)


class Reviews:
    """A store of a few reviews, asked about through the whole measurement."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.store = Store(folder)
        self.count = 0

    def add(
        self,
        side: str,
        ratings: Sequence[float],
        best: float = 10,
        worst: float = 0,
        at: datetime = LAUNCH,
        apart: timedelta = timedelta(),
        **other: Any,
    ) -> "Reviews":
        """Store one review a rating, so far apart in time."""
        rows = [
            {
                "id": self.count + k, "at": at + k * apart, "side": side, "author": f"{side}{self.count + k}", "rating_value": rating, "worst_rating": worst,
                "best_rating": best, "score": (rating - worst) / (best - worst), **other,
            }
            for k, rating in enumerate(ratings)
        ]  # fmt: skip
        self.count += len(rows)
        self.store.append(Kind.REVIEW, samples.table(Kind.REVIEW, rows), samples.KEY)
        return self

    def ask(self, what: Measurement, side: str = "audience", **ask: Any) -> Finding | Unmeasured:
        """The one result."""
        (result,) = measure(self.store, what, Ask(AS_OF, subject=side, **ask))
        return result

    def found(self, what: Measurement, side: str = "audience", **ask: Any) -> Finding:
        """The one finding."""
        result = self.ask(what, side, **ask)
        assert isinstance(result, Finding), result
        assert result.low is not None
        assert result.high is not None
        assert result.low <= result.value <= result.high
        return result


@pytest.fixture
def reviews(tmp_path: Path) -> Reviews:
    """An empty store."""
    return Reviews(tmp_path / "store")


def test_the_mean_is_of_all_reviews_and_not_of_quarter_hours(reviews: Reviews) -> None:
    """Nine reviews of 10 and one of 0 make .9, however they fall into quarter hours."""
    found = reviews.add("audience", [10] * 9).add("audience", [0], at=LAUNCH + timedelta(days=1)).found(score.MEASUREMENT)
    assert found.value == pytest.approx(0.9)
    assert found.detail["share_positive"] == 0.9
    assert (found.detail["share_lowest"], found.detail["share_highest"]) == (0.1, 0.9)


def test_each_day_has_its_mean_and_the_score_as_it_stood_that_evening(reviews: Reviews) -> None:
    """A day's mean is of that day alone, and the score so far of every day up to it, the last one's being the whole's."""
    reviews.add("audience", [10] * 6).add("audience", [0] * 3, at=LAUNCH + timedelta(days=1)).add(
        "audience", [5] * 3, at=LAUNCH + timedelta(days=4)
    )
    found = reviews.found(score.MEASUREMENT)
    assert [(row["reviews"], row["mean"]) for row in found.series] == [(6, 1.0), (3, 0.0), (3, 0.5)]
    assert [row["score_so_far"] for row in found.series] == pytest.approx([1.0, 6 / 9, 7.5 / 12])
    assert found.series[-1]["score_so_far_low"] == found.low
    assert all(row["mean_low"] <= row["mean"] <= row["mean_high"] for row in found.series)
    early = measure(reviews.store, score.MEASUREMENT, Ask(LAUNCH + timedelta(days=2), subject="audience"))[0]
    assert early.value == pytest.approx(found.series[1]["score_so_far"])


@pytest.mark.parametrize(("month", "hours"), [(3, 23), (10, 25)])
def test_a_day_of_23_or_25_hours_is_one_day(reviews: Reviews, month: int, hours: int) -> None:
    """A review every quarter hour of Berlin's day of changing clocks, and one before and after it, fall on three days."""
    start = datetime(2025, 3, 29, 23, tzinfo=UTC) if month == 3 else datetime(2025, 10, 25, 22, tzinfo=UTC)
    reviews.add("critic", [7] * (4 * hours + 2), at=start - timedelta(minutes=15), apart=timedelta(minutes=15))
    found = reviews.found(score.MEASUREMENT, "critic", zone="Europe/Berlin")
    assert [row["reviews"] for row in found.series] == [1, 4 * hours, 1]
    assert [row["at"].hour for row in found.series] == [0, 0, 0]


def test_reviews_of_one_minute_are_measured(reviews: Reviews) -> None:
    """Sixty reviews within one minute are one day of sixty reviews."""
    found = reviews.add("audience", [k % 11 for k in range(60)], apart=timedelta(seconds=1)).found(score.MEASUREMENT)
    assert [row["reviews"] for row in found.series] == [60]
    assert found.to_at - found.from_at == timedelta(seconds=59)


@pytest.mark.parametrize("n", [0, 1, 4])
def test_too_few_reviews_are_counted_in_the_reason(reviews: Reviews, n: int) -> None:
    """Under five reviews there is no score, and the reason counts them; one review breaks nothing."""
    thin = reviews.add("critic", [8] * n).ask(score.MEASUREMENT, "critic")
    assert isinstance(thin, Unmeasured)
    assert {0: "no review", 1: "only 1 review ", 4: "only 4 reviews"}[n] in thin.reason


def test_reviews_of_several_works_have_no_common_score(reviews: Reviews) -> None:
    """Where the reviews name two works, the reason names them, and no number is given."""
    for side in ("audience", "critic"):
        reviews.add(side, [5] * 20, subject="Tidewater").add(side, [9] * 20, subject="Ebb")
    for what in (score.MEASUREMENT, polarisation.MEASUREMENT, divergence.MEASUREMENT):
        refused = reviews.ask(what)
        assert isinstance(refused, Unmeasured)
        assert "Ebb, Tidewater" in refused.reason


def test_five_equal_grades_are_not_a_certainty(reviews: Reviews) -> None:
    """Five critics who all give 8 of 10 leave the mean an interval: agreement of a few is not knowledge."""
    found = reviews.add("critic", [8] * 5).found(score.MEASUREMENT, "critic")
    assert found.low < 0.75
    assert found.high > 0.85


def test_a_site_draws_its_own_line(reviews: Reviews) -> None:
    """Rotten Tomatoes calls 3 stars of 5 fresh from a critic and not positive from the audience; 3.5 stars are positive, on a scale from half a star too."""
    for side in ("critic", "audience"):
        reviews.add(side, [3] * 5, best=5, worst=0.5).add(side, [3.5] * 5, best=5, worst=0.5)
    shares = {side: reviews.found(score.MEASUREMENT, side, settings={"site": "rotten_tomatoes"}).detail for side in ("critic", "audience")}
    assert (shares["critic"]["site_shown"], shares["audience"]["site_shown"]) == ("100%", "50%")
    assert (shares["audience"]["site_score"], shares["audience"]["positive_at"]) == (0.5, 0.7)
    own = reviews.found(score.MEASUREMENT, "audience", settings={"site": "rotten_tomatoes", "positive_at": 0.6})
    assert own.detail["share_positive"] == 1.0


@pytest.mark.parametrize(
    ("up", "down", "shown"),
    [
        (96, 4, "Very Positive (96%)"), (480, 20, "Overwhelmingly Positive (96%)"), (9, 1, "Positive (90%)"), (35, 15, "Mostly Positive (70%)"),
        (20, 30, "Mixed (40%)"), (3, 9, "Mostly Negative (25%)"), (1, 9, "Negative (10%)"), (5, 95, "Very Negative (5%)"),
        (50, 450, "Overwhelmingly Negative (10%)"), (5, 4, None),
    ],
)  # fmt: skip
def test_steams_words_go_by_share_and_number(reviews: Reviews, up: int, down: int, shown: str | None) -> None:
    """Steam's word depends on the share of thumbs up and on how many there are; under ten it shows none."""
    found = reviews.add("audience", [1] * up + [0] * down, best=1).found(score.MEASUREMENT, settings={"site": "steam"})
    assert found.detail["site_shown"] == shown
    assert any("from 10 reviews on" in note for note in found.notes) == (shown is None)


def test_metacritic_shows_means_on_its_two_scales(reviews: Reviews) -> None:
    """Critics' mean is shown of 100, the audience's of 10 with a decimal, and a note says that the weights are not known."""
    reviews.add("critic", [90, 95, 80, 85, 91], best=100).add("audience", [0, 0, 10, 4, 8])
    critic, audience = (reviews.found(score.MEASUREMENT, side, settings={"site": "metacritic"}) for side in ("critic", "audience"))
    assert (critic.detail["site_shown"], audience.detail["site_shown"]) == ("88", "4.4")
    assert (critic.detail["site_score_low"], critic.detail["site_score_high"]) == (critic.low, critic.high)
    assert any("weights" in note for note in critic.notes)


def test_a_shrunken_mean_lies_between_the_mean_and_the_prior(reviews: Reviews) -> None:
    """(v R + m C) / (v + m) with v = 30 tens, m = 10 and C = .5 is .875, in the score of every day too."""
    reviews.add("audience", [10] * 10).add("audience", [10] * 20, at=LAUNCH + timedelta(days=1))
    found = reviews.found(score.MEASUREMENT, settings={"site": "imdb", "prior_reviews": 10.0, "prior_mean": 0.5})
    assert found.detail["site_score"] == pytest.approx(0.875)
    assert [row["score_so_far"] for row in found.series] == pytest.approx([0.75, 0.875])
    assert found.value == 1.0
    assert reviews.found(score.MEASUREMENT, settings={"site": "imdb"}).detail["site_score"] == pytest.approx((30 + 25_000 * 2 / 3) / 25_030)


def test_every_site_of_the_table_can_be_asked(reviews: Reviews) -> None:
    """Each site and side of the table gives a score within its interval; a side that a site does not score keeps its mean and says so."""
    for side in ("critic", "audience"):
        reviews.add(side, [0, 3, 7, 10] * 10)
        for name in {name for name, _ in SITES}:
            found = reviews.found(score.MEASUREMENT, side, settings={"site": name})
            if (name, side) in SITES:
                assert found.detail["site_score_low"] < found.detail["site_score"] < found.detail["site_score_high"]
                assert found.detail["site_shown"]
            else:
                assert f"{name} gives no score of this side." in found.notes
                assert "site_score" not in found.detail


@pytest.mark.parametrize(
    ("settings", "reason"),
    [({"site": "letterboxd"}, "letterboxd"), ({"positive_at": 60.0}, "positive_at is 60"), ({"audience": 9}, "more than the 9"), ({"prior_mean": 7.0}, "prior_mean")],
)  # fmt: skip
def test_settings_that_cannot_be_are_refused(reviews: Reviews, settings: dict[str, Any], reason: str) -> None:
    """An unknown site, a share above 1 or fewer people than reviews gives a reason and no number."""
    refused = reviews.add("audience", [5] * 10).ask(score.MEASUREMENT, settings=settings)
    assert isinstance(refused, Unmeasured)
    assert reason in refused.reason


def test_all_who_could_review_leave_nothing_uncertain(reviews: Reviews) -> None:
    """With the number of people who could have reviewed the interval narrows, and is a point where all of them did; the other side's number changes nothing."""
    reviews.add("critic", [6, 7, 8, 9, 10])
    open_ended, of_ten, of_five, others = (
        reviews.found(score.MEASUREMENT, "critic", settings=settings)
        for settings in ({}, {"critics": 10}, {"critics": 5}, {"audience": 10})
    )
    assert open_ended.high - open_ended.low > of_ten.high - of_ten.low > 0
    assert (of_five.low, of_five.high) == (of_five.value, of_five.value)
    assert of_five.detail["share_positive_low"] == of_five.detail["share_positive"]
    assert (others.low, others.high) == (open_ended.low, open_ended.high)


def test_what_is_known_of_the_reviewers_is_told(reviews: Reviews) -> None:
    """Verified and unverified reviews have their share and means, accounts with one review their share; unknown ones count for neither."""
    reviews.add("audience", [8] * 6, verified="yes", author_reviews=40).add("audience", [2] * 2, verified="no", author_reviews=1).add(
        "audience", [0] * 4
    )
    detail = reviews.found(score.MEASUREMENT).detail
    assert (detail["verified_known"], detail["share_verified"]) == (8, 0.75)
    assert (detail["mean_verified"], detail["mean_unverified"]) == pytest.approx((0.8, 0.2))
    assert (detail["accounts_known"], detail["share_one_review"]) == (8, 0.25)


def test_what_is_not_known_of_the_reviewers_is_not_told(reviews: Reviews) -> None:
    """Without verification, histories or a release there are no keys for them, rather than zeros."""
    detail = reviews.add("audience", [8] * 6).found(score.MEASUREMENT).detail
    assert not {"share_verified", "share_one_review", "before_release", "scales"} & set(detail)
    assert reviews.add("audience", [8] * 2, verified="yes").found(score.MEASUREMENT).detail["mean_unverified"] is None


def test_reviews_before_the_release_are_counted(reviews: Reviews) -> None:
    """Reviews dated before the case's release have their number and mean, and a note."""
    reviews.add("audience", [0] * 3, at=LAUNCH - timedelta(days=2)).add("audience", [9] * 6)
    found = reviews.found(score.MEASUREMENT, released_at=LAUNCH)
    assert (found.detail["before_release"], found.detail["mean_before_release"]) == (3, 0.0)
    assert any("3 of the 9 reviews are dated before the release" in note for note in found.notes)


def test_mixed_scales_are_listed(reviews: Reviews) -> None:
    """Where a side uses several scales, each is listed with its number and mean, the most used first, and a note says so."""
    found = reviews.add("critic", [80, 90], best=100).add("critic", [3, 4, 5], best=5, worst=1).found(score.MEASUREMENT, "critic")
    assert [(one["worst"], one["best"], one["reviews"]) for one in found.detail["scales"]] == [(1, 5, 3), (0, 100, 2)]
    assert found.detail["scales"][0]["mean"] == pytest.approx(0.75)
    assert found.detail["best_rating"] is None
    assert "Grades of several scales are put on one." in found.notes


def test_divergence_is_critics_less_audience(reviews: Reviews) -> None:
    """Critics at .9 and an audience split between 0 and 1 are .4 apart, with the distance of their distributions."""
    found = reviews.add("audience", [0, 10] * 50).add("critic", [85, 95] * 50, best=100).found(divergence.MEASUREMENT, "Tidewater")
    assert found.value == pytest.approx(0.4)
    assert 0.27 < found.low < 0.4 < found.high < 0.51
    assert found.detail["distance"] == pytest.approx(0.45)
    assert found.detail["distance_low"] < 0.45 < found.detail["distance_high"]
    assert found.detail["distance_by_chance"] < found.detail["distance_low"]
    assert (found.detail["critic_best_rating"], found.detail["audience_best_rating"]) == (100, 10)


def test_equal_means_can_hide_a_distance(reviews: Reviews) -> None:
    """Critics all in the middle and an audience in two camps have the same mean; the distance says how far they are apart, and chance would not."""
    found = reviews.add("audience", [0, 10] * 50).add("critic", [5] * 100).found(divergence.MEASUREMENT, "Tidewater")
    assert found.value == pytest.approx(0.0)
    assert found.detail["distance"] == pytest.approx(0.5)
    assert found.detail["distance_low"] > found.detail["distance_by_chance"]


def test_sides_that_are_alike_are_as_far_apart_as_chance_has_it(reviews: Reviews) -> None:
    """Two draws from the same grades have a distance near that of chance, and an interval that reaches 0; with few critics no interval is claimed."""
    few = reviews.add("audience", list(range(11)) * 20).add("critic", [1, 2, 4, 5, 7, 9, 10]).found(divergence.MEASUREMENT, "Tidewater")
    assert few.detail["distance"] < 2 * few.detail["distance_by_chance"]
    assert "distance_low" not in few.detail
    many = reviews.add("critic", [1, 2, 4, 5, 7, 9, 10] * 15).found(divergence.MEASUREMENT, "Tidewater")
    assert many.detail["distance_low"] == 0.0


def test_divergence_needs_both_sides(reviews: Reviews) -> None:
    """With one side missing the reason names it."""
    thin = reviews.add("audience", [5] * 100).ask(divergence.MEASUREMENT, "Tidewater")
    assert isinstance(thin, Unmeasured)
    assert thin.reason == "no critic reviews"
    assert thin.needs.endswith("--side critic")


def test_two_camps_are_polarised_and_one_grade_is_not(reviews: Reviews) -> None:
    """Half zeros and half tens are 1, all equal is 0, and all grades alike often are one half."""
    two = reviews.add("audience", [0, 10] * 30).found(polarisation.MEASUREMENT)
    one = reviews.add("critic", [8] * 30).found(polarisation.MEASUREMENT, "critic")
    assert (two.value, two.detail["agreement"], two.detail["steps"]) == (1.0, -1.0, 11)
    assert one.value == 0.0
    assert one.high > 0.02


def test_an_even_spread_is_half_way(reviews: Reviews) -> None:
    """Every grade equally often is neither agreement nor camps."""
    assert reviews.add("audience", list(range(11)) * 5).found(polarisation.MEASUREMENT).value == 0.5


@pytest.mark.parametrize(
    ("ratings", "worst", "best", "steps", "cut"),
    [
        ([1, 2, 3, 4, 5], 1, 5, 5, False), ([0.5, 3, 4.5, 5, 5], 0.5, 5, 10, False), ([1, 3.5, 4, 5, 5], 1, 5, 9, False),
        ([0, 55, 83, 90, 100], 0, 100, 10, True), ([0, 7.3, 8, 9.9, 10], 0, 10, 10, True), ([0, 3, 8, 11, 12], 0, 12, 13, False),
        ([1, 4, 7, 9, 10], 1, 10, 10, False),
    ],
)  # fmt: skip
def test_a_side_is_counted_on_the_steps_of_its_own_scale(
    reviews: Reviews, ratings: list[float], worst: float, best: float, steps: int, cut: bool
) -> None:
    """Stars, half stars, letters and grades to ten keep their steps; points of a hundred and tenths are cut into ten."""
    found = reviews.add("audience", ratings * 5, best=best, worst=worst).found(polarisation.MEASUREMENT)
    assert found.detail["steps"] == steps
    assert sum(row["reviews"] for row in found.series) == 25
    assert found.series[-1]["reviews"] >= 5
    assert any("10 equal steps" in note for note in found.notes) == cut


def test_mixed_scales_are_counted_on_the_coarsest(reviews: Reviews) -> None:
    """Stars of five and points of a hundred together are counted on five steps, and a note says so."""
    found = (
        reviews.add("critic", [1, 2, 3, 4, 5] * 4, best=5, worst=1)
        .add("critic", [0, 25, 50, 75, 100], best=100)
        .found(polarisation.MEASUREMENT, "critic")
    )
    assert found.detail["steps"] == 5
    assert [row["reviews"] for row in found.series] == [5] * 5
    assert any("2 scales" in note for note in found.notes)


def test_thumbs_cannot_tell_camps_from_a_spread(reviews: Reviews) -> None:
    """Thumbs have no middle step, so their polarisation is not measured, with the reason."""
    refused = reviews.add("audience", [0, 1] * 20, best=1).ask(polarisation.MEASUREMENT)
    assert isinstance(refused, Unmeasured)
    assert "no middle" in refused.reason
