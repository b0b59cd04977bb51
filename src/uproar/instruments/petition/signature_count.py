"""petition.signature_count: the counter as of a moment or over a period, bounded by the readings around it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import numpy as np

from uproar.findings import Ask, Finding, Measurement, Result, Row, Unmeasured, from_micros, to_micros
from uproar.instruments.petition.course import ONE_COUNTER, own_readings, when

# Only the readings that can bound the answer are kept: the instant before the period, the first and last in it, the instant after it; and, for the curve, the
# last reading of every interval. Two readings of one instant may differ: both bounds are kept. Before a step down that is no new start the counter may have stood
# higher, and after it lower, by as much as it fell: signatures came in and were removed between the two.
SQL = """
WITH readings AS (
  SELECT event_at AS moment, min(signature_count) AS least, max(signature_count) AS most, count(*) AS n,
         CASE WHEN event_at < $from_at THEN 'before' WHEN event_at < $to_at THEN 'within' ELSE 'after' END AS place
  FROM signature_count WHERE petition = $subject GROUP BY event_at
), ordered AS (
  SELECT *, row_number() OVER (PARTITION BY place ORDER BY moment) AS nth, row_number() OVER (PARTITION BY place ORDER BY moment DESC) AS nth_last,
         lag(most) OVER (ORDER BY moment) AS prior, least - prior AS step, CASE WHEN step < 0 AND least >= 0.1 * prior THEN -step ELSE 0 END AS fall
  FROM readings
)
SELECT place, moment, least, most, least AS lowest, most AS highest, least AS dipped, most AS rose, 'bound' AS part, 0 AS n, 0 AS decreases, 0 AS records FROM ordered
WHERE (place = 'before' AND nth_last = 1) OR (place = 'within' AND (nth = 1 OR nth_last = 1)) OR (place = 'after' AND nth = 1)
UNION ALL
SELECT place, max(moment) AS moment, arg_max(least, moment) AS least, arg_max(most, moment) AS most, min(least) AS lowest, max(most) AS highest,
       greatest(min(least - fall), 0) AS dipped, max(CASE WHEN fall > 0 THEN prior + fall ELSE most END) AS rose,
       'curve' AS part, sum(n)::BIGINT AS n,
       count(*) FILTER (WHERE step < 0) AS decreases, sum(n)::BIGINT AS records
FROM ordered GROUP BY place, (moment - $origin) // $interval
ORDER BY part, moment
"""


def judge(rows: Sequence[Row], ask: Ask) -> list[Result]:
    """The count at the end of the period, and the bounds it kept to during it.

    A counter is known where it was read and lies between its neighbours elsewhere. The value is drawn straight between them. Without a period asked for, it is
    the last reading, at its own time.

    Args:
        rows: Bounding readings (part "bound") and the curve (part "curve"): place, moment (microseconds), least, most, n, decreases.
        ask: The ask; its subject is the petition.
    """
    name, petition = "petition.signature_count", ask.subject or ""
    bounds = [row for row in rows if row["part"] == "bound"]
    if not bounds:
        return [
            Unmeasured(
                name,
                petition,
                "no reading of its counter",
                f"readings: uproar load CASE readings.csv --petition {petition or 'NAME'}",
                ask.as_of,
            )
        ]
    curve = [row for row in rows if row["part"] == "curve"]
    before = next((row for row in bounds if row["place"] == "before"), None)
    within = [row for row in bounds if row["place"] == "within"]
    after = next((row for row in bounds if row["place"] == "after"), None)
    known_end = min(ask.to_at or ask.as_of, ask.as_of)
    last = within[-1] if within else before
    if last is None:
        return [
            Unmeasured(
                name,
                petition,
                f"the first reading is from {when(bounds[0]['moment'], ask.zone)}, after the period",
                "an earlier reading",
                ask.as_of,
            )
        ]
    # Between two counters there is no count: a period that reaches into such a stretch, or a last reading from it, tells of neither.
    start_at = to_micros(ask.from_at) if ask.from_at is not None else last["moment"]
    own, mixed, _ = own_readings(
        np.array([row["moment"] for row in curve], np.int64),
        np.array([row["most"] for row in curve], np.int64),
        ask.zone,
        start_at,
        to_micros(known_end) if ask.to_at is not None else last["moment"],
    )
    if mixed is not None:
        return [Unmeasured(name, petition, mixed, ONE_COUNTER, ask.as_of)]
    notes = []
    # Of a period, only what happened within it: a removal weeks before says nothing of it.
    whole = ask.from_at is None and ask.to_at is None
    decreases = sum(row["decreases"] for row in curve if whole or row["place"] == "within")
    if decreases:
        notes.append(
            f"The counter went down {decreases} time{'s' if decreases > 1 else ''}: signatures were removed, or readings disagree."
        )
    from_at: datetime | None
    high: float | None
    if whole:
        at = from_micros(last["moment"])
        value: float = (last["least"] + last["most"]) / 2
        low, high = float(last["least"]), float(last["most"])
        age = ask.as_of - at
        if age > timedelta(hours=1):
            notes.append(f"Read {_span(age)} before the moment asked about; what came after is not known.")
        from_at = to_at = at
    else:
        from_at, to_at = ask.from_at, known_end
        start = before if before is not None else within[0] if within else last
        # A fall back from a reading away from the counter's course took nothing from it.
        inside = [
            (row["dipped"], row["rose"]) if own[place - 1 : place + 1].all() else (row["lowest"], row["highest"])
            for place, row in enumerate(curve)
            if row["place"] == "within"
        ]
        low = float(min([start["least"], *(lowest for lowest, _ in inside)])) if ask.from_at is not None else float(last["least"])
        if after is not None:
            value, high = _between(last, after, to_micros(known_end)), float(after["most"])
            drop = last["most"] - after["least"]
            if drop > 0:
                # Signatures came in and others were removed within the gap: it stood above the earlier reading, or below the later one, for a while.
                low, high = max(0.0, min(low, float(after["least"])) - drop), float(last["most"] + drop)
                notes.append(
                    f"The counter went down by {drop:,} after {when(last['moment'], ask.zone)}: its bounds there are widened by as much."
                )
        elif to_micros(ask.to_at or ask.as_of) - last["moment"] <= 60_000_000:
            value = high = float(last["most"])
        else:
            value, high = float(last["most"]), None  # open: nothing bounds it from above
            notes.append(f"No reading after {when(last['moment'], ask.zone)}: the upper bound is open.")
        if high is not None and ask.from_at is not None:
            high = max([high, *(float(highest) for _, highest in inside)])
        if before is None and ask.from_at is not None:
            low = 0.0  # nobody read it before: it may have stood anywhere below
            notes.append(f"No reading before the period: the counter is known from {when(start['moment'], ask.zone)} on.")
    return [
        Finding(
            name,
            petition,
            round(value),
            "signatures",
            ask.as_of,
            "The counter as read; between two readings, on the straight line between them and bounded by both.",
            low=low,
            high=high,
            from_at=from_at,
            to_at=to_at,
            detail={"readings": sum(row["n"] for row in curve), "last_reading_at": from_micros(last["moment"]), "decreases": decreases},
            series=tuple({"at": from_micros(row["moment"]), "signatures": row["most"]} for row in curve),
            notes=tuple(notes),
        )
    ]


def _between(last: Row, after: Row, at: int) -> float:
    if after["moment"] <= last["moment"]:
        return float(last["most"])
    share = min(1.0, max(0.0, (at - last["moment"]) / (after["moment"] - last["moment"])))
    return float(last["most"] + share * (after["least"] - last["most"]))


def _span(delta: timedelta) -> str:
    hours = delta.total_seconds() / 3600
    return f"{hours:.0f} h" if hours < 72 else f"{hours / 24:.0f} days"


MEASUREMENT = Measurement(
    "petition.signature_count",
    "signature_count",
    "signatures",
    "The counter as of a moment or over a period, bounded by the readings around it.",
    SQL,
    judge,
    "petitions",
    {"interval": 3_600_000_000},
)
