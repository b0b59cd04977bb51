"""reviews.effect: what each event was followed by in a side's mean grade, and in its number of reviews."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from uproar.findings import Ask, Measurement, Result, Row, Unmeasured
from uproar.instruments.effects import SETTINGS, Pieces, effects, no_events
from uproar.instruments.reviews.works import several_works

# Cut by quarter hours, as every zone's days are; a review dated by its day alone stands at that day's beginning.
SQL = """
SELECT event_at // 900000000 * 900000000 AS moment, count(*) AS reviews, sum(score) AS total, sum(score * score) AS squares,
       count(*) FILTER (grain = 'day') AS dated, string_agg(DISTINCT subject, ' | ') AS works, count(*) AS records
FROM review
WHERE side = $subject AND event_at >= $from_at AND event_at < $to_at AND score IS NOT NULL
GROUP BY 1 ORDER BY 1
"""
_HOUR = 3_600_000_000


def judge(rows: Sequence[Row], ask: Ask) -> list[Result]:
    """Compare the grades, and the number of reviews, after each event with what those before it lead to expect.

    Args:
        rows: One a quarter hour that has reviews: moment (microseconds), reviews, total and squares of the scores in [0, 1], dated (reviews known by their day alone).
        ask: The ask, with the events; its subject is the side, "critic" or "audience".

    Returns:
        Two results an event: the difference of the mean grade, and the ratio of the number of reviews.
    """
    name, side = MEASUREMENT.name, ask.subject or ""
    if missing := no_events(name, side, ask):
        return [missing]
    n = sum(row["reviews"] for row in rows)
    if n < MEASUREMENT.least_records:
        reason = f"only {n} review{'s' if n > 1 else ''} from this side" if n else "no review from this side"
        return [
            Unmeasured(
                name, side, reason, f"{side} reviews of the days before and after: uproar load CASE reviews.csv --side {side}", ask.as_of
            )
        ]
    if several := several_works(name, side, rows, ask):
        return [several]
    dated = any(row["dated"] for row in rows)
    length = 24 * _HOUR if dated else _HOUR
    first = rows[0]["moment"] if dated else rows[0]["moment"] // _HOUR * _HOUR
    sums: dict[int, list[float]] = defaultdict(lambda: [0.0, 0.0])
    at: dict[int, int] = {}
    for row in rows:
        # Two hours to spare: where clocks change, midnight moves by one.
        place = (row["moment"] - first + (2 * _HOUR if dated else 0)) // length
        sums[place][0] += row["reviews"]
        sums[place][1] += row["total"]
        at[place] = row["moment"] if dated else first + place * length
    bins = range(max(sums) + 1)
    start = np.array([at.get(k, first + k * length) / _HOUR for k in bins])
    # The shortest day has 23 hours: reckoned so, none runs into the next.
    end = start + (23 if dated else 1)
    reviews, total = (np.array([sums.get(k, (0.0, 0.0))[column] for k in bins]) for column in (0, 1))
    mean = total.sum() / n
    squares = sum(row["squares"] for row in rows)
    # The variance of the grades, or that of one unlike grade among n + 1: a few equal grades do not make the next one certain.
    variance = max((squares - n * mean * mean) / (n - 1), mean * (1 - mean) / (n + 1), 1e-6)
    settings = {key: float(MEASUREMENT.setting(ask, key)) for key in SETTINGS}
    if dated:
        # Seven days are seven numbers, of which nothing can be learnt of their noise: four weeks hold every day of the week four times.
        settings["before"] = max(settings["before"], 28 * 24.0 * _HOUR)
    notes = ["The reviews are dated by their day: the day of the event itself is left out."] if dated else []
    grades = Pieces(start, end, total, reviews, float(variance), "grades", "share of the scale more than expected")
    counts = Pieces(start, end, reviews, reviews, None, "reviews", "times as many as expected")
    return [result for one in (grades, counts) for result in effects(name, side, one, ask, settings, notes)]


MEASUREMENT = Measurement(
    "reviews.effect",
    "review",
    "share of the scale more than expected",
    "What each event was followed by in a side's mean grade, and in its number of reviews.",
    SQL,
    judge,
    "sides",
    dict(SETTINGS),
    least_records=5,
    whole_past=True,
    needs_events=True,
)
