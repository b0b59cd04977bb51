"""reviews.bombing: when a title's grades depart from its own reviews and from a cohort of titles, and how much of that is excess."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any, Final, TypeAlias
from zoneinfo import ZoneInfo

import numpy as np

from uproar.findings import Ask, Finding, Measurement, Result, Row, Unmeasured, from_micros
from uproar.instruments.reviews.days import Days, by_day
from uproar.instruments.reviews.reference import DAY_SPREAD, LAUNCH_DAYS, LEAST_COHORT, cohort_of, scale_family
from uproar.stats.cohort import Belief, ignorance
from uproar.stats.departure import PAST_DAYS, above_past, crowded, effective, excess_of_crowd, excess_share, rises, stretch

Bounded: TypeAlias = tuple[float, float, float]

ENDS: Final = ("low", "high")
# Share of a window's reviews: below it the bounds in print begin at 0 %, and that the grades depart is not said as a fact.
LEAST_EXCESS: Final = 0.01
# Among 30 reviews even a title that 90 of 100 dislike has one in the upper half, among 300 one that 99 of 100 like has one in the lower half (chance 95 %): a record
# with none was cut to one side.
_ONE_SIDED: Final = {"low": 30, "high": 300}
# The least frequent lowest grade at the launch of a title never bombed is one in a hundred reviews: of 300 one is the lowest (chance 95 %).
_NO_LOWEST: Final = 300
_HALF: Final = {"low": "lower", "high": "upper"}
_METHOD: Final = (
    "Share of an extreme grade among the reviews without the opposite extreme: at launch against a cohort of titles, later, together with its number, "
    "against the title's own days before; the excess by the mixture of ordinary and excess reviews."
)
_CROWD_METHOD: Final = "Number of reviews a day against the other days' (only half of the scale is there); the ordinary part of a crowd is unknown on a log scale."

# By quarter hours, as every zone's offset is a multiple of one, and by work: some thousand rows, whatever the number of reviews.
SQL = """
SELECT coalesce(subject, '') AS work, event_at // 900000000 * 900000000 AS moment, count(*) AS reviews, sum(score) AS total,
       count(*) FILTER (WHERE rating_value = worst_rating) AS lowest, count(*) FILTER (WHERE rating_value = best_rating) AS highest,
       count(*) FILTER (WHERE score < 0.5) AS under, count(*) FILTER (WHERE score > 0.5) AS over,
       max(best_rating - worst_rating) AS length, min(event_at) AS first_at, max(event_at) AS last_at, count(*) FILTER (WHERE grain = 'day') AS day_only,
       count(*) FILTER (WHERE verified = 'yes') AS verified, count(verified) AS verified_known,
       count(*) FILTER (WHERE author_reviews = 1) AS single, count(author_reviews) AS single_known, count(*) AS records
FROM review
WHERE side = $subject AND event_at >= $from_at AND event_at < $to_at AND score IS NOT NULL
GROUP BY 1, 2 ORDER BY 1, 2
"""


@dataclass(frozen=True, slots=True)
class _Window:
    """Days whose grades depart.

    Attributes:
        end: Which end of the scale: "low" or "high".
        first, last: Days from the first day of the record, both inclusive.
        chance: That an ordinary title gives as much, before the error rate is spent over windows.
        against: What it departs from.
        expected: Share of that grade among the window's reviews without it: the median and bounds; None where it cannot be told.
        excess: Share of the window's reviews that is excess, with bounds.
    """

    end: str
    first: int
    last: int
    chance: float
    against: str
    expected: Bounded | None
    excess: Bounded

    @property
    def part(self) -> slice:
        return slice(self.first, self.last + 1)


def judge(rows: Sequence[Row], ask: Ask) -> list[Result]:
    """One finding a work: the share of its most departing window's reviews that is excess, or "none" where no window departs.

    Args:
        rows: One a work and quarter hour with reviews: work, moment (microseconds), reviews, total of the scores in [0, 1], lowest, highest,
            under and over half of the scale, length of the scale, first_at, last_at, day_only, and the numbers of verified reviews and of one-review accounts, each
            with how many say.
        ask: The ask; its subject is the side, "critic" or "audience".
    """
    side, least = ask.subject or "", MEASUREMENT.least_records
    parts: dict[str, list[Row]] = {}
    for row in rows:
        parts.setdefault(row["work"], []).append(row)
    read = {work: by_day(part, ask) for work, part in parts.items()} or {"": (None, None)}
    out: list[Result] = []
    for work, (days, early) in read.items():
        subject = f"{side}: {work}" if len(read) > 1 else side
        n = int(days.total("reviews")) if days else 0
        if days is None or n < least:
            since = " since the release" if early else ""
            reason = f"{f'only {n}' if n else 'no'} review{'' if n == 1 else 's'} from this side{since}"
            needs = f"at least {least} {side} reviews{since}: uproar load CASE reviews.csv --side {side}"
            out.append(Unmeasured("reviews.bombing", subject, reason, needs, ask.as_of))
        else:
            others = [other for name, (other, _) in read.items() if name != work and other is not None]
            out.append(_judged(subject, days, early, others, ask))
    return out


def _judged(subject: str, days: Days, early: Days | None, others: Sequence[Days], ask: Ask) -> Result:
    false_flags, n = float(MEASUREMENT.setting(ask, "false_flags")), days.total("reviews")
    cohort = cohort_of(days, others, ask.subject or "", false_flags) if _starts_at_release(days, ask) else None
    one_end = next((end for end, half in zip(ENDS, ("under", "over"), strict=True) if days.total(half) == n >= _ONE_SIDED[end]), None)
    one_end = one_end if ask.subject == "audience" else None  # critics of a good work are often of one mind
    span = len(days.sums["reviews"])
    if one_end is not None and span <= PAST_DAYS + 1:
        reason = f"every grade is in the {_HALF[one_end]} half, as in a file cut to one side, and {span} days of it are no past to compare their number with"
        needs = f"the reviews of the other half too, or of more than {PAST_DAYS} days"
        return Unmeasured("reviews.bombing", subject, reason, needs, ask.as_of)
    if cohort is None and one_end is None and span <= PAST_DAYS:
        reason = f"no cohort tells how {ask.subject} reviews on such a scale begin, and {span} day{'s are' if span > 1 else ' is'} no past to compare with"
        needs = f"{LEAST_COHORT} or more other works on such a scale (uproar load --subject WORK), or reviews of more than {PAST_DAYS} days"
        return Unmeasured("reviews.bombing", subject, reason, needs, ask.as_of)
    beliefs = {end: cohort.belief(scale_family(days.length), end) if cohort else ignorance() for end in ENDS}
    chances = {end: cohort.chance(days, end) for end in ENDS} if cohort else {}
    fading = _fading(days, ask)
    windows = _crowd(days, one_end, fading, false_flags) if one_end else _departures(days, beliefs, chances.get("low"), false_flags)
    if ask.from_at is not None:
        start = ask.from_at.astimezone(ZoneInfo(ask.zone)).date()
        windows = [window for window in windows if days.first + timedelta(days=window.last) >= start]
    detail: dict[str, Any] = {
        "false_flags": false_flags, "cohort": cohort.name if cohort else "none", "cohort_size": sum(map(len, cohort.launches.values())) if cohort else 0,
        **{f"launch_chance_{end}": chance for end, chance in chances.items()}, **_scores(days, windows), **_before(early),
    }  # fmt: skip
    main = max(windows, key=lambda window: window.excess[0] * days.total("reviews", window.part), default=None)
    if main is not None:
        detail |= _told(days, main, ask.zone)
    detail |= {
        "direction": _direction(main, windows, chances, false_flags),
        "windows": tuple(_told(days, window, ask.zone) for window in windows),
    }
    from_at, to_at = _period(days, main.part if main else slice(None), ask.zone)
    return Finding(
        "reviews.bombing",
        subject,
        main.excess[0] if main else "none",
        MEASUREMENT.unit,
        ask.as_of,
        _CROWD_METHOD if one_end else _METHOD,
        low=main.excess[1] if main else None,
        high=main.excess[2] if main else None,
        from_at=from_at,
        to_at=to_at,
        detail=detail,
        series=tuple(_series(days, beliefs, windows, ask.zone)),
        notes=_notes(days, early, windows, (one_end, fading), chances, false_flags),
    )


def _starts_at_release(days: Days, ask: Ask) -> bool:
    """Whether the record's first days are those after the release, as far as the case says."""
    return ask.released_at is None or days.first <= ask.released_at.astimezone(ZoneInfo(ask.zone)).date() + timedelta(days=LAUNCH_DAYS)


def _fading(days: Days, ask: Ask) -> bool:
    """Whether the release may still be fading in the record: nobody says when it was, or the title is younger at its first day than the record is long.

    By then a rate that falls as one over time since the release has halved: more is a crowd of the release's own.
    """
    if ask.released_at is None:
        return True
    age = (days.first - ask.released_at.astimezone(ZoneInfo(ask.zone)).date()).days
    return age < len(days.sums["reviews"])


def _departures(days: Days, beliefs: Mapping[str, Belief], launch_chance: float | None, false_flags: float) -> list[_Window]:
    found: list[_Window] = []
    for end in ENDS:
        hits, draws = days.extremes(end)
        weights = effective(draws, DAY_SPREAD)
        told, drawn = hits * weights, draws * weights
        places: list[tuple[int, int, float, str]] = []
        open_days = np.arange(len(hits))
        # Only the lowest grade is judged at launch: in its first days a title that is loved looks like one that is praised in concert (see the docs).
        if end == "low" and launch_chance is not None and launch_chance <= false_flags:
            _, last = stretch(told, drawn, beliefs[end].quantile(0.5), 0, min(LAUNCH_DAYS, len(hits)) - 1)
            places.append((0, last, launch_chance, "the cohort"))
            open_days = open_days[last + 1 :]
        while seen := rises(hits[open_days], draws[open_days], DAY_SPREAD, false_flags / 2):
            chance, first, last = seen[0]
            before = open_days[:first]
            usual = float((told[before].sum() + 0.5) / (drawn[before].sum() + 1))
            first, last = stretch(told[open_days], drawn[open_days], usual, first, last)
            # Days of windows found before are taken out: of a stretch across them the part with more of the grade is told.
            apart = np.flatnonzero(np.diff(open_days[first : last + 1]) > 1) + 1
            run = max(np.split(open_days[first : last + 1], apart), key=lambda part: float(hits[part].sum()))
            places.append((int(run[0]), int(run[-1]), chance, "its own days before"))
            open_days = np.setdiff1d(open_days, run)
        # What the title's other days say of its ordinary share comes on top of what the cohort says.
        belief = beliefs[end].updated(float(told[_outside(places, len(hits))].sum()), float(drawn[_outside(places, len(hits))].sum()))
        expected = _bounds(belief)
        for first, last, chance, against in places:
            part = slice(first, last + 1)
            reviews, judged = days.total("reviews", part), float(draws[part].sum())
            # With false_flags aside at each end, a launch that departs has an excess whose lower bound lies above 0.
            share = excess_share(belief, float(hits[part].sum()), judged, 1 - 2 * false_flags)
            excess = tuple(value * judged / reviews for value in share)
            found.append(_Window(end, first, last, chance, against, expected, (excess[0], excess[1], excess[2])))
    return sorted(found, key=lambda window: (window.first, window.end))


def _bounds(belief: Belief) -> Bounded:
    return belief.quantile(0.5), belief.quantile(0.025), belief.quantile(0.975)


def _outside(places: Sequence[tuple[int, int, float, str]], span: int) -> Any:
    outside = np.ones(span, bool)
    for first, last, *_ in places:
        outside[first : last + 1] = False
    return outside


def _crowd(days: Days, end: str, fading: bool, false_flags: float) -> list[_Window]:
    counts, against = days.sums["reviews"], "the number of reviews on its other days"
    seen = crowded(counts, DAY_SPREAD, false_flags)
    if fading:
        seen = [crowd for crowd in seen if above_past(counts, crowd[0], crowd[1], DAY_SPREAD) <= false_flags]
    return [_Window(end, first, last, chance, against, None, excess_of_crowd(factor)) for first, last, factor, chance in seen]


def _direction(main: _Window | None, windows: Sequence[_Window], chances: Mapping[str, float], false_flags: float) -> str:
    """The end that departs, or both where the other end does in the same days."""
    if main is None:
        return "none"
    meets = any(window.end != main.end and window.first <= main.last and main.first <= window.last for window in windows)
    launch = main.against == "the cohort" and chances["high"] <= false_flags
    return "both" if meets or launch else main.end


def _told(days: Days, window: _Window, zone: str) -> dict[str, Any]:
    """A window's numbers: shares of the grade in question are among the reviews without the opposite extreme."""
    hits, draws = (float(values[window.part].sum()) for values in days.extremes(window.end))
    rest = {name: days.total(name) - days.total(name, window.part) for name in ("verified", "verified_known", "single", "single_known")}
    own = {name: days.total(name, window.part) for name in rest}
    expected = window.expected or (None, None, None)
    from_at, to_at = _period(days, window.part, zone)
    return {
        "from_at": from_at, "to_at": to_at, "end": window.end, "reviews_in_window": int(days.total("reviews", window.part)), "excess": window.excess[0],
        "excess_low": window.excess[1], "excess_high": window.excess[2], "observed_share": hits / draws, "expected_share": expected[0], "expected_share_low": expected[1],
        "expected_share_high": expected[2], "against": window.against, "chance": window.chance,
        "verified_share": _part(own["verified"], own["verified_known"]), "verified_share_outside": _part(rest["verified"], rest["verified_known"]),
        "one_review_share": _part(own["single"], own["single_known"]), "one_review_share_outside": _part(rest["single"], rest["single_known"]),
    }  # fmt: skip


def _part(count: float, known: float) -> float | None:
    return count / known if known else None


def _scores(days: Days, windows: Sequence[_Window]) -> dict[str, Any]:
    """The mean grade of all reviews, and of those that remain when the excess of every window is taken out."""
    n, total = days.total("reviews"), days.total("total")

    def without(bound: int) -> float | None:
        out = {end: sum(w.excess[bound] * days.total("reviews", w.part) for w in windows if w.end == end) for end in ENDS}
        left = n - out["low"] - out["high"]
        # An excess review at the lowest grade adds 0 to the total, one at the highest adds 1; where next to all is excess, nothing remains to have a mean.
        return min(1.0, max(0.0, (total - out["high"]) / left)) if left >= 1 else None

    # Where only the number of reviews told of the excess, the grades that ordinary reviews would have given are not in the record.
    means = [without(bound) if all(window.expected for window in windows) else None for bound in (0, 1, 2)]
    known = [mean for mean in means if mean is not None]
    out = sum(window.excess[0] * days.total("reviews", window.part) for window in windows)
    return {
        "reviews": int(n), "excess_of_all": out / n, "score_with": total / n, "score_without": means[0],
        "score_without_low": min(known, default=None), "score_without_high": max(known, default=None),
    }  # fmt: skip


def _before(early: Days | None) -> dict[str, Any]:
    n = early.total("reviews") if early else 0.0
    if early is None or n == 0:
        return {"pre_release": 0}
    return {"pre_release": int(n), "pre_release_score": early.total("total") / n, "pre_release_lowest": early.total("lowest") / n}


def _series(days: Days, beliefs: Mapping[str, Belief], windows: Sequence[_Window], zone: str) -> list[Row]:
    here = ZoneInfo(zone)
    expected = next((window.expected for window in windows if window.end == "low" and window.expected), None)
    if expected is None:
        hits, draws = days.extremes("low")
        weights = effective(draws, DAY_SPREAD)
        expected = _bounds(beliefs["low"].updated(float(hits @ weights), float(draws @ weights)))
    middle, _, upper = expected
    out: list[Row] = []
    for place in sorted(days.spans):
        counts = {name: float(days.sums[name][place]) for name in ("reviews", "total", "lowest", "highest")}
        open_to = (counts["reviews"] - counts["highest"]) / counts["reviews"]
        out.append({
            "at": datetime.combine(days.first + timedelta(days=place), time(), here), "reviews": int(counts["reviews"]), "low": int(counts["lowest"]),
            "high": int(counts["highest"]), "mean": counts["total"] / counts["reviews"], "low_share": counts["lowest"] / counts["reviews"],
            "expected_low": middle * open_to, "expected_low_high": upper * open_to, "departs": any(w.first <= place <= w.last for w in windows),
        })  # fmt: skip
    return out


def _period(days: Days, part: slice, zone: str) -> tuple[datetime, datetime]:
    """First and last review of some days; where the last is known by its day only, the end of that day."""
    places = [place for place in range(*part.indices(len(days.sums["reviews"]))) if place in days.spans]
    first, last = days.spans[places[0]][0], days.spans[places[-1]][1]
    if days.sums["day_only"][places[-1]]:
        return from_micros(first), datetime.combine(days.first + timedelta(days=places[-1] + 1), time(), ZoneInfo(zone)).astimezone(UTC)
    return from_micros(first), from_micros(last)


def _notes(
    days: Days,
    early: Days | None,
    windows: Sequence[_Window],
    cut: tuple[str | None, bool],
    chances: Mapping[str, float],
    false_flags: float,
) -> tuple[str, ...]:
    notes = []
    one_end, fading = cut
    if one_end is not None:
        what = (
            "Every grade is in the {} half, as in a file cut to one side: only the number of reviews a day tells, hence the wide interval."
        )
        notes.append(what.format(_HALF[one_end]))
        if fading:
            notes.append(
                f"The release may still be fading in it: only days with more reviews than the {PAST_DAYS} before them were judged, none of its first {PAST_DAYS}; "
                "say when it was released (--released) where that is long past."
            )
    elif days.total("reviews") >= _NO_LOWEST and not days.total("lowest"):
        notes.append(
            "No grade is the lowest of its scale: if the scale begins higher (1 to 5 stars), load the file into a new case with --scale."
        )
    if early is not None:
        notes.append(f"{int(early.total('reviews'))} reviews from before the release are counted apart.")
    if days.total("day_only"):
        notes.append("Some reviews carry only a day: a window begins and ends with whole days.")
    if not any(window.against == "the cohort" for window in windows) and chances.get("high", 1.0) <= false_flags:
        notes.append("The launch has more of the highest grade than the cohort; a title that is loved from its first day gives that too.")
    if not windows and not chances and one_end is None:
        notes.append("Without a cohort on such a scale the first days were not judged.")
    return tuple(notes)


MEASUREMENT = Measurement(
    "reviews.bombing",
    "review",
    "share of the window's reviews",
    "Windows in which a title's grades depart from a cohort of titles and from its own past, and the share of their reviews that is excess.",
    SQL,
    judge,
    "sides",
    # Per title: so often an ordinary title's launch is said to depart, and so often, over all its later days together, any later window.
    {"false_flags": 0.05},
    least_records=20,  # of 20 reviews a share has an error of at most .11; a launch of fewer decides nothing
    whole_past=True,
)
