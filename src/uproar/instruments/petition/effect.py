"""petition.effect: what each event was followed by in the signatures per hour."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from uproar.findings import Ask, Measurement, Result, Row, Unmeasured
from uproar.instruments.effects import SETTINGS, Pieces, effects, no_events
from uproar.instruments.petition.course import ONE_COUNTER, own_readings
from uproar.stats.forecast.readings import kept

# The last reading of every interval: of two at one instant the higher.
SQL = """
SELECT max(event_at) AS moment, arg_max(most, event_at) AS signatures, sum(n)::BIGINT AS records
FROM (
  SELECT event_at, max(signature_count) AS most, count(*) AS n FROM signature_count
  WHERE petition = $subject AND event_at >= $from_at AND event_at < $to_at GROUP BY event_at
)
GROUP BY (event_at - $origin) // $interval ORDER BY moment
"""
_HOUR = 3_600_000_000


def judge(rows: Sequence[Row], ask: Ask) -> list[Result]:
    """Compare the signatures gained after each event with what the gains before it lead to expect.

    Args:
        rows: The last reading of every interval that has one: moment (microseconds), signatures.
        ask: The ask, with the events.
    """
    name, petition = MEASUREMENT.name, ask.subject or ""
    if missing := no_events(name, petition, ask):
        return [missing]
    if sum(row["records"] for row in rows) < MEASUREMENT.least_records:
        needs = f"readings of the days before and after: uproar load CASE readings.csv --petition {petition or 'NAME'}"
        reason = f"only {sum(row['records'] for row in rows)} readings of its counter" if rows else "no reading of its counter"
        return [Unmeasured(name, petition, reason, needs, ask.as_of)]
    at, read = (np.array([row[key] for row in rows], np.int64) for key in ("moment", "signatures"))
    own, mixed, notes = own_readings(at, read, ask.zone)
    if mixed is not None:
        return [Unmeasured(name, petition, mixed, ONE_COUNTER, ask.as_of)]
    at, read = at[own], read[own]
    # What was taken back later is no signature gained: such readings leave a gap, and not a rise without its fall.
    lasting = read == kept(read)
    if falls := int((np.diff(read) < 0).sum()):
        notes.append(
            f"The counter went down {falls} time{'s' if falls > 1 else ''}: {int((~lasting).sum())} readings above what it came back to are left out."
        )
    moments, gained = at[lasting] / _HOUR, np.diff(read[lasting]).astype(np.float64)
    settings = {key: float(MEASUREMENT.setting(ask, key)) for key in SETTINGS}
    # Over more than a quarter of the window the rhythm of the day is lost, and a gain cannot be put before or after much.
    usable = np.diff(moments) <= settings["window"] / _HOUR / 4
    start, end, total = moments[:-1][usable], moments[1:][usable], gained[usable]
    if not len(start):
        return [Unmeasured(name, petition, "no two readings lie close enough together", "readings at least every six hours", ask.as_of)]
    gaps = (moments[:-1][~usable], moments[1:][~usable])
    pieces = Pieces(start, end, total, total, None, "signatures", "times as many as expected", gaps)
    return effects(name, petition, pieces, ask, settings, notes)


MEASUREMENT = Measurement(
    "petition.effect",
    "signature_count",
    "times as many as expected",
    "What each event was followed by in the signatures per hour.",
    SQL,
    judge,
    "petitions",
    {"interval": _HOUR, **SETTINGS},
    least_records=5,
    whole_past=True,
    needs_events=True,
)
