"""petition.forecast: what the counter will read, and when it will reach its goal, as distributions."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

import numpy as np

from uproar.findings import Ask, Finding, Measurement, Result, Row, Unmeasured, from_micros
from uproar.instruments.petition.course import ONE_COUNTER, own_readings
from uproar.instruments.petition.goal import LADDER_OF, RUNGS
from uproar.stats.forecast.growth_law import CHANGE_ORG, CHANGE_ORG_UP_TO
from uproar.stats.forecast.predictive import QUANTILES, Predictive, predict
from uproar.stats.forecast.readings import Floats, kept

# The last reading of every interval, and the first of all; of two readings of one instant the higher. What is taken back later is cut in `history`, not here:
# a backtest reads these rows up to an earlier moment, and must not know it then.
SQL = """
WITH readings AS (
  SELECT event_at AS moment, max(signature_count) AS signature_count, max(goal) AS goal, min(opened_at) AS opened_at, count(*) AS n
  FROM signature_count WHERE petition = $subject AND event_at >= $from_at AND event_at < $to_at GROUP BY event_at
), binned AS (
  SELECT *, (moment - $origin) // $interval AS bin, moment = min(moment) OVER () AS is_first FROM readings
)
SELECT max(moment) AS moment, arg_max(signature_count, moment) AS signature_count, arg_max(goal, moment) AS goal, min(opened_at) AS opened_at, sum(n)::BIGINT AS records
FROM binned GROUP BY is_first, bin ORDER BY 1
"""

_HOUR: Final = 3_600_000_000
_LEAST_READINGS: Final = 3
_LEAST_HOURS: Final = 6.0
_HORIZONS: Final = (24.0, 72.0, 168.0)
_RESET: Final = 0.1  # a fall by a tenth is no removal of some signatures
_RESET_LEAST: Final = 10  # below this, a tenth is a handful
# 180 days on, 3 to 30 days after creation, 94 % of 377 forecasts of petitions of Change.org held the count with the two together, 87 % with its own futures alone.
_MONTHS: Final = 24.0 * 30
_NAMES: Final = tuple(f"q{round(100 * p):02d}" for p in QUANTILES)
_ASSUMES: Final = "Bounds hold 90 % of what is to be expected if it goes on as it and other petitions have; no forecast foresees the event that brings the next wave."


def history(rows: Sequence[Row]) -> tuple[Floats, Floats]:
    """Hours since the first reading, and what was read, from the rows of the reduction; shape (n,) each."""
    first = rows[0]["moment"]
    return (
        np.array([(row["moment"] - first) / _HOUR for row in rows]),
        np.array([row["signature_count"] for row in rows], dtype=np.float64),
    )


def judge(rows: Sequence[Row], ask: Ask) -> list[Result]:
    """Forecast the counter from its readings, counting hours from the last of them.

    Args:
        rows: The last reading of every interval, in order: moment (microseconds), signature_count, goal and opened_at where the source says them, records.
        ask: The ask; its subject is the petition.

    Returns:
        The median count `horizon` hours after the last reading, with its 90 % interval; further horizons, the final count and the times to goals in its detail.
    """
    name, petition = "petition.forecast", ask.subject or ""
    moments, counted = (np.array([row[key] for row in rows], np.int64) for key in ("moment", "signature_count"))
    own, mixed, left_out = own_readings(moments, counted, ask.zone)
    if mixed is not None:
        return [Unmeasured(name, petition, mixed, ONE_COUNTER, ask.as_of)]
    rows = [row for row, kept_in in zip(rows, own.tolist(), strict=True) if kept_in]
    thin = missing(rows, petition)
    if thin is not None:
        return [Unmeasured(name, petition, *thin, ask.as_of)]
    hours, read = history(rows)
    counts = kept(read)
    opened_at = next((row["opened_at"] for row in rows if row["opened_at"] is not None), None)
    opened = (opened_at - rows[0]["moment"]) / _HOUR if opened_at is not None else None
    horizon = float(MEASUREMENT.setting(ask, "horizon"))
    last_at = from_micros(rows[-1]["moment"])
    if last_at + timedelta(hours=horizon) < ask.as_of:
        late = (ask.as_of - last_at) / timedelta(hours=1)
        reason = f"the last reading is {late:,.0f} h older than the moment asked about, and {horizon:,.0f} h on from it are past"
        return [
            Unmeasured(name, petition, reason, "a later reading, --as-of a time nearer to the last one, or a longer `horizon`", ask.as_of)
        ]
    age = float(hours[-1]) - min(opened or 0.0, 0.0)
    left = 24 * float(MEASUREMENT.setting(ask, "open_days")) - age
    ahead = max(*_HORIZONS, horizon, left)
    future = predict(hours, counts, ahead, opened)
    wanted = sorted({*_HORIZONS, horizon})
    low, _, median, _, high = future.quantiles(horizon)
    ever = _ever(float(counts[-1]), age)
    return [
        Finding(
            name,
            petition,
            round(median),
            "signatures",
            ask.as_of,
            f"Median of the drawn futures {horizon:g} h after the last reading; bounds are their 5 and 95 % quantiles.",
            low=low,
            high=high,
            from_at=last_at,
            to_at=last_at + timedelta(hours=horizon),
            detail={
                "last_count": round(counts[-1]),
                "last_reading_at": last_at,
                "opened_at": from_micros(opened_at) if opened_at is not None else None,
                "horizons": tuple({"hours": hour, **_at(future, last_at, hour)} for hour in wanted),
                "final": _final(future, last_at, left, ever, wanted),
                "ever": ever,
                "goals": tuple(_goal(future, last_at, ahead, kind, mark) for kind, mark in _marks(rows, counts[-1], ask)),
                "exponent": future.state.exponent,
                "waves_a_day": future.state.waves_a_day,
            },
            series=tuple(_at(future, last_at, hour) for hour in _fan(max(168.0, horizon))),
            notes=(*_notes(read, counts, ask.as_of - last_at, opened_at), *left_out),
        )
    ]


def missing(rows: Sequence[Row], petition: str) -> tuple[str, str] | None:
    """Why rows of the reduction carry no forecast, and what it needs; None where they do."""
    needs = f"at least {_LEAST_READINGS} readings over {_LEAST_HOURS:g} h: uproar load CASE readings.csv --petition {petition or 'NAME'}"
    if not rows:
        return "no reading of its counter in the period", needs
    hours, read = history(rows)
    counted = sum(int(row["records"]) for row in rows)
    if len(rows) < _LEAST_READINGS or hours[-1] < _LEAST_HOURS:
        return f"{counted} reading{'s' if counted != 1 else ''} over {hours[-1]:.1f} h only", needs
    fall = read - kept(read)
    worst = int(np.argmax(fall))
    if fall[worst] > max(_RESET_LEAST, _RESET * read[worst]):
        reason = f"its counter fell from {read[worst]:,.0f} by {fall[worst]:,.0f}: it was set back, or two counters are mixed"
        return reason, "readings of one counter: one name for each of two petitions, or --from after the fall"
    return None


def _at(future: Predictive, last_at: datetime, hour: float) -> dict[str, Any]:
    counts = (round(value) for value in future.quantiles(hour))
    return {"at": last_at + timedelta(hours=hour), **dict(zip(_NAMES, counts, strict=True))}


def _fan(until: float) -> list[float]:
    """Hours for a chart: every six in the first week, every day after it."""
    return [float(hour) for hour in [*range(0, 169, 6), *range(192, math.floor(until) + 1, 24)]]


def _final(
    future: Predictive, last_at: datetime, left: float, ever: dict[str, int] | str, horizons: Sequence[float]
) -> dict[str, Any] | str:
    """The count when the petition closes: over months, midway (in logarithms) between its own futures and what others of its kind came to.

    Never below what is expected at a horizon before: what others came to knows nothing of the pace of this one.
    """
    if left <= 0:
        return "it is past the time at which it was assumed to close (open_days)"
    found = _at(future, last_at, left)
    if not isinstance(ever, str) and left >= _MONTHS:
        found.update({name: round(math.sqrt(max(found[name], 1) * ever[name])) for name in _NAMES})
    earlier = [_at(future, last_at, hour) for hour in horizons if hour <= left]
    return {"at": found["at"], **{name: max(found[name], *(row[name] for row in earlier), 0) for name in _NAMES}}


def _ever(count: float, age: float) -> dict[str, int] | str:
    """What other petitions of this count and age came to."""
    if not 1 <= count <= CHANGE_ORG_UP_TO:
        return f"no other petitions of such a count to compare with (1 to {CHANGE_ORG_UP_TO:,} signatures)"
    return {name: round(CHANGE_ORG.quantile(p, count, age / 24)) for name, p in zip(_NAMES, QUANTILES, strict=True)}


def _marks(rows: Sequence[Row], count: float, ask: Ask) -> list[tuple[str, int]]:
    """Counts above the last one that mean something, each once: the goal shown, the next rung of a ladder that its site may have, thresholds, the next power of ten."""
    thresholds = [int(text) for text in str(MEASUREMENT.setting(ask, "thresholds")).replace(" ", "").split(",") if text.isdigit()]
    shown = next((row["goal"] for row in reversed(rows) if row["goal"] is not None), None)
    site = str(MEASUREMENT.setting(ask, "site")).casefold()
    rung = next((rung for rung in RUNGS if rung > count), None) if not site or LADDER_OF in site else None
    round_number = 10 ** max(3, math.floor(math.log10(max(count, 1))) + 1)
    marks = [("goal", shown), *(("threshold", mark) for mark in thresholds), ("milestone", round_number), ("rung", rung)]
    ahead = {mark: kind for kind, mark in reversed(marks) if mark is not None and mark > count}
    return sorted(((kind, mark) for mark, kind in ahead.items()), key=lambda one: one[1])


def _goal(future: Predictive, last_at: datetime, ahead: float, kind: str, mark: int) -> dict[str, Any]:
    """When a mark is reached; a quantile that lies beyond the hours looked ahead is None."""
    chance, hours = future.hours_to(mark, ahead)
    times = (last_at + timedelta(hours=hour) if hour <= ahead else None for hour in hours)
    return {
        "kind": kind,
        "signatures": mark,
        "chance": chance,
        "within_days": math.ceil(ahead / 24 - 1e-9),
        **dict(zip(_NAMES, times, strict=True)),
    }


def _notes(read: Floats, counts: Floats, age: timedelta, opened_at: int | None) -> list[str]:
    notes = [_ASSUMES]
    removed = float((read - counts).max())
    if removed > 0:
        notes.append(f"The counter fell by up to {removed:,.0f}: what was taken back is left out of the growth before it.")
    if age > timedelta(hours=24):
        notes.append(f"The last reading is {age / timedelta(hours=1):,.0f} h older than the moment asked about; hours count from it.")
    if opened_at is None:
        notes.append("No reading says when it was opened: its age counts from the first reading.")
    return notes


MEASUREMENT = Measurement(
    "petition.forecast",
    "signature_count",
    "signatures",
    "What the counter will read a week on, its final count, and when it reaches its goal, as distributions.",
    SQL,
    judge,
    "petitions",
    {"interval": _HOUR, "horizon": 168.0, "open_days": 183.0, "thresholds": "10000,100000", "site": ""},
    least_records=_LEAST_READINGS,
)
