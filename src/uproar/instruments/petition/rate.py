"""petition.rate: signatures per hour over the last day of readings, or over a period."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

import numpy as np

from uproar.findings import Ask, Finding, Measurement, Result, Row, Unmeasured, from_micros
from uproar.instruments.petition.course import ONE_COUNTER, length, own_readings

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
    needs = f"two readings at least half an hour apart: uproar load CASE readings.csv --petition {petition or 'NAME'}"
    if not rows:
        return [Unmeasured(name, petition, "no reading of its counter in the period", needs, ask.as_of)]
    read = {row[f"{place}_at"]: row[f"{place}_count"] for row in rows for place in ("first", "last")}
    moments, counts = (np.array(list(column), np.int64) for column in (read, read.values()))
    own, mixed, left_out = own_readings(moments, counts, ask.zone)
    if mixed is not None:
        return [Unmeasured(name, petition, mixed, ONE_COUNTER, ask.as_of)]
    points = list(zip(moments[own].tolist(), counts[own].tolist(), strict=True))
    notes = list(left_out)
    if ask.from_at is None:
        points, told = _last(points, int(MEASUREMENT.setting(ask, "window")))
        notes += told
    (first_at, first), (last_at, last) = points[0], points[-1]
    span = timedelta(microseconds=last_at - first_at)
    if span < MIN_SPAN:
        return [Unmeasured(name, petition, f"readings over {length(last_at - first_at)} only", needs, ask.as_of)]
    if last < first * _AGAIN:
        return [
            Unmeasured(name, petition, f"the counter began again within the window: it went from {first:,} to {last:,}", needs, ask.as_of)
        ]
    kept = set(moments[own].tolist())
    places = ("last" if row["last_at"] in kept else "first" for row in rows)
    ends = [(row[f"{place}_at"], row[f"{place}_count"]) for row, place in zip(rows, places, strict=True)]
    hourly = _hourly([end for end in ends if end[0] in kept])
    inside = [step["rate"] for step in _hourly([end for end in ends if end[0] in kept and first_at <= end[0] <= last_at])]
    value = (last - first) / (span.total_seconds() / 3600)
    downs = sum(rate < 0 for rate in inside)
    if downs:
        times = f"{downs} time{'s' if downs > 1 else ''}"
        notes.append(
            f"The counter went down {times} between hourly readings: the rate is what came in less what was removed, or readings disagree."
        )
    low, high = min([value, *inside]), max([value, *inside])
    if low < high:
        notes.append("The bounds of the rate are its slowest and its fastest stretch between hourly readings, not an interval of chance.")
    return [
        Finding(
            name,
            petition,
            value,
            "signatures per hour",
            ask.as_of,
            "Signatures gained between the first and the last reading of the window, per hour; bounds are its slowest and fastest stretch between hourly readings.",
            low=low,
            high=high,
            from_at=from_micros(first_at),
            to_at=from_micros(last_at),
            detail={"signatures": last - first, "hours": span.total_seconds() / 3600},
            series=tuple(hourly),
            notes=tuple(notes),
        )
    ]


MIN_SPAN = timedelta(minutes=30)
_NEAR = 0.25  # of the window, by which a reading may lie before its start
_AGAIN = 0.1  # share of the count below which a step down is a new start, as in petition.integrity


def _last(points: list[tuple[int, int]], window: int) -> tuple[list[tuple[int, int]], list[str]]:
    """The readings that span the last window best, and what is to be said where they span more or less of it.

    The reading just before it bounds it better than the first one inside, unless a gap lies between: the gap's own pace is none of the window's.
    """
    start = points[-1][0] - window
    earlier = [point for point in points if point[0] <= start][-1:]
    inside = [point for point in points if point[0] > start]
    if not earlier or start - earlier[0][0] <= _NEAR * window:
        return [*earlier, *inside], []
    gap = length(inside[0][0] - earlier[0][0])
    if inside[-1][0] - inside[0][0] < MIN_SPAN / timedelta(microseconds=1):
        return [*earlier, *inside], [f"The last readings lie {gap} apart: the rate is over these, not over {length(window)}."]
    over = length(inside[-1][0] - inside[0][0])
    return inside, [f"No reading lies near the start of the last {length(window)} (a gap of {gap}): the rate is over the {over} since."]


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
