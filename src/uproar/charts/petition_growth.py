"""petition.signature_count: the counter over time, what is known between its readings, and the goals it was shown against."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

import altair as alt

from uproar.charts import words
from uproar.charts.axes import millis, shorten, time_x
from uproar.charts.drawing import NARROW, WIDE, Chart, Drawing
from uproar.charts.layers import finish, values
from uproar.charts.palette import BLUE, INK, QUIET, SHADE, SHADE_OPACITY
from uproar.findings import Finding

_POINTS: Final = {WIDE: 240, NARROW: 110}
_HEIGHT: Final = {WIDE: 260, NARROW: 240}
_BOXES: Final = 60  # with more readings than this, the room between two of them is thinner than the line


def draw(findings: Sequence[Finding], zone: str) -> list[Drawing]:
    """One chart a petition."""
    goals = {f.subject: f for f in findings if f.name == "petition.goal"}
    return [_one(f, goals.get(f.subject), zone) for f in findings if f.name == "petition.signature_count" and f.series]


def _one(finding: Finding, goal: Finding | None, zone: str) -> Drawing:
    rows = [dict(row) for row in finding.series]
    first, last = rows[0], rows[-1]
    wide, kept = _chart(rows, goal, zone, WIDE)
    narrow, kept_narrow = _chart(rows, goal, zone, NARROW)
    notes = [
        f"The {what} chart keeps the last of every {n} readings, and the first one."
        for n, what in ((kept, "wide"), (kept_narrow, "narrow"))
        if n > 1
    ]
    towards = f", shown against a goal of {words.count(goal.value)}" if goal is not None else ""
    title = f"Signatures of {finding.subject}: {words.count(last['signatures'])} on {words.moment(last['at'], zone)} ({zone}){towards}"
    description = (
        f"Line through {words.plural(len(rows), 'reading')} of the counter, from {words.count(first['signatures'])} on {words.moment(first['at'], zone)} "
        f"to {words.count(last['signatures'])} on {words.moment(last['at'], zone)} ({zone}){towards}."
    )
    key = "Dots: readings; the line between them is a guess." if len(rows) <= _BOXES else "Line: the readings."
    key += " Shaded: where the counter must have been between two readings." if len(rows) <= _BOXES else ""
    key += " Dashed: goal, while it was shown." if goal is not None else ""
    return Drawing(
        "petition.signature_count",
        finding.subject,
        title,
        description,
        key,
        tuple(f for f in (finding, goal) if f),
        wide,
        narrow,
        tuple(notes),
    )


def _chart(rows: list[dict[str, Any]], goal: Finding | None, zone: str, width: int) -> tuple[Any, int]:
    shown, kept = shorten(rows, _POINTS[width], lambda group: group[-1])
    if kept > 1:
        shown = [rows[0], *shown]
    first, last = rows[0]["at"], rows[-1]["at"]
    if goal is not None and goal.series:
        first, last = min(first, goal.series[0]["at"]), max(last, *(row["to"] for row in goal.series))
    if first == last:  # a single reading still needs an axis around it
        first, last = first - timedelta(hours=12), last + timedelta(hours=12)
    x = time_x(first, last, zone, width)
    y = alt.Y("n:Q", title="Signatures", scale=alt.Scale(zero=True, nice=True), axis=alt.Axis(format=",d", tickCount=5))
    line = values([{"at": millis(row["at"]), "n": row["signatures"]} for row in shown])
    layers: list[Any] = []
    if len(rows) <= _BOXES:
        boxes = [
            {
                "at": millis(a["at"]),
                "to": millis(b["at"]),
                "n": min(a["signatures"], b["signatures"]),
                "top": max(a["signatures"], b["signatures"]),
            }
            for a, b in itertools.pairwise(shown)
        ]
        layers.append(alt.Chart(values(boxes)).mark_rect(color=SHADE, opacity=SHADE_OPACITY).encode(x=x, x2="to:Q", y=y, y2="top:Q"))
    layers.append(alt.Chart(line).mark_line(color=BLUE, strokeWidth=2.5).encode(x=x, y=y, order=alt.Order("at:Q")))
    if len(rows) <= _BOXES:
        layers.append(alt.Chart(line).mark_point(color=BLUE, filled=True, size=34, opacity=1).encode(x=x, y=y))
    if goal is not None and goal.series:
        steps = [
            {"at": millis(row["at"]), "to": millis(row["to"]), "n": row["goal"], "label": f"goal {words.count(row['goal'])}"}
            for row in goal.series
        ]
        data = values(steps)
        layers.append(alt.Chart(data).mark_rule(color=QUIET, strokeWidth=2, strokeDash=[6, 4]).encode(x=x, x2="to:Q", y=y))
        label = alt.Chart(values(steps[-1:])).mark_text(color=INK, align="right", baseline="bottom", dy=-4)
        layers.append(label.encode(x=alt.X("to:Q"), y=y, text="label:N"))
    return finish(layers, width, _HEIGHT[width]), kept


CHART = Chart("petition.signature_count", draw, 0)
