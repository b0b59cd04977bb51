"""reviews.divergence: how far critics and audience are apart, in their means and in their whole distributions."""

from __future__ import annotations

from collections.abc import Sequence

from uproar.findings import Ask, Finding, Measurement, Result, Row, Unmeasured, from_micros
from uproar.instruments.reviews.works import several_works
from uproar.stats.distances import wasserstein
from uproar.stats.intervals import difference_interval

# Scores are counted in hundredths: no scale in use is finer, and the table stays under 202 rows whatever the number of reviews.
SQL = """
SELECT side, CAST(round(score * 100) AS INTEGER) AS hundredth, count(*) AS reviews, sum(score) AS total, sum(score * score) AS squares,
       min(event_at) AS first_at, max(event_at) AS last_at, string_agg(DISTINCT subject, ' | ') AS works, count(*) AS records
FROM review
WHERE event_at >= $from_at AND event_at < $to_at AND score IS NOT NULL AND side IN ('critic', 'audience')
GROUP BY 1, 2 ORDER BY 1, 2
"""


def judge(rows: Sequence[Row], ask: Ask) -> list[Result]:
    """Critics' mean less the audience's, in [-1, 1], with Welch's interval.

    Args:
        rows: One a side and hundredth of the scale: side, hundredth, reviews, total and squares of the scores.
        ask: The ask.
    """
    name, subject = "reviews.divergence", ask.subject or ""
    least = MEASUREMENT.least_records // 2
    sides = {side: _moments([row for row in rows if row["side"] == side]) for side in ("critic", "audience")}
    thin = [f"{n} {side} review{'' if n == 1 else 's'}" for side, (n, _, _) in sides.items() if n < least]
    if thin:
        return [
            Unmeasured(
                name,
                subject,
                f"only {' and '.join(thin)}",
                f"at least {least} reviews of each side: uproar load CASE reviews.csv --side ...",
                ask.as_of,
            )
        ]
    if several := several_works(name, subject, rows, ask):
        return [several]
    critic, audience = sides["critic"], sides["audience"]
    low, high = difference_interval(critic, audience)
    shares = {side: {row["hundredth"]: row["reviews"] for row in rows if row["side"] == side} for side in sides}
    return [
        Finding(
            name,
            subject,
            critic[1] - audience[1],
            "share of the scale, critics less audience",
            ask.as_of,
            "Difference of the mean grades as shares of their scales, with Welch's interval; distance between the distributions is Wasserstein's first.",
            low=low,
            high=high,
            from_at=from_micros(min(row["first_at"] for row in rows)),
            to_at=from_micros(max(row["last_at"] for row in rows)),
            detail={
                "critic": critic[1], "audience": audience[1], "critic_reviews": critic[0], "audience_reviews": audience[0],
                "distance": wasserstein(shares["critic"], shares["audience"]) / 100,
            },
            series=tuple(
                {"side": side, "score": hundredth / 100, "reviews": n, "share": n / sides[side][0]}
                for side, counts in shares.items()
                for hundredth, n in sorted(counts.items())
            ),
        )
    ]  # fmt: skip


def _moments(rows: Sequence[Row]) -> tuple[int, float, float]:
    n = sum(row["reviews"] for row in rows)
    if n < 2:
        return n, 0.0, 0.0
    mean = sum(row["total"] for row in rows) / n
    return n, mean, max(0.0, (sum(row["squares"] for row in rows) - n * mean * mean) / (n - 1))


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
