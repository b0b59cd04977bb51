"""reviews.score: share of positive reviews per day, critics and audience, with intervals, and the days whose grades depart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final
from zoneinfo import ZoneInfo

import altair as alt

from uproar.charts import words
from uproar.charts.axes import joined_note, millis, time_x
from uproar.charts.drawing import NARROW, WIDE, Chart, Drawing
from uproar.charts.layers import finish, values
from uproar.charts.palette import BLUE, SHADE, SHADE_OPACITY, VERMILION
from uproar.findings import Finding, Row
from uproar.stats.intervals import share_interval

SIDES: Final = {"critic": "critics", "audience": "audience"}
_COLOURS: Final = {"critics": BLUE, "audience": VERMILION}
_POINTS: Final = {WIDE: 60, NARROW: 28}  # one point and whisker in ten pixels
_HEIGHT: Final = {WIDE: 260, NARROW: 240}


def draw(findings: Sequence[Finding], zone: str) -> list[Drawing]:
    """One chart of both sides, or of the one that was measured."""
    sides = [f for f in findings if f.name == "reviews.score" and f.series and f.subject in SIDES]
    if not sides:
        return []
    first = min(row["at"] for f in sides for row in f.series)
    last = max(row["at"] for f in sides for row in f.series)
    windows = [window for f in findings if f.name == "reviews.bombing" and f.subject in SIDES for window in f.detail.get("windows", ())]
    wide, narrow = (_days(first, last, zone, width) for width in (WIDE, NARROW))
    notes = joined_note(wide, narrow, "a point pools {} days")
    told = [
        f"{SIDES[f.subject]} {words.percent(f.detail['share_positive'])} ({words.percent(f.detail['share_positive_low'])} to "
        f"{words.percent(f.detail['share_positive_high'])}, {words.plural(f.detail['reviews'], 'review')})"
        for f in sides
    ]
    title = f"Share of positive reviews per day; over all days: {', '.join(told)}"
    description = f"Points with 95% intervals for every day with reviews from {words.day(first, zone)} to {words.day(last, zone)} ({zone})."
    description += f" Over all days: {'; '.join(told)}."
    mark = words.percent(sides[0].detail.get("positive_at", 0.6))
    key = f"Positive: a grade of at least {mark} of the scale. Whiskers: 95% interval (Wilson); long where a day has few reviews."
    if windows:
        key += " Shaded: days whose grades depart from what is usual."
        spans = words.listed([words.between(window["from_at"], window["to_at"], zone) for window in windows])
        description += f" Grades depart from what is usual {spans}."
    return [
        Drawing(
            "reviews.score",
            " and ".join(SIDES[f.subject] for f in sides),
            title,
            description,
            key,
            tuple(sides),
            partial(_chart, sides, windows, first, last, zone),
            tuple(notes),
        )
    ]


def _days(first: datetime, last: datetime, zone: str, width: int) -> int:
    """How many days a point pools."""
    total = (_midnight(last, zone).date() - _midnight(first, zone).date()).days + 1
    return max(1, -(-total // _POINTS[width]))


def _chart(sides: Sequence[Finding], windows: Sequence[Row], first: datetime, last: datetime, zone: str, width: int) -> Any:
    start, end, n = _midnight(first, zone), _midnight(last, zone) + timedelta(days=1), _days(first, last, zone, width)
    total = (end.date() - start.date()).days
    rows = []
    for finding in sides:
        # The two sides stand a little apart, so that no whisker hides the other.
        shift = timedelta(days=n) * (0.38 if finding.subject == "critic" else 0.62)
        for bucket, group in _buckets(finding.series, start, n, zone).items():
            at = start + timedelta(days=bucket * n)
            reviews = sum(row["reviews"] for row in group)
            positive = round(sum(row["share_positive"] * row["reviews"] for row in group))
            low, high = share_interval(positive, reviews)
            rows.append({"at": millis(at + shift), "side": SIDES[finding.subject], "share": positive / reviews, "low": low, "high": high})
    x = time_x(start, start + timedelta(days=-(-total // n) * n), zone, width)
    present = [SIDES[f.subject] for f in sides]
    colour = alt.Color(
        "side:N", scale=alt.Scale(domain=present, range=[_COLOURS[side] for side in present]), legend=alt.Legend(orient="top", title=None)
    )
    shape = alt.Shape(
        "side:N", scale=alt.Scale(domain=present, range=[{"critics": "square", "audience": "circle"}[side] for side in present])
    )
    y = alt.Y(
        "share:Q", scale=alt.Scale(domain=[0, 1]), title="Positive reviews", axis=alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1])
    )
    data = values(rows)
    shade = values([{"at": millis(max(window["from_at"], start)), "to": millis(min(window["to_at"], end))} for window in windows])
    layers = [
        *([alt.Chart(shade).mark_rect(color=SHADE, opacity=SHADE_OPACITY).encode(x=x, x2=alt.X2("to:Q"))] if windows else []),
        alt.Chart(data)
        .mark_rule(strokeWidth=1.5)
        .encode(x=x, y=alt.Y("low:Q", scale=alt.Scale(domain=[0, 1]), title="Positive reviews"), y2=alt.Y2("high:Q"), color=colour),
        alt.Chart(data).mark_point(filled=True, size=46, opacity=1).encode(x=x, y=y, color=colour, shape=shape),
    ]
    return finish(layers, width, _HEIGHT[width])


def _buckets(series: Sequence[Any], start: datetime, n: int, zone: str) -> dict[int, list[Any]]:
    groups: dict[int, list[Any]] = {}
    for row in series:
        groups.setdefault((_midnight(row["at"], zone).date() - start.date()).days // n, []).append(row)
    return groups


def _midnight(at: datetime, zone: str) -> datetime:
    return at.astimezone(ZoneInfo(zone)).replace(hour=0, minute=0, second=0, microsecond=0)


CHART = Chart("reviews.score", draw, 0)
