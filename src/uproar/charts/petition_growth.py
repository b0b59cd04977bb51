"""petition.signature_count: the counter over time, what is known between its readings, the goals it was shown against, and steps that do not fit."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import Any, Final

import altair as alt

from uproar.charts import words
from uproar.charts.axes import joined_note, millis, shorten, time_x
from uproar.charts.drawing import NARROW, WIDE, Chart, Drawing
from uproar.charts.layers import finish, values
from uproar.charts.palette import BLUE, INK, QUIET, SHADE, SHADE_OPACITY, VERMILION
from uproar.findings import Finding, Row

_POINTS: Final = {WIDE: 240, NARROW: 110}
_HEIGHT: Final = {WIDE: 260, NARROW: 240}
_STEPS: Final = {"removal", "reset", "mixed", "jump"}
_BOXES: Final = 60  # with more readings than this, the room between two of them is thinner than the line


def draw(findings: Sequence[Finding], zone: str) -> list[Drawing]:
    """One chart a petition."""
    goals = {f.subject: f for f in findings if f.name == "petition.goal"}
    steps = {f.subject: f for f in findings if f.name == "petition.integrity" and any(row["kind"] in _STEPS for row in f.series)}
    return [
        _one(f, goals.get(f.subject), steps.get(f.subject), zone) for f in findings if f.name == "petition.signature_count" and f.series
    ]


def _one(finding: Finding, goal: Finding | None, misfits: Finding | None, zone: str) -> Drawing:
    rows = [dict(row) for row in finding.series]
    steps = [row for row in misfits.series if row["kind"] in _STEPS] if misfits is not None else []
    first, last = rows[0], rows[-1]
    wide, narrow = (shorten(rows, _POINTS[width], _last)[1] for width in (WIDE, NARROW))
    notes = joined_note(wide, narrow, "a point stands for up to {} readings and is the last of them")
    towards = f", shown against a goal of {words.count(goal.value)}" if goal is not None else ""
    title = f"Signatures of {finding.subject}: {words.count(last['signatures'])} on {words.moment(last['at'], zone)} ({zone}){towards}"
    description = (
        f"Line through {words.plural(len(rows), 'reading')} of the counter, from {words.count(first['signatures'])} on {words.moment(first['at'], zone)} "
        f"to {words.count(last['signatures'])} on {words.moment(last['at'], zone)} ({zone}){towards}."
    )
    if steps:
        description += f" {words.plural(len(steps), 'step')} of it {'does' if len(steps) == 1 else 'do'} not fit."
    key = "Dots: readings; the line between them is a guess." if len(rows) <= _BOXES else "Line: the readings."
    key += " Shaded: where the counter must have been between two readings." if len(rows) <= _BOXES else ""
    key += " Dashed: goal, while it was shown." if goal is not None else ""
    key += " Triangles: steps that do not fit." if steps else ""
    return Drawing(
        "petition.signature_count",
        finding.subject,
        title,
        description,
        key,
        tuple(f for f in (finding, goal, misfits) if f),
        partial(_chart, rows, goal, steps, zone),
        tuple(notes),
    )


def _last(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return rows[-1]


def _chart(rows: list[dict[str, Any]], goal: Finding | None, steps: Sequence[Row], zone: str, width: int) -> Any:
    shown, kept = shorten(rows, _POINTS[width], _last)
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
        layers.append(
            alt.Chart(values(boxes)).mark_rect(color=SHADE, opacity=SHADE_OPACITY).encode(x=x, x2=alt.X2("to:Q"), y=y, y2=alt.Y2("top:Q"))
        )
    layers.append(alt.Chart(line).mark_line(color=BLUE, strokeWidth=2.5).encode(x=x, y=y, order=alt.Order("at:Q")))
    if len(rows) <= _BOXES:
        layers.append(alt.Chart(line).mark_point(color=BLUE, filled=True, size=34, opacity=1).encode(x=x, y=y))
    if goal is not None and goal.series:
        goals = [
            {"at": millis(row["at"]), "to": millis(row["to"]), "n": row["goal"], "label": f"goal {words.count(row['goal'])}"}
            for row in goal.series
        ]
        data = values(goals)
        layers.append(alt.Chart(data).mark_rule(color=QUIET, strokeWidth=2, strokeDash=[6, 4]).encode(x=x, x2=alt.X2("to:Q"), y=y))
        label = alt.Chart(values(goals[-1:])).mark_text(color=INK, align="right", baseline="bottom", dy=-4)
        layers.append(label.encode(x=alt.X("to:Q"), y=y, text=alt.Text("label:N")))
    if steps:
        # The series may be thinner than the readings: a mark stands by the reading of it that is nearest.
        near = [(row["at_to"], min(rows, key=lambda one: abs(one["at"] - row["at_to"]))) for row in steps]
        marks = [{"at": millis(at), "n": row["signatures"]} for at, row in near]
        layers.append(
            alt.Chart(values(marks))
            .mark_point(shape="triangle-up", color=VERMILION, filled=True, size=90, opacity=1, yOffset=9)
            .encode(x=x, y=y)
        )
    return finish(layers, width, _HEIGHT[width])


CHART = Chart("petition.signature_count", draw, 0)
