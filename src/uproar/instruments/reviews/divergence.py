"""reviews.divergence: how far critics and audience are apart, in their means and in their whole distributions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from uproar.findings import Ask, Finding, Measurement, Result, Row, Unmeasured, from_micros
from uproar.instruments.reviews.days import LAST_AT_SQL
from uproar.instruments.reviews.works import several_works
from uproar.stats.distances import wasserstein, wasserstein_by_chance, wasserstein_interval
from uproar.stats.intervals import Sample, difference_interval

# Reviews of the smaller side from which the distance's interval covers .91 or more in simulation; with 50 it may cover .79, with 10 beside thousands .62.
_ENOUGH: Final = 100

# Scores are counted in hundredths: no scale in use is finer, and the table stays under 202 rows whatever the number of reviews.
SQL = f"""
SELECT side, CAST(round(score * 100) AS INTEGER) AS hundredth, count(*) AS reviews, sum(score) AS total, sum(score * score) AS squares,
       count(*) FILTER (WHERE score <= 0) AS lowest, count(*) FILTER (WHERE score >= 1) AS highest,
       min(best_rating) AS best_rating, max(best_rating) AS largest_best_rating,
       min(event_at) AS first_at, {LAST_AT_SQL} AS last_at, string_agg(DISTINCT subject, ' | ') AS works, count(*) AS records
FROM review
WHERE event_at >= $from_at AND event_at < $to_at AND score IS NOT NULL AND side IN ('critic', 'audience')
GROUP BY 1, 2 ORDER BY 1, 2
"""


def judge(rows: Sequence[Row], ask: Ask) -> list[Result]:
    """Critics' mean less the audience's, in [-1, 1], and the distance between their distributions beside what chance would make of it.

    Args:
        rows: One a side and hundredth of the scale: side, hundredth, reviews, total and squares of the scores, how many are at either end, best ratings.
        ask: The ask.
    """
    name, subject = "reviews.divergence", ask.subject or ""
    least = MEASUREMENT.least_records // 2
    of_side = {side: [row for row in rows if row["side"] == side] for side in ("critic", "audience")}
    numbers = {side: sum(row["reviews"] for row in each) for side, each in of_side.items()}
    thin = {side: f"{n or 'no'} {side} review{'' if n == 1 else 's'}" for side, n in numbers.items() if n < least}
    if thin:
        return [
            Unmeasured(
                name,
                subject,
                ("only " if any(numbers[side] for side in thin) else "") + " and ".join(thin.values()),
                f"at least {least} reviews of each side: uproar load CASE reviews.csv --side {' or --side '.join(thin)}",
                ask.as_of,
            )
        ]
    if several := several_works(name, subject, rows, ask):
        return [several]
    critic, audience = (_sample(each) for each in of_side.values())
    low, high = difference_interval(critic, audience)
    critics, users = ({row["hundredth"]: row["reviews"] for row in each} for each in of_side.values())
    told = {"distance": wasserstein(critics, users) / 100, "distance_by_chance": wasserstein_by_chance(critics, users) / 100}
    if min(numbers.values()) >= _ENOUGH:
        least_distance, most_distance = wasserstein_interval(critics, users, (0, 100))
        told |= {"distance_low": least_distance / 100, "distance_high": most_distance / 100}
    return [
        Finding(
            name,
            subject,
            critic.mean - audience.mean,
            "share of the scale, critics less audience",
            ask.as_of,
            "Difference of the mean grades as shares of their scales, with an interval made of the two means' own; distance between the distributions is "
            "Wasserstein's first.",
            low=low,
            high=high,
            from_at=from_micros(min(row["first_at"] for row in rows)),
            to_at=from_micros(max(row["last_at"] for row in rows)),
            detail={
                "critic": critic.mean, "audience": audience.mean, "critic_reviews": critic.n, "audience_reviews": audience.n,
                **told,
                **{f"{side}_best_rating": _best(each) for side, each in of_side.items()},
            },
            series=tuple(
                {"side": side, "score": row["hundredth"] / 100, "reviews": row["reviews"], "share": row["reviews"] / numbers[side]}
                for side, each in of_side.items()
                for row in each
            ),
        )
    ]  # fmt: skip


def _sample(rows: Sequence[Row]) -> Sample:
    return Sample.of_sums(*(sum(row[key] for row in rows) for key in ("reviews", "total", "squares", "lowest", "highest")))


def _best(rows: Sequence[Row]) -> float | None:
    """The side's best rating; None where it has several scales."""
    found = {row[key] for row in rows for key in ("best_rating", "largest_best_rating")}
    return found.pop() if len(found) == 1 else None


MEASUREMENT = Measurement(
    "reviews.divergence",
    "review",
    "share of the scale, critics less audience",
    "How far critics and audience are apart, in their means and their distributions.",
    SQL,
    judge,
    "title",
    least_records=10,  # five of each side
)
