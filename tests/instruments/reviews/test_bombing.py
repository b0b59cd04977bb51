"""The judging function of reviews.bombing, on plain rows of invented titles."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pytest

from uproar.findings import Ask, Finding, Result, Unmeasured, to_micros
from uproar.instruments.reviews import bombing
from uproar.instruments.reviews.reference import LAUNCHES, scale_family

START = datetime(2026, 3, 2, tzinfo=UTC)
AS_OF = START + timedelta(days=400)


def _row(day: int, reviews: int, lowest: int, highest: int, work: str = "", length: float = 10.0, **more: Any) -> dict[str, Any]:
    """One day's reviews: those at neither end have .6 of the scale."""
    moment = to_micros(START + timedelta(days=day, hours=12))
    middle = reviews - lowest - highest
    blank = dict.fromkeys(("day_only", "verified", "verified_known", "single", "single_known"), 0)
    return {
        **blank, "work": work, "moment": moment, "first_at": moment, "last_at": moment, "reviews": reviews, "lowest": lowest, "highest": highest,
        "total": highest + 0.6 * middle, "under": lowest, "over": highest + middle, "length": length, "records": reviews, **more,
    }  # fmt: skip


def _ordinary(days: int, first: int = 0, work: str = "", length: float = 10.0) -> list[dict[str, Any]]:
    """Forty reviews a day, two of them at the lowest grade and twenty at the highest."""
    return [_row(first + day, 40, 2, 20, work, length) for day in range(days)]


def _judged(rows: Sequence[dict[str, Any]], **asked: Any) -> list[Result]:
    return bombing.judge(rows, Ask(AS_OF, subject=asked.pop("subject", "audience"), **asked))


def _found(rows: Sequence[dict[str, Any]], **asked: Any) -> Finding:
    (found,) = _judged(rows, **asked)
    assert isinstance(found, Finding), found
    return found


def test_an_ordinary_title_does_not_depart() -> None:
    """Where neither the launch nor a later day departs the value is none, without bounds and without windows."""
    found = _found(_ordinary(60))
    assert (found.value, found.low, found.high, found.detail["direction"], found.detail["windows"]) == ("none", None, None, "none", ())
    assert found.detail["score_without"] == pytest.approx(found.detail["score_with"])
    assert found.detail["launch_chance_low"] > 0.2


def test_a_launch_departs_from_the_cohort_until_its_share_falls() -> None:
    """A launch of which half the reviews have the lowest grade departs from its first day to the last such day, and no longer."""
    found = _found([*(_row(day, 100, 55, 20) for day in range(4)), *_ordinary(30, 4)])
    assert found.from_at == START + timedelta(hours=12)
    assert found.to_at == START + timedelta(days=3, hours=12)
    assert (found.detail["direction"], found.detail["against"]) == ("low", "the cohort")
    assert found.value == pytest.approx(0.52, abs=0.03)
    assert found.low is not None
    assert found.high is not None
    assert found.low < found.value < found.high
    assert found.detail["score_without"] > found.detail["score_with"] + 0.05


def test_days_after_the_launch_narrow_what_is_expected() -> None:
    """As of the launch's end the excess has a wide interval; with the title's own later days it has a narrow one."""
    launch = [_row(day, 100, 55, 20) for day in range(3)]
    early, late = _found(launch), _found([*launch, *_ordinary(30, 3)])
    assert early.low is not None
    assert early.high is not None
    assert late.low is not None
    assert late.high is not None
    assert late.high - late.low < 0.5 * (early.high - early.low)


@pytest.mark.parametrize("end", ["low", "high"])
def test_both_ends_are_treated_alike_later(end: str) -> None:
    """A wave of the lowest and a mirrored wave of the highest grade depart in the same days with the same excess."""
    days = [_row(day, 40, 4, 4) for day in range(60)]
    days[30:33] = [_row(day, 240, 204, 4) if end == "low" else _row(day, 240, 4, 204) for day in range(30, 33)]
    found = _found(days)
    assert found.detail["direction"] == end
    assert found.from_at == START + timedelta(days=30, hours=12)
    assert found.to_at == START + timedelta(days=32, hours=12)
    assert found.value == pytest.approx(200 / 240, abs=0.02)
    wave = 1 if end == "low" else -1
    assert wave * (found.detail["score_without"] - found.detail["score_with"]) > 0.05


def test_waves_at_both_ends_in_the_same_days_are_one_campaign_of_two_sides() -> None:
    """Zeros and tens that rise in the same days depart in both directions, though neither end's share of all reviews is as high as it would be alone."""
    days = [_row(day, 40, 2, 4) for day in range(60)]
    days[30:32] = [_row(day, 240, 102, 104) for day in (30, 31)]
    found = _found(days)
    assert found.detail["direction"] == "both"
    assert {window["end"] for window in found.detail["windows"]} == {"low", "high"}


def test_a_wave_of_the_usual_mix_does_not_depart() -> None:
    """Ten times as many reviews with the usual shares, as a sale brings, are no departure."""
    days = _ordinary(60)
    days[30:33] = [_row(day, 400, 20, 200) for day in range(30, 33)]
    assert _found(days).value == "none"


def test_a_lower_mood_in_a_shrinking_stream_does_not_depart() -> None:
    """A share that rises while the number of such grades does not is no departure: those who liked it have only gone."""
    days = [*_ordinary(30), *(_row(day, 5, 2, 1) for day in range(30, 60))]
    assert _found(days).value == "none"


def test_reviews_from_before_the_release_are_counted_apart() -> None:
    """Zeros from before the release neither count in the launch nor in the score, and a note gives their number."""
    rows = [*(_row(day, 50, 50, 0) for day in range(5)), *_ordinary(30, 5)]
    found = _found(rows, released_at=START + timedelta(days=5))
    assert found.value == "none"
    assert (found.detail["pre_release"], found.detail["pre_release_lowest"], found.detail["reviews"]) == (250, 1.0, 1200)
    assert any("250 reviews from before the release" in note for note in found.notes)


def test_a_record_that_begins_long_after_the_release_has_no_launch() -> None:
    """First days a month after the release are not compared with launches."""
    rows = [*(_row(day, 100, 55, 20) for day in range(4)), *_ordinary(30, 4)]
    found = _found(rows, released_at=START - timedelta(days=30))
    assert found.value == "none"
    assert "launch_chance_low" not in found.detail
    assert any("first days were not judged" in note for note in found.notes)


def test_other_works_in_the_store_are_the_cohort() -> None:
    """With five other works a launch of half zeros that is usual among them does not depart, and each work has its own result."""
    works = [[_row(day, 100, 40 + 3 * number, 20, f"w{number}") for day in range(4)] for number in range(6)]
    results = _judged([row for work in works for row in work], subject="critic")
    assert [result.subject for result in results] == [f"critic: w{number}" for number in range(6)]
    assert {result.value for result in results if isinstance(result, Finding)} == {"none"}
    assert results[0].detail["cohort"] == "5 other works in the store"  # type: ignore[union-attr]


def test_a_work_that_departs_is_no_measure_for_others() -> None:
    """Among six other works the two that depart themselves are left out, which leaves too few: the shipped titles stand."""
    ordinary = [row for number in range(4) for row in _ordinary(4, work=f"w{number}")]
    departing = [_row(day, 100, 70, 10, f"d{number}") for number in range(3) for day in range(4)]
    results = {result.subject: result for result in _judged([*ordinary, *departing])}
    for number in range(3):
        one = results[f"audience: d{number}"]
        assert isinstance(one, Finding)
        assert one.detail["cohort"] == "8 titles shipped as a reference"
        assert one.value != "none"


def test_critics_without_a_cohort_have_no_launch_to_judge() -> None:
    """Nothing shipped tells how critics' reviews begin: a week of them is Unmeasured, and says what is needed."""
    (thin,) = _judged(_ordinary(5), subject="critic")
    assert isinstance(thin, Unmeasured)
    assert "no cohort" in thin.reason
    assert "5 or more other works" in thin.needs


@pytest.mark.parametrize("count", [0, 19])
def test_fewer_than_twenty_reviews_are_unmeasured(count: int) -> None:
    """Nineteen reviews decide nothing, and the reason gives their number."""
    (thin,) = _judged([_row(0, count, count, 0)] if count else [])
    assert isinstance(thin, Unmeasured)
    assert thin.reason.startswith("only 19 reviews" if count else "no reviews")


def test_a_file_cut_to_one_side_is_judged_by_its_numbers_alone() -> None:
    """Where every grade is in the lower half, a crowd of reviews departs with a wide interval, and what ordinary reviews would have graded is not known."""
    rows = [_row(day, 60 if 20 <= day < 25 else 2, 60 if 20 <= day < 25 else 2, 0, length=1.0) for day in range(60)]
    found = _found(rows)
    assert found.from_at == START + timedelta(days=20, hours=12)
    assert found.to_at == START + timedelta(days=24, hours=12)
    assert found.low is not None
    assert found.high is not None
    assert found.high - found.low > 0.6
    assert found.value == pytest.approx(1 - 29 / (30 * np.log(30)), abs=0.02)
    assert found.detail["score_without"] is None
    assert any("lower half" in note for note in found.notes)


def test_reviews_in_one_minute_are_one_day() -> None:
    """All reviews in one minute are a launch of one day, judged without a crash."""
    found = _found([_row(0, 200, 150, 10)])
    assert found.from_at == found.to_at
    assert found.value > 0.5


def test_accounts_with_one_review_and_verified_ones_are_compared_with_the_rest() -> None:
    """The shares of one-review accounts and of verified reviews are given within the window and outside it, and None where nobody says."""
    launch = [_row(day, 100, 60, 20, single=80, single_known=100) for day in range(3)]
    later = [_row(day, 40, 2, 20, single=4, single_known=40) for day in range(3, 30)]
    found = _found([*launch, *later])
    assert found.detail["one_review_share"] == pytest.approx(0.8)
    assert found.detail["one_review_share_outside"] == pytest.approx(0.1)
    assert found.detail["verified_share"] is None


def test_a_period_leaves_out_windows_before_it() -> None:
    """A window that ended before the period asked about is not told."""
    rows = [*(_row(day, 100, 55, 20) for day in range(4)), *_ordinary(30, 4)]
    assert _found(rows, from_at=START + timedelta(days=10)).value == "none"
    assert _found(rows, from_at=START + timedelta(days=2)).value != "none"


def test_a_stricter_rate_flags_less() -> None:
    """A launch that departs at one false flag in 20 need not at one in 1,000."""
    rows = [_row(day, 100, 40, 30) for day in range(3)]
    assert _found(rows).value != "none"
    assert _found(rows, settings={"false_flags": 0.001}).value == "none"


def test_the_series_marks_the_days_that_depart() -> None:
    """The series has a row a day with reviews, in the zone, and marks those of the window."""
    found = _found([*(_row(day, 100, 55, 20) for day in range(4)), *_ordinary(10, 5)], zone="Europe/Berlin")
    assert [row["departs"] for row in found.series] == [True] * 4 + [False] * 10
    assert found.series[0]["at"].isoformat() == "2026-03-02T00:00:00+01:00"
    assert found.series[0]["low_share"] > found.series[0]["expected_low_high"]


def test_the_shipped_launches_are_counts() -> None:
    """Every shipped launch has at least as many reviews as extreme ones, and its family is one that scales have."""
    assert {scale_family(5), scale_family(10)} == set(LAUNCHES)
    assert all(low + high <= n and low >= 0 for launches in LAUNCHES.values() for low, high, n in launches)


def _half(day: int, reviews: int) -> dict[str, Any]:
    """One day of a file that holds only the upper half of the grades."""
    return _row(day, reviews, 0, reviews // 2, under=0, over=reviews)


def test_a_release_fading_in_a_file_of_one_half_is_no_departure() -> None:
    """Where only the upper half of the grades is there, the crowd of a release and its decline are not told as excess."""
    fading = [_half(day, round(400 / (day + 1) ** 0.8) + 1) for day in range(60)]
    found = _found(fading)
    assert found.value == "none"
    assert any("may still be fading" in note for note in found.notes)


def test_a_second_crowd_in_a_file_of_one_half_is_told() -> None:
    """After a release has faded, days with far more reviews than the week before them are told, with the wide interval of a mere number."""
    days = [_half(day, round(400 / (day + 1) ** 0.8) + 1) for day in range(60)]
    days[45:49] = [_half(day, 150) for day in range(45, 49)]
    found = _found(days)
    assert (found.from_at, found.to_at) == (START + timedelta(days=45, hours=12), START + timedelta(days=48, hours=12))
    assert found.low is not None
    assert found.low < 0.2


def test_a_file_of_one_half_that_begins_long_after_the_release_may_begin_with_its_crowd() -> None:
    """Where the title is older than the record is long, its first days are compared with the others like any."""
    days = [*(_half(day, 120) for day in range(4)), *(_half(day, 4) for day in range(4, 40))]
    assert _found(days, released_at=START - timedelta(days=900)).from_at == START + timedelta(hours=12)
    assert _found(days, released_at=START - timedelta(days=10)).value == "none"


@pytest.mark.parametrize("reviews", [40, 99, 100, 400])
def test_a_few_days_of_one_half_cannot_be_judged(reviews: int) -> None:
    """However many reviews of only the lower half come in three days, nothing says what would be usual: never "none", never a share."""
    rows = [_row(day, reviews, int(0.8 * reviews), 0, under=reviews, over=0) for day in range(3)]
    (result,) = _judged(rows, released_at=START)
    assert isinstance(result, Unmeasured)
    assert "lower half" in result.reason


def test_a_scale_whose_lowest_grade_nobody_gave_is_told() -> None:
    """Three hundred reviews of which none has the lowest grade may stand on a scale that begins higher, and the finding says so."""
    rows = [_row(day, 40, 0, 20, under=5, over=35) for day in range(30)]
    assert any("lowest of its scale" in note for note in _found(rows).notes)
    assert not any("lowest of its scale" in note for note in _found(_ordinary(30)).notes)


def test_a_window_of_day_dated_reviews_ends_with_its_last_day() -> None:
    """Reviews that carry only a day make a window that ends at the next midnight of the zone, not at the last day's first moment."""
    rows = [
        {**row, "moment": row["moment"] - 12 * 3_600_000_000, "last_at": row["moment"] - 12 * 3_600_000_000, "day_only": row["reviews"]}
        for row in [*(_row(day, 100, 55, 20) for day in range(4)), *_ordinary(30, 4)]
    ]
    assert _found(rows).to_at == START + timedelta(days=4)
