"""What every measurement of effects shares: which stretch before and after an event can be compared, and the finding that tells of it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from uproar.findings import Ask, Event, Finding, Result, Row, Scalar, Unmeasured, from_micros, to_micros
from uproar.stats.interrupted import Blocks, Effect, Floats, blocks, count_effect, mean_effect

_HOUR: Final = 3_600_000_000
_LEAST_BEFORE: Final = 48.0  # hours: two days show a trend apart from the rhythm of a day
_LEAST_BLOCKS: Final = 4
_LEAST: Final = 5  # of fewer events or values, one is more than a fifth of everything
_MOST_PLACEBOS: Final = 60
_UNUSUAL: Final = 0.05

# In microseconds: a day after the event holds every hour once, a week before it every day of the week.
SETTINGS: Final[dict[str, Scalar]] = {"window": 86_400_000_000, "before": 7 * 86_400_000_000}


@dataclass(frozen=True, slots=True)
class Pieces:
    """A series in pieces of time.

    Attributes:
        start, end: Bounds of each piece, in hours since 1970, shapes (n,), in order.
        total: Events in each, or the sum of its values, shape (n,).
        n: Values in each, shape (n,); not used for events.
        variance: Of one value about the mean; None where events are counted.
        events: What is counted, such as "signatures".
        unit: Unit of the finding's value.
        gaps: Stretches between readings that lie too far apart to be pieces: where each begins and ends, in hours, shapes (m,); none where nothing is read.
    """

    start: Floats
    end: Floats
    total: Floats
    n: Floats
    variance: float | None
    events: str
    unit: str
    gaps: tuple[Floats, Floats] = (np.empty(0), np.empty(0))


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Blocks before and after a moment, their width, and when the last piece ends, in hours."""

    before: Blocks
    after: Blocks
    width: float
    end: float


def no_events(name: str, subject: str, ask: Ask) -> Unmeasured | None:
    """The reason for no value where no event is asked about; None where there is one."""
    if _asked(ask):
        return None
    reason = "the case names no event in the period" if ask.events else "the case names no event"
    return Unmeasured(name, subject, reason, "an event: [[events]] in case.toml, or uproar new CASE --event 'TIME=WHAT'", ask.as_of)


def effects(name: str, subject: str, pieces: Pieces, ask: Ask, settings: dict[str, float], notes: Sequence[str] = ()) -> list[Result]:
    """One result an event: what the series was followed by, against what went before led to expect.

    Args:
        name: The measurement.
        subject: What it is about.
        pieces: The series.
        ask: The ask, with its events.
        settings: `window` and `before`, in microseconds.
        notes: What is to be said of the series itself.
    """
    window, before = settings["window"] / _HOUR, settings["before"] / _HOUR
    return [_one(name, subject, pieces, ask, event, window, before, notes) for event in _asked(ask)]


def _asked(ask: Ask) -> list[Event]:
    start, end = ask.from_at, ask.to_at or ask.as_of
    return [event for event in ask.events if (start is None or event.at >= start) and event.to_at <= end]


def _one(
    name: str, subject: str, pieces: Pieces, ask: Ask, event: Event, window: float, most_before: float, notes: Sequence[str]
) -> Result:
    at, to_at = to_micros(event.at) / _HOUR, to_micros(event.to_at) / _HOUR

    def fail(reason: str, needs: str) -> Unmeasured:
        return Unmeasured(name, subject, f"{pieces.events} around “{event.what}”: {reason}", needs, ask.as_of)

    if to_at - at > window + 1.5:  # the day on which clocks go back has 25 hours
        return fail(f"when it happened is known to {to_at - at:.0f} hours only, more than the {window:.0f} compared", "a closer time of it")
    others = [(to_micros(other.at) / _HOUR, to_micros(other.to_at) / _HOUR) for other in ask.events if other is not event]
    limit = min((start for start, _ in others if start >= at), default=math.inf)
    if limit - to_at < window / 4:
        reason = f"another event lies within {window / 4:.0f} hours after it, so that what followed the one cannot be told from what followed the other"
        return fail(reason, f"events further apart, or a shorter window: uproar measure CASE --only {name} --set window={window / 2:g}h")
    told, floor = list(notes), max((end for _, end in others if end <= at), default=-math.inf)
    if at - floor < _LEAST_BEFORE:
        floor = -math.inf
        told.append("Another event lies in the two days before: what followed the two cannot be told apart.")
    found = _stretch(pieces, at, to_at, max(floor, at - most_before), limit, window)
    if isinstance(found, str):
        what = f"readings at most {window / 4:g} hours apart" if len(pieces.gaps[0]) else pieces.events
        return fail(found, f"{what} of at least two days before the event and {window / 4:.0f} hours after it")
    effect = _effect(pieces, found, None)
    changes = _placebos(pieces, at, others, window, most_before, effect.noise)
    change = _change(pieces, effect)
    larger = sum(one >= change for one in changes) / len(changes) if changes else None
    departs = not effect.low <= _none(pieces) <= effect.high
    hours_after = float(found.after.hours.sum())
    if found.end - to_at < window - 1:
        cut = "where another event follows" if limit < math.inf and found.end > limit - 1 else "where the record ends"
        told.append(f"Compared over {found.end - to_at:.0f} hours only, {cut}.")
    if larger is None:
        told.append("The record before the event is too short to see how large a change is usual.")
    elif departs and larger > _UNUSUAL:
        told.append(f"As large a change followed {larger:.0%} of {len(changes)} moments before at which nothing is named: it may be usual.")
    counted = pieces.variance is None
    return Finding(
        name, subject, effect.value, pieces.unit, ask.as_of,
        f"Observed {'over' if counted else 'less'} expected, had the {found.before.hours.sum():.0f} hours before gone on: level, trend, rhythm of the day"
        f" and lasting noise{', on the logarithmic scale' if counted else ''}. It says what the event was followed by: an association, whatever the reason.",
        low=effect.low, high=effect.high, from_at=event.at, to_at=from_micros(round(found.end * _HOUR)),
        detail={
            "event": event.what, "event_to_at": event.to_at, "measured": pieces.events, "departs": departs, "observed": effect.observed, "expected": effect.expected,
            "expected_at_least": effect.expected_low, "expected_at_most": effect.expected_high, "hours_before": float(found.before.hours.sum()),
            "hours_after": hours_after, "placebos": len(changes), "placebo_share": larger,
        },
        series=tuple(_series(pieces, found, effect)), notes=tuple(told),
    )  # fmt: skip


def _stretch(pieces: Pieces, at: float, to_at: float, first: float, limit: float, window: float) -> _Stretch | str:
    """What can be compared around a moment, or why nothing can."""
    hair = 1e-6
    apart = f"are more than {window / 4:g} hours apart"
    is_before = (pieces.start >= first - hair) & (pieces.end <= at + hair)
    ahead = pieces.start[pieces.start >= to_at - hair]
    if not is_before.any():
        return f"the usable readings before it {apart}" if _gaps(pieces, first, at) else "nothing was recorded in the days before it"
    if not len(ahead) or ahead[0] - to_at > window:
        return (
            f"the usable readings after it {apart}"
            if _gaps(pieces, to_at, to_at + window)
            else "nothing was recorded in the hours after it"
        )
    is_after = (pieces.start >= to_at - hair) & (pieces.end <= min(ahead[0] + window, limit) + hair)
    width = max(window / 8, float(np.median(pieces.end - pieces.start)))
    before, after = (
        blocks(pieces.start[chosen], pieces.end[chosen], pieces.total[chosen], pieces.n[chosen], edge, width)
        for chosen, edge in ((is_before, at), (is_after, float(ahead[0])))
    )
    if pieces.variance is not None:
        before, after = (Blocks(*(column[one.n > 0] for column in (one.at, one.hours, one.total, one.n))) for one in (before, after))
    span, hours = at - float(pieces.start[is_before][0]), before.hours.sum()
    if span < _LEAST_BEFORE - hair or hours < _LEAST_BEFORE / 2 or len(before.at) < _LEAST_BLOCKS:
        gaps = _gaps(pieces, first, at)
        missed = (
            f": {len(gaps)} gap{'s' if len(gaps) > 1 else ''} in its readings, of up to {max(gap[1] for gap in gaps):.1f} hours"
            if gaps
            else ""
        )
        return f"the record before it covers {hours:.0f} hours, in {len(before.at)} steps of {width:.0f} that can be used{missed}"
    if (seen := (before.total if pieces.variance is None else before.n).sum()) < _LEAST:
        return f"only {seen:.0f} {pieces.events} in the {span:.0f} hours before it"
    if after.hours.sum() < window / 4 - hair:
        for begins, lasts in _gaps(pieces, to_at, to_at + window)[:1]:
            gap = f"a gap of {lasts:.1f} hours without a usable reading"
            return (
                f"{gap} begins {begins - to_at:.{0 if begins - to_at >= 1 else 1}f} hours after it"
                if begins > to_at
                else f"it lies in {gap}"
            )
        return f"the record after it covers {after.hours.sum():.0f} hours"
    if pieces.variance is not None and after.n.sum() < _LEAST:
        return f"only {after.n.sum():.0f} {pieces.events} after it"
    return _Stretch(before, after, width, float(pieces.end[is_after][-1]))


def _gaps(pieces: Pieces, first: float, last: float) -> list[tuple[float, float]]:
    """When each gap that reaches into a stretch begins, and its length, in hours."""
    start, end = pieces.gaps
    inside = (end > first) & (start < last)
    return list(zip(start[inside].tolist(), (end - start)[inside].tolist(), strict=True))


def _effect(pieces: Pieces, stretch: _Stretch, noise: int | None) -> Effect:
    middle = stretch.before.at[-1]  # times near 0 keep the squares of the trend small
    before, after = (Blocks(one.at - middle, one.hours, one.total, one.n) for one in (stretch.before, stretch.after))
    if pieces.variance is None:
        return count_effect(before, after, stretch.width, noise)
    return mean_effect(before, after, stretch.width, pieces.variance, noise)


def _none(pieces: Pieces) -> float:
    """The value that says nothing changed."""
    return 1.0 if pieces.variance is None else 0.0


def _change(pieces: Pieces, effect: Effect) -> float:
    """How large a change is, whatever its sign: the logarithm of a ratio (with half an event more), or a difference."""
    return abs(math.log((effect.observed + 0.5) / (effect.expected + 0.5)) if pieces.variance is None else effect.value)


def _placebos(
    pieces: Pieces, at: float, others: Sequence[tuple[float, float]], window: float, most_before: float, noise: int
) -> list[float]:
    """The same change at moments of the past, a quarter of a window apart, after which no event is named; with the noise found at the event."""
    found: list[float] = []
    moment, first = at - window, float(pieces.start[0]) + _LEAST_BEFORE
    while moment >= first and len(found) < _MOST_PLACEBOS:
        if not any(start < moment + window and end > moment for start, end in others):
            stretch = _stretch(pieces, moment, moment, moment - most_before, at, window)
            if not isinstance(stretch, str):
                found.append(_change(pieces, _effect(pieces, stretch, noise)))
        moment -= window / 4
    return found


def _series(pieces: Pieces, stretch: _Stretch, effect: Effect) -> list[Row]:
    """One row a block: its bounds, what was observed (an hour, or on average), and what was expected, with bounds after the event."""
    rows: list[Row] = []
    places = [(one, index, after) for one, after in ((stretch.before, False), (stretch.after, True)) for index in range(len(one.at))]
    for (one, index, after), expected, low, high in zip(places, effect.course, effect.course_low, effect.course_high, strict=True):
        per = one.hours[index] if pieces.variance is None else one.n[index]
        # A block stands where it was observed: one cut by a gap is as short as what was.
        start = one.at[index] - one.hours[index] / 2
        rows.append({
            "at": from_micros(round(start * _HOUR)), "to": from_micros(round((start + one.hours[index]) * _HOUR)), "observed": float(one.total[index] / per),
            "expected": float(expected), "low": float(low), "high": float(high), "after": after,
        })  # fmt: skip
    return rows
