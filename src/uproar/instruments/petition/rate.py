"""petition.rate: signatures per hour over the last day of readings, or over a period."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

import numpy as np

from uproar.findings import Ask, Finding, Measurement, Result, Row, Unmeasured, from_micros
from uproar.instruments.petition.course import ONE_COUNTER, own_readings

# One row an interval: the lowest and highest count at its first and at its last instant (two readings of an instant may differ).
SQL = """
WITH readings AS (
  SELECT event_at AS moment, min(signature_count) AS least, max(signature_count) AS most, count(*) AS n
  FROM signature_count WHERE petition = $subject AND event_at >= $from_at AND event_at < $to_at GROUP BY event_at
)
SELECT (moment - $origin) // $interval AS bin, min(moment) AS first_at, arg_min(most, moment) AS first_count, max(moment) AS last_at, arg_max(most, moment) AS last_count,
       sum(n)::BIGINT AS readings, sum(n)::BIGINT AS records
FROM readings GROUP BY 1 ORDER BY 1
"""


def judge(rows: Sequence[Row], ask: Ask) -> list[Result]:
    """Signatures gained between the first and the last reading of the window, per hour.

    Args:
        rows: One an interval that has readings: bin, first_at, first_count, last_at, last_count (microseconds, counts), readings.
        ask: The ask; without a period, the window is the last `window` microseconds before the last reading.

    Returns:
        The rate; its bounds are the slowest and the fastest hour in the window.
    """
    name, petition = "petition.rate", ask.subject or ""
    needs = f"two readings at least {MIN_SPAN} apart: uproar load CASE readings.csv --petition {petition or 'NAME'}"
    if not rows:
        return [Unmeasured(name, petition, "no reading of its counter in the period", needs, ask.as_of)]
    read = {row[f"{place}_at"]: row[f"{place}_count"] for row in rows for place in ("first", "last")}
    moments, counts = (np.array(list(column), np.int64) for column in (read, read.values()))
    own, mixed, left_out = own_readings(moments, counts)
    if mixed is not None:
        return [Unmeasured(name, petition, mixed, ONE_COUNTER, ask.as_of)]
    points = list(zip(moments[own].tolist(), counts[own].tolist(), strict=True))
    if ask.from_at is None:
        start = points[-1][0] - int(MEASUREMENT.setting(ask, "window"))
        # The reading just before the window bounds it better than the first one inside.
        earlier = [point for point in points if point[0] <= start]
        points = [*earlier[-1:], *(point for point in points if point[0] > start)]
    (first_at, first), (last_at, last) = points[0], points[-1]
    span = timedelta(microseconds=last_at - first_at)
    if span < MIN_SPAN:
        return [Unmeasured(name, petition, f"readings over {span} only", needs, ask.as_of)]
    if last < first * _AGAIN:
        return [
            Unmeasured(name, petition, f"the counter began again within the window: it went from {first:,} to {last:,}", needs, ask.as_of)
        ]
    kept = set(moments[own].tolist())
    ends = ((row["last_at"], row["last_count"]) if row["last_at"] in kept else (row["first_at"], row["first_count"]) for row in rows)
    hourly = _hourly([end for end in ends if end[0] in kept])
    inside = [step["rate"] for step in hourly if from_micros(first_at) < step["at"] <= from_micros(last_at)]
    value = (last - first) / (span.total_seconds() / 3600)
    downs = sum(rate < 0 for rate in inside)
    times = f"{downs} time{'s' if downs > 1 else ''}"
    notes = [
        f"The counter went down {times} between hourly readings: the rate is what came in less what was removed, or readings disagree."
    ]
    return [
        Finding(
            name,
            petition,
            value,
            "signatures per hour",
            ask.as_of,
            "Signatures gained between the first and the last reading of the window, per hour; bounds are its slowest and fastest stretch between hourly readings.",
            low=min([value, *inside]),
            high=max([value, *inside]),
            from_at=from_micros(first_at),
            to_at=from_micros(last_at),
            detail={"signatures": last - first, "hours": span.total_seconds() / 3600},
            series=tuple(hourly),
            notes=(*left_out, *(notes if downs else ())),
        )
    ]


MIN_SPAN = timedelta(minutes=30)
_AGAIN = 0.1  # share of the count below which a step down is a new start, as in petition.integrity


def _hourly(points: Sequence[tuple[int, int]]) -> list[Row]:
    return [
        {"at": from_micros(at), "rate": (count - before) / ((at - since) / 3_600_000_000)}
        for (since, before), (at, count) in pairwise(points)
    ]


MEASUREMENT = Measurement(
    "petition.rate",
    "signature_count",
    "signatures per hour",
    "Signatures per hour over the last day of readings, or over a period.",
    SQL,
    judge,
    "petitions",
    {"interval": 3_600_000_000, "window": 86_400_000_000},
    least_records=2,
)
