"""petition.integrity: what in a counter's readings does not fit: steps down, steps alone, parts that do not add up, parts out of proportion."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

import numpy as np

from uproar.findings import Ask, Finding, Measurement, Result, Row, Unmeasured, from_micros
from uproar.instruments.petition.course import length, when
from uproar.stats.counters import beside, longest_gap, whole_steps
from uproar.stats.excursions import Excursion, Mixed, excursions, mixed
from uproar.stats.outliers import LEAST_VALUES, chance_of_count, expected_by_chance, log_excess

# Three parts, told by `part`: every instant that was read ("reading"; readings of one instant may differ), what each kind of parts added up to at each of
# them ("sum"), and what each part gained from the last reading of one interval to that of the next, of what its kind gained ("share").
SQL = """
WITH asked AS (
  SELECT key, event_at AS moment, signature_count AS total, part_kinds, part_names, part_counts
  FROM signature_count WHERE petition = $subject AND event_at >= $from_at AND event_at < $to_at
), cells AS (
  SELECT key, moment, total, unnest(part_kinds) AS kind, unnest(part_names) AS name, unnest(part_counts) AS n FROM asked WHERE len(part_kinds) > 0
), sums AS (
  SELECT DISTINCT ON (moment, total, kind, n) moment, total, kind, sum(n)::BIGINT AS n FROM cells GROUP BY key, moment, total, kind
), last AS (
  SELECT kind, max(moment) AS moment, lag(max(moment)) OVER (PARTITION BY kind ORDER BY max(moment)) AS since
  FROM sums GROUP BY kind, (moment - $origin) // $interval
), stood AS (
  SELECT kind, name, moment, since, max(n) AS n FROM cells JOIN last USING (kind, moment) GROUP BY ALL
), gains AS (
  SELECT *, n - coalesce(lag(n) OVER own, 0) AS gain, coalesce(lag(n) OVER own, 0) AS stand, coalesce(lag(moment) OVER own, since) AS held
  FROM stood WINDOW own AS (PARTITION BY kind, name ORDER BY moment)
), shares AS (
  SELECT *, sum(gain) OVER every AS gains, sum(stand) OVER every AS stands, lag(gain) OVER own AS gain_before
  FROM gains WINDOW every AS (PARTITION BY kind, moment), own AS (PARTITION BY kind, name ORDER BY moment)
)
SELECT 'reading' AS part, moment, NULL AS since, NULL AS kind, NULL AS name, min(total) AS least, max(total) AS most,
       NULL AS stand, NULL AS stands, NULL AS gain_before, count(*) AS records
FROM asked GROUP BY moment
UNION ALL
SELECT 'sum', moment, NULL, kind, NULL, n, total, NULL, NULL, NULL, 0 FROM sums
UNION ALL
SELECT 'share', moment, since, kind, name, gain, gains::BIGINT, stand, stands::BIGINT, gain_before, 0 FROM shares WHERE held = since
ORDER BY part, kind, moment, name
"""

_AGAIN = 0.1  # share of its earlier course below which a counter began again
_COURSE = 10  # readings on either side that show its course
_SEEN = 3  # readings that make a course
_WHOLE = 0.5  # share of readings in which the parts of a kind add up, above which they are meant to
_JUMP = 2  # times what fits: a reader calls no less a step, and a chance computed from neighbours is a model's
_TOLD = 8  # of them told in words with the finding; the series holds every one
_GAP = 4  # times the usual time between readings: anything may have happened in a longer one, and its step is not tested


def judge(rows: Sequence[Row], ask: Ask) -> list[Result]:
    """Everything in the readings of one petition that does not fit, one row each.

    Args:
        rows: Parts "reading" (moment in microseconds, least and most signatures read then), "sum" (of a kind of parts: least is its sum, most the total) and
            "share" (of a part: since, gain in `least`, its kind's gain in `most`, stand and stands before, gain of the interval before).
        ask: The ask; its subject is the petition.

    Returns:
        Their number, and in the series each with its interval, kind, size, what was expected, chance level and words.
    """
    name, petition = "petition.integrity", ask.subject or ""
    readings = [row for row in rows if row["part"] == "reading"]
    if sum(row["records"] for row in readings) < MEASUREMENT.least_records:
        needs = f"two readings: uproar load CASE readings.csv --petition {petition or 'NAME'}"
        return [Unmeasured(name, petition, "fewer than two readings of its counter in the period", needs, ask.as_of)]
    rate = float(MEASUREMENT.setting(ask, "rate"))
    moments, least, most = (np.array([row[key] for row in readings], np.int64) for key in ("moment", "least", "most"))
    found = [
        _row("disagreement", row["moment"], row["moment"], row["most"] - row["least"], 0) for row in readings if row["most"] > row["least"]
    ]
    away = excursions(moments, most)
    two = mixed(moments, most, away)
    found += [_two(moments, two)] if two else []
    between = two.steps if two else frozenset()
    found += [down for step, down in _downs((moments, least, most), {one.step: one for one in away}, ask.zone) if step not in between]
    own = np.ones(len(most), bool)
    for one in away:
        own[one.before + 1 : one.after] = False
    jumps, steps = _jumps(moments[own], np.maximum(np.diff(most[own]), 0), rate)
    covered = [(row["from"], row["to"]) for row in found if row["kind"] == "mixed"]
    found += [row for row in jumps if not any(start <= row["from"] <= end for start, end in covered)]
    sums, notes = _sums([row for row in rows if row["part"] == "sum"])
    shares = [row for row in rows if row["part"] == "share"]
    out, tested = _shares(shares, rate)
    found = sorted([*found, *sums, *out], key=lambda row: (row["from"], row["to"], row["kind"], row["words"]))
    if not steps:
        notes.append(f"Steps were not tested: that takes {LEAST_VALUES} steps of the usual length.")
    told = [row for row in found if row["kind"] not in {"parts", "disagreement"}] or found
    notes += [f"{when(row['from'], ask.zone)}: {row['words']}" for row in told[:_TOLD]]
    counts = {kind: sum(row["kind"] == kind for row in found) for kind in dict.fromkeys(row["kind"] for row in found)}
    return [
        Finding(
            name,
            petition,
            len(found) or "none",
            "things that do not fit",
            ask.as_of,
            "Steps down, readings of one instant that differ, steps far beyond the pace just before and after, parts that do not add up to the total, and parts "
            f"that gain far beyond their share; the tests of steps and of shares nominally expect {rate:g} false alarms each over the whole series.",
            from_at=from_micros(readings[0]["moment"]),
            to_at=from_micros(readings[-1]["moment"]),
            detail={
                "counts": counts,
                "decreases": int((least[1:] < most[:-1]).sum()),
                "largest_gap": max((row["size"] for row in sums), default=0),
                "readings": sum(row["records"] for row in readings),
                "steps_tested": steps,
                "shares_tested": tested,
            },
            series=tuple({"at_from": from_micros(row.pop("from")), "at_to": from_micros(row.pop("to")), **row} for row in found),
            notes=tuple(notes),
        )
    ]


def _row(kind: str, start: int, end: int, size: int, expected: float, p: float = 0.0, words: str = "") -> dict[str, Any]:
    words = words or f"Readings of one instant differ by {size:,}."
    return {"from": int(start), "to": int(end), "kind": kind, "size": int(size), "expected": float(expected), "p": float(p), "words": words}


def _downs(read: tuple[Any, Any, Any], away: dict[int, Excursion], zone: str) -> Iterator[tuple[int, dict[str, Any]]]:
    moments, least, most = read
    for step in np.flatnonzero(least[1:] < most[:-1]).tolist():
        start, end, size, left = moments[step], moments[step + 1], most[step] - least[step + 1], least[step + 1]
        span = length(float(end - start))
        if most[step + 1] >= least[step]:
            yield (
                step,
                _row("disagreement", start, end, size, 0, words=f"Readings {span} apart, of which some differ, stand {size:,} apart."),
            )
        elif step in away:
            yield step, _away(moments, size, away[step], zone)
        elif _began_again(least, most, step):
            told = "it began again" if min(step + 1, len(most) - step - 1) >= _SEEN else "it began again, or readings that disagree"
            yield step, _row("reset", start, end, size, 0, words=f"The counter went down from {most[step]:,} to {left:,}: {told}.")
        else:
            words = f"The counter went down by {size:,} within {span}: removed by the site, or readings that disagree."
            yield step, _row("removal", start, end, size, 0, words=words)


def _away(moments: Any, size: int, one: Excursion, zone: str) -> dict[str, Any]:
    """Readings below or above the counter's own course, which it came back to."""
    if not one.above:
        back = when(int(moments[one.after]), zone)
        words = f"The counter went down by {size:,} and back by {back}, to its own course: readings that disagree."
        return _row("disagreement", moments[one.step], moments[one.step + 1], size, 0, one.chance, words)
    readings = one.after - one.before - 1
    subject, verb, they = (f"{readings} readings", "stand", "those") if readings > 1 else ("One reading", "stands", "what was read")
    words = f"{subject} {verb} {size:,} above {they} before and after: readings that disagree, or signatures that came at once and were removed."
    return _row("disagreement", moments[one.before], moments[one.after], size, 0, one.chance, words)


def _began_again(least: Any, most: Any, step: int) -> bool:
    """Whether what follows a step down stays below a tenth of the course before it; a fall from one high reading back to the course is none."""
    before, after = np.median(most[max(0, step + 1 - _COURSE) : step + 1]), np.median(least[step + 1 : step + 1 + _COURSE])
    return bool(max(after, least[step + 1]) < _AGAIN * before)


def _two(moments: Any, two: Mixed) -> dict[str, Any]:
    words = f"Two counters seem to be mixed under one name, or an older copy of one: it went down {len(two.steps):,} times by about {two.apart:,.0f}, and back at once."
    return _row("mixed", moments[two.first], moments[two.last], len(two.steps), 0, two.chance, words)


def _jumps(moments: Any, growth: Any, rate: float) -> tuple[list[dict[str, Any]], int]:
    """Steps alone beyond the pace on either side, and how many steps were tested."""
    if len(moments) < LEAST_VALUES:
        return [], 0
    kept = whole_steps(moments, growth)
    times, gained = moments[kept], np.diff(np.concatenate(([0], np.cumsum(growth)))[kept])
    if len(gained) < LEAST_VALUES:
        return [], 0
    expected, known = beside(times, gained)
    unread = longest_gap(moments, kept)
    sound = np.flatnonzero(~np.isnan(expected) & (unread <= _GAP * np.median(unread)))
    if len(sound) < LEAST_VALUES:
        return [], 0
    found = []
    excess = log_excess(gained[sound], expected[sound], known[sound])
    # The peak of a surge stands above either side, and yet fits what its fading leads up to: a step must be rare against that too.
    surge, learnt = (part[sound] for part in beside(times, gained, drawn_on=True))
    peaks = expected_by_chance(log_excess(gained[sound], surge, learnt)) > 1
    for place, p in _beyond(excess, gained[sound], expected[sound], known[sound], rate):
        step = sound[place]
        if peaks[place] or gained[step] < _JUMP * expected[step]:
            continue
        words = f"The counter grew by {gained[step]:,} in one step where {expected[step]:,.0f} would fit: a step alone, with no such growth before or after."
        found.append(_row("jump", times[step], times[step + 1], gained[step], expected[step], p, words))
    return found, len(sound)


def _beyond(excess: Any, counts: Any, expected: Any, known: Any, rate: float) -> Iterable[tuple[int, float]]:
    """Places of counts too far above what is expected for chance to have done it `rate` times in all, with the number of times it would."""
    chances = expected_by_chance(excess)
    for place in np.flatnonzero(chances <= rate).tolist():
        alone = len(counts) * chance_of_count(float(counts[place]), float(expected[place]), float(known[place]))
        if max(chances[place], alone) <= rate:
            yield place, max(chances[place], alone)


def _sums(rows: Sequence[Row]) -> tuple[list[dict[str, Any]], list[str]]:
    """Sums of parts that miss the total; a kind that mostly falls short beside one that mostly adds up covers only some of the signatures, which is a note."""
    kinds = {kind: list(group) for kind, group in groupby(rows, key=lambda row: row["kind"])}
    fits = {kind: float(np.mean([row["least"] == row["most"] for row in sums])) for kind, sums in kinds.items()}
    # An early reading adds up by every kind: before anyone signs from abroad, constituencies do. So the kind that does so most often, or in most readings.
    whole = {kind for kind, share in fits.items() if share > min(_WHOLE, max(fits.values()) - 1e-9)} if any(fits.values()) else set()
    found, notes = [], []
    for kind, sums in kinds.items():
        some = bool(whole) and kind not in whole and np.mean([row["least"] <= row["most"] for row in sums]) > _WHOLE
        if some and sums[-1]["most"]:
            notes.append(
                f"The parts by {kind} cover {sums[-1]['least'] / sums[-1]['most']:.1%} of the signatures: they are not meant to add up to the total."
            )
        for row in sums:
            gap = row["most"] - row["least"]
            if gap < 0 or (gap and not some):
                share = f" ({abs(gap) / row['most']:.2%})" if row["most"] else ""
                words = f"The parts by {kind} add up to {row['least']:,}, {abs(gap):,}{share} {'below' if gap > 0 else 'above'} the total of {row['most']:,}."
                found.append(_row("parts", row["moment"], row["moment"], abs(gap), 0, words=words))
    return found, notes


def _shares(rows: Sequence[Row], rate: float) -> tuple[list[dict[str, Any]], int]:
    """Parts that gained far beyond their share before, of all that stood there or of the interval before, and how many were tested."""
    gains = {(row["kind"], row["moment"]): row["most"] for row in rows}
    cells = [row for row in rows if 0 <= row["least"] < row["most"] and row["stand"] < row["stands"]]
    if len(cells) < LEAST_VALUES:
        return [], 0
    gain, gained, stand, stands = (np.array([row[key] for row in cells], float) for key in ("least", "most", "stand", "stands"))
    lately = np.array([max(row["gain_before"] or 0, 0) for row in cells], float)
    all_lately = np.array([max(gains.get((row["kind"], row["since"]), 0), 0) for row in cells], float)
    # Against what the others gained (a ratio of odds), so that a part does not raise what is expected of it.
    others = gained - gain
    long_run = others * (stand + 0.5) / (stands - stand + 0.5)
    recent = np.where(all_lately > 0, others * (lately + 0.5) / (np.maximum(all_lately - lately, 0) + 0.5), 0)
    before = np.where(recent > long_run, lately, stand)
    expected, known = np.maximum(long_run, recent), 1 / (1 / (before + 0.5) + 1 / (others + 0.5))
    found, excess = [], np.zeros(len(cells))
    # Each interval's parts by their own spread: on a day when news crosses borders, many shares move at once, and none of them alone is out of line.
    _, days = np.unique([(row["kind"], str(row["moment"])) for row in cells], axis=0, return_inverse=True)
    for day in range(days.max() + 1):
        own = days == day
        excess[own] = log_excess(gain[own], expected[own], known[own])
    for place, p in _beyond(excess, gain, expected, known, rate):
        row = cells[place]
        words = (
            f"{row['name']} ({row['kind']}) gained {row['least']:,} of {row['most']:,} ({gain[place] / gained[place]:.2%}), "
            f"where {expected[place]:,.0f} would fit its share before, beside what the others gained."
        )
        found.append(_row("proportion", row["since"], row["moment"], row["least"], expected[place], p, words))
    return found, len(cells)


MEASUREMENT = Measurement(
    "petition.integrity",
    "signature_count",
    "things that do not fit",
    "Steps down, steps alone, parts that do not add up and parts out of proportion in a counter's readings.",
    SQL,
    judge,
    "petitions",
    {"rate": 0.001, "interval": 86_400_000_000},
    least_records=2,
)
