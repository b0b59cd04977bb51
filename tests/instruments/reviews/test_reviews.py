"""The judging functions of the reviews instrument, on plain rows."""

from datetime import UTC, datetime, timedelta

import pytest

from uproar.findings import Ask, Finding, Unmeasured, to_micros
from uproar.instruments.reviews import divergence, score

AS_OF = datetime(2026, 4, 30, tzinfo=UTC)


def _quarter(at: datetime, reviews: int, total: float, squares: float, positive: int = 0, best: float = 10.0) -> dict[str, object]:
    return {
        "moment": to_micros(at), "first_at": to_micros(at), "last_at": to_micros(at), "works": None,
        "reviews": reviews, "total": total, "squares": squares, "positive": positive, "lowest": 0, "highest": 0, "best_rating": best,
        "largest_best_rating": best, "records": reviews,
    }  # fmt: skip


def test_the_mean_is_of_all_reviews_and_not_of_quarter_hours() -> None:
    """Nine reviews of 1 and one of 0 make .9, however they fall into quarter hours."""
    rows = [_quarter(AS_OF - timedelta(days=2), 9, 9.0, 9.0, 9), _quarter(AS_OF - timedelta(days=1), 1, 0.0, 0.0)]
    (found,) = score.judge(rows, Ask(AS_OF, subject="audience"))
    assert isinstance(found, Finding)
    assert found.value == pytest.approx(0.9)
    assert found.low is not None
    assert found.high is not None
    assert found.low < 0.9 < found.high <= 1.0
    assert found.detail["share_positive"] == 0.9


def test_days_are_cut_in_the_zone_also_when_clocks_change() -> None:
    """On the night of 29 March 2026 Berlin skips an hour: reviews just after both midnights fall on their own days."""
    midnights = [
        datetime(2026, 3, 28, 23, 15, tzinfo=UTC),
        datetime(2026, 3, 29, 22, 15, tzinfo=UTC),
        datetime(2026, 3, 30, 21, 45, tzinfo=UTC),
    ]
    (found,) = score.judge([_quarter(at, 2, 1.0, 0.5) for at in midnights], Ask(AS_OF, subject="critic", zone="Europe/Berlin"))
    assert isinstance(found, Finding)
    assert [(row["at"].day, row["reviews"]) for row in found.series] == [(29, 2), (30, 4)]


def test_four_reviews_are_too_few() -> None:
    """Under five reviews there is no score, and the reason counts them."""
    (thin,) = score.judge([_quarter(AS_OF, 4, 2.0, 1.0)], Ask(AS_OF, subject="critic"))
    assert isinstance(thin, Unmeasured)
    assert "only 4 reviews" in thin.reason


WHEN = {"first_at": to_micros(AS_OF), "last_at": to_micros(AS_OF), "works": None}


def _counts(side: str, counts: dict[int, int]) -> list[dict[str, object]]:
    return [
        {
            "side": side,
            "hundredth": h,
            "reviews": n,
            "total": n * h / 100,
            "squares": n * h * h / 1e4,
            "records": n,
            "first_at": to_micros(AS_OF),
            "last_at": to_micros(AS_OF),
            "works": None,
        }
        for h, n in counts.items()
    ]


def test_divergence_is_critics_less_audience() -> None:
    """Critics at .9 and an audience split between 0 and 1 are .4 apart, with the distance of their distributions."""
    rows = _counts("audience", {0: 50, 100: 50}) + _counts("critic", {85: 10, 95: 10})
    (found,) = divergence.judge(rows, Ask(AS_OF, subject="Tidewater"))
    assert isinstance(found, Finding)
    assert found.value == pytest.approx(0.4)
    assert found.low is not None
    assert found.high is not None
    assert 0.29 < found.low < 0.4 < found.high < 0.51
    assert found.detail["distance"] == pytest.approx(0.45)


def test_divergence_needs_both_sides() -> None:
    """With one side missing the reason names it."""
    (thin,) = divergence.judge(_counts("audience", {50: 100}), Ask(AS_OF, subject="Tidewater"))
    assert isinstance(thin, Unmeasured)
    assert "0 critic reviews" in thin.reason


def test_reviews_of_several_works_have_no_common_score() -> None:
    """Where the reviews name two works, the reason names them, and no mean is given."""
    rows = [{**_quarter(AS_OF, 9, 4.5, 2.3), "works": "Tidewater"}, {**_quarter(AS_OF, 9, 4.5, 2.3), "works": "Ebb"}]
    (refused,) = score.judge(rows, Ask(AS_OF, subject="audience"))
    assert isinstance(refused, Unmeasured)
    assert "Ebb, Tidewater" in refused.reason


def test_five_equal_grades_are_not_a_certainty() -> None:
    """Five critics who all give 8 of 10 leave the mean an interval: agreement of a few is not knowledge."""
    (found,) = score.judge([_quarter(AS_OF, 5, 4.0, 3.2)], Ask(AS_OF, subject="critic"))
    assert isinstance(found, Finding)
    assert found.low is not None
    assert found.high is not None
    assert found.low < 0.75
    assert found.high > 0.85
