"""reviews.polarisation: whether one side's grades agree, are spread, or stand in two camps."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter
from typing import Final

from uproar.findings import Ask, Finding, Measurement, Result, Row, Unmeasured, from_micros
from uproar.instruments.reviews.days import LAST_AT_SQL
from uproar.instruments.reviews.works import several_works
from uproar.stats.agreement import agreement, agreement_interval

_MOST: Final = 13  # steps of a scale that are taken as they are: letters have as many, half stars eleven
_FINE: Final = 10  # equal steps that a finer scale (points of 100, tenths of a star) is cut into

# Thousandths of the scale keep apart what thirteen steps keep apart.
SQL = f"""
SELECT worst_rating, best_rating, CAST(round(score * 1000) AS INTEGER) AS thousandth, count(*) AS reviews,
       count(*) FILTER (WHERE rating_value - worst_rating <> floor(rating_value - worst_rating)) AS broken,
       count(*) FILTER (WHERE 2 * (rating_value - worst_rating) <> floor(2 * (rating_value - worst_rating))) AS finer,
       min(event_at) AS first_at, {LAST_AT_SQL} AS last_at, string_agg(DISTINCT subject, ' | ') AS works, count(*) AS records
FROM review
WHERE side = $subject AND event_at >= $from_at AND event_at < $to_at AND score IS NOT NULL
GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""


def judge(rows: Sequence[Row], ask: Ask) -> list[Result]:
    """Polarisation (1 - A) / 2 of a side, from van der Eijk's agreement A over the steps of its scale: 0 one grade, .5 spread evenly, 1 two camps at the ends.

    Args:
        rows: One a scale and thousandth of it, in order: worst_rating, best_rating, thousandth, reviews, how many ratings are no whole steps (`broken`) and no
            halves (`finer`).
        ask: The ask; its subject is the side, "critic" or "audience".
    """
    name, side = "reviews.polarisation", ask.subject or ""
    n = sum(row["reviews"] for row in rows)
    if n < MEASUREMENT.least_records:
        got = "no review" if n == 0 else f"only {n} review{'s' if n > 1 else ''}"
        needs = f"at least {MEASUREMENT.least_records} {side} reviews: uproar load CASE reviews.csv --side {side}"
        return [Unmeasured(name, side, f"{got} from this side", needs, ask.as_of)]
    if several := several_works(name, side, rows, ask):
        return [several]
    scale_of = itemgetter("worst_rating", "best_rating")
    scales = [_own_steps(list(of_scale)) for _, of_scale in groupby(rows, scale_of)]
    steps = min(own or _FINE for own in scales)
    if steps < 3:
        reason = "thumbs up or down have no middle: two camps and a spread look alike in them"
        return [
            Unmeasured(
                name, side, reason, "grades on a scale of three steps or more; the share positive says what thumbs can say", ask.as_of
            )
        ]
    counts = [0] * steps
    for row in rows:
        counts[_step(row["thousandth"], steps)] += row["reviews"]
    value = agreement(counts)
    low, high = agreement_interval(counts)
    notes = [f"Grades of {len(scales)} scales are put on the {steps} steps of the coarsest."] if len(scales) > 1 else []
    if steps == _FINE and None in scales:
        notes.append(f"Grades are counted in {_FINE} equal steps of their scale.")
    return [
        Finding(
            name,
            side,
            (1 - value) / 2,
            "polarisation",
            ask.as_of,
            "(1 - A) / 2 with van der Eijk's agreement A over the steps of the scale; the interval is drawn from what the steps' shares may be.",
            low=(1 - high) / 2,
            high=(1 - low) / 2,
            from_at=from_micros(min(row["first_at"] for row in rows)),
            to_at=from_micros(max(row["last_at"] for row in rows)),
            detail={"agreement": value, "agreement_low": low, "agreement_high": high, "reviews": n, "steps": steps},
            series=tuple({"step": k, "score": k / (steps - 1), "reviews": count, "share": count / n} for k, count in enumerate(counts)),
            notes=tuple(notes),
        )
    ]


def _own_steps(rows: Sequence[Row]) -> int | None:
    """Steps of one scale: its whole ones, its halves where halves are given; None where it is finer than letters."""
    span = rows[0]["best_rating"] - rows[0]["worst_rating"]
    steps = (2 * span if any(row["broken"] for row in rows) else span) + 1
    return None if any(row["finer"] for row in rows) or steps > _MOST or steps != int(steps) else int(steps)


def _step(thousandth: int, steps: int) -> int:
    """The step nearest to a grade; of ten equal ones, that in which it lies."""
    if steps == _FINE:
        return min(_FINE - 1, thousandth * _FINE // 1000)
    return (2 * thousandth * (steps - 1) + 1000) // 2000


MEASUREMENT = Measurement(
    "reviews.polarisation",
    "review",
    "polarisation",
    "Whether the grades of critics or audience agree, are spread, or stand in two camps, by van der Eijk's agreement.",
    SQL,
    judge,
    "sides",
    least_records=20,  # with fewer, most steps of a scale are empty by chance alone
)
