"""reviews.score: mean grade and share positive of one side, with intervals, per day and as of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from uproar.findings import Ask, Finding, Measurement, Result, Row, Unmeasured, from_micros
from uproar.instruments.reviews.works import several_works
from uproar.stats.intervals import mean_interval, share_interval

# Cut by quarter hours, because every zone's offset is a multiple of one: the judging function can then group them into the days of any zone, also where
# daylight saving begins or ends.
SQL = """
SELECT event_at // 900000000 * 900000000 AS moment, count(*) AS reviews, sum(score) AS total, sum(score * score) AS squares,
       count(*) FILTER (WHERE score >= $positive_at) AS positive,
       count(*) FILTER (WHERE rating_value = worst_rating) AS lowest, count(*) FILTER (WHERE rating_value = best_rating) AS highest,
       min(event_at) AS first_at, max(event_at) AS last_at, string_agg(DISTINCT subject, ' | ') AS works,
       min(best_rating) AS best_rating, max(best_rating) AS largest_best_rating, count(*) AS records
FROM review
WHERE side = $subject AND event_at >= $from_at AND event_at < $to_at AND score IS NOT NULL
GROUP BY 1 ORDER BY 1
"""


def judge(rows: Sequence[Row], ask: Ask) -> list[Result]:
    """Mean grade of a side as a share of its scale, and the share at or above the positive mark.

    Args:
        rows: One a quarter hour that has reviews: moment (microseconds), reviews, total and squares of the scores in [0, 1], positive, lowest, highest, best_rating.
        ask: The ask; its subject is the side, "critic" or "audience".
    """
    name, side = "reviews.score", ask.subject or ""
    least = MEASUREMENT.least_records
    n = sum(row["reviews"] for row in rows)
    if n < least:
        got = "no review" if n == 0 else f"only {n} review{'s' if n > 1 else ''}"
        return [
            Unmeasured(
                name,
                side,
                f"{got} from this side",
                f"at least {least} {side} reviews: uproar load CASE reviews.csv --side {side}",
                ask.as_of,
            )
        ]
    if several := several_works(name, side, rows, ask):
        return [several]
    total, squares = sum(row["total"] for row in rows), sum(row["squares"] for row in rows)
    positive = sum(row["positive"] for row in rows)
    mean = total / n
    variance = max(0.0, (squares - n * mean * mean) / (n - 1))
    low, high = mean_interval(n, mean, variance)
    share_low, share_high = share_interval(positive, n)
    scales = {row["best_rating"] for row in rows} | {row["largest_best_rating"] for row in rows}
    best = scales.pop() if len(scales) == 1 else None
    return [
        Finding(
            name,
            side,
            mean,
            "share of the scale",
            ask.as_of,
            "Mean grade as a share of its scale, with Student's interval; share positive with Wilson's.",
            low=low,
            high=high,
            from_at=from_micros(rows[0]["first_at"]),
            to_at=from_micros(rows[-1]["last_at"]),
            detail={
                "reviews": n, "share_positive": positive / n, "share_positive_low": share_low, "share_positive_high": share_high,
                "positive_at": MEASUREMENT.setting(ask, "positive_at"), "best_rating": best,
                "share_lowest": sum(row["lowest"] for row in rows) / n, "share_highest": sum(row["highest"] for row in rows) / n,
            },
            series=tuple(_days(rows, ask.zone)),
            notes=() if best is not None else ("Grades of several scales are put on one.",),
        )
    ]  # fmt: skip


def _days(rows: Sequence[Row], zone: str) -> list[Row]:
    here = ZoneInfo(zone)
    days: dict[datetime, dict[str, float]] = {}
    for row in rows:
        day = from_micros(row["moment"]).astimezone(here).replace(hour=0, minute=0, second=0, microsecond=0)
        sums = days.setdefault(day, {"reviews": 0, "total": 0.0, "positive": 0})
        for key in sums:
            sums[key] += row[key]
    out: list[Row] = []
    for day, sums in sorted(days.items()):
        n, positive = int(sums["reviews"]), int(sums["positive"])
        low, high = share_interval(positive, n)
        out.append(
            {
                "at": day,
                "reviews": n,
                "mean": sums["total"] / n,
                "share_positive": positive / n,
                "share_positive_low": low,
                "share_positive_high": high,
            }
        )
    return out


MEASUREMENT = Measurement(
    "reviews.score",
    "review",
    "share of the scale",
    "Mean grade and share positive of critics or audience, with intervals, per day and as of.",
    SQL,
    judge,
    "sides",
    # Six tenths is Rotten Tomatoes' line between fresh and rotten; five reviews are the fewest it and Metacritic publish a score from (4 and 5).
    {"positive_at": 0.6},
    least_records=5,
)
