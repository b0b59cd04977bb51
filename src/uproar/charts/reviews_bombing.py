"""reviews.bombing: the share of the lowest grade per day, what would be usual, and the days that depart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import Any, Final

import altair as alt

from uproar.charts import words
from uproar.charts.axes import joined_note, millis, shorten, time_x
from uproar.charts.drawing import NARROW, WIDE, Chart, Drawing
from uproar.charts.layers import finish, values
from uproar.charts.palette import BLUE, QUIET, SHADE, SHADE_OPACITY, VERMILION
from uproar.findings import Finding, Row
from uproar.stats.intervals import share_interval

_POINTS: Final = {WIDE: 120, NARROW: 50}
_HEIGHT: Final = {WIDE: 240, NARROW: 220}
_USUAL: Final = 0.22
_DAY: Final = timedelta(days=1)


def draw(findings: Sequence[Finding], zone: str) -> list[Drawing]:
    """One chart a side, or a work of it, in which some days depart."""
    return [_one(f, zone) for f in findings if f.name == "reviews.bombing" and f.series and f.detail.get("windows")]


def _one(finding: Finding, zone: str) -> Drawing:
    side = {"critic": "critics", "audience": "audience"}.get(finding.subject, finding.subject)
    excess = f"{words.percent(finding.value)} ({words.percent(finding.low or 0)} to {words.percent(finding.high or 0)})"
    windows = finding.detail["windows"]
    n = words.plural(sum(row["reviews"] for row in finding.series), "review")
    most = max(windows, key=lambda one: float(one["excess"]) * int(one["reviews_in_window"]))
    span = words.between(most["from_at"], most["to_at"], zone)
    title = f"Share of the lowest grade per day, {side}: {excess} of the reviews {span} are more than would be usual"
    description = (
        f"Points for each of {words.plural(len(finding.series), 'day')} with reviews ({n}). Windows that depart from what is usual: {len(windows)}; "
        f"the largest {span}, in which {excess} of {words.plural(most['reviews_in_window'], 'review')} are excess. Which ones cannot be told."
    )
    key = "Points: share of the lowest grade, larger for more reviews; whiskers: 95% interval (Wilson). Dashed: what would be usual. Grey: up to its upper bound."
    key += " Shaded: days that depart, judged together and not one by one."
    wide, narrow = (_shown(finding.series, width)[1] for width in (WIDE, NARROW))
    notes = (*joined_note(wide, narrow, "a point pools up to {} days with reviews"), *finding.notes)
    return Drawing("reviews.bombing", side, title, description, key, (finding,), partial(_chart, finding.series, zone), notes)


def _shown(series: Sequence[Row], width: int) -> tuple[list[dict[str, Any]], int]:
    return shorten([dict(row) for row in series], _POINTS[width], _pooled, _DAY)


def _chart(series: Sequence[Row], zone: str, width: int) -> Any:
    rows, _ = _shown(series, width)
    x = time_x(rows[0]["at"], series[-1]["at"] + _DAY, zone, width)
    scale = alt.Scale(domain=[0, 1], nice=False)
    y = alt.Y("share:Q", title="Lowest grade", scale=scale, axis=alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1]))
    shade = values([{"at": millis(row["at"]), "to": millis(row["at"] + _DAY)} for row in series if row["departs"]])
    middle = [
        {
            "at": millis(row["at"] + _DAY / 2),
            "share": row["low_share"],
            "usual": row["expected_low"],
            "top": row["expected_low_high"],
            "reviews": row["reviews"],
            **dict(zip(("low", "high"), share_interval(row["low"], row["reviews"]), strict=True)),
        }
        for row in rows
    ]
    data = values(middle)
    usual = alt.Y("usual:Q", title="Lowest grade", scale=scale)
    layers = [
        alt.Chart(shade).mark_rect(color=SHADE, opacity=SHADE_OPACITY).encode(x=x, x2=alt.X2("to:Q")),
        alt.Chart(data).mark_area(color=QUIET, opacity=_USUAL).encode(x=x, y=usual, y2=alt.Y2("top:Q")),
        alt.Chart(data).mark_line(color=VERMILION, strokeWidth=2, strokeDash=[5, 3]).encode(x=x, y=usual),
        alt.Chart(data)
        .mark_rule(color=BLUE, strokeWidth=1)
        .encode(x=x, y=alt.Y("low:Q", title="Lowest grade", scale=scale), y2=alt.Y2("high:Q")),
        alt.Chart(data)
        .mark_point(color=BLUE, filled=True, opacity=1)
        .encode(x=x, y=y, size=alt.Size("reviews:Q", scale=alt.Scale(range=[12, 110]), legend=None)),
    ]
    return finish(layers, width, _HEIGHT[width])


def _pooled(group: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Several days as one: shares weighted by their reviews."""
    n = sum(row["reviews"] for row in group)
    means = {key: sum(row[key] * row["reviews"] for row in group) / n for key in ("low_share", "expected_low", "expected_low_high")}
    return {**group[len(group) // 2], **means, "reviews": n, "low": sum(row["low"] for row in group)}


CHART = Chart("reviews.bombing", draw, 2)
